"""Drops from whole values the characters that our merge marks are made of."""

import dataclasses
from typing import Any, TypeVar, cast

from newsletter_app.rendering.merge_marks import without_private

_Value = TypeVar("_Value")


def cleaned(value: _Value) -> _Value:
    r"""Return a value of content (dataclasses, tuples, dicts, texts) without those characters.

    What holds none of them is given back as it is.

    >>> cleaned(("a\ue010b", 1))
    ('ab', 1)
    """
    return cast("_Value", _cleaned(value))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _text(value)
    if isinstance(value, tuple):
        made = tuple(map(_cleaned, value))
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _cleaned(entry) for key, entry in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _with_cleaned_fields(value)
    return value


def _text(value: str) -> str:
    plain = without_private(value)
    return value if len(plain) == len(value) else plain


def _with_cleaned_fields(value: Any) -> Any:
    old = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
    new = {name: _cleaned(entry) for name, entry in old.items()}
    changed = {name: entry for name, entry in new.items() if entry is not old[name]}
    return dataclasses.replace(value, **changed) if changed else value
