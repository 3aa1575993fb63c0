"""Takes out of an item's texts what must not be stored."""

import re
from collections.abc import Mapping
from typing import Any, cast

from newsletter_app.content.plain import without_control_characters
from newsletter_app.library.encoding import decoded, encoded
from newsletter_app.library.saved import SomeItem

_MANY_LINES = {"body", "introduction", "summary", "caption", "consent", "content_note"}
_BREAKS = re.compile(r"[\n\t\x85\u2029]")


def tidy(item: SomeItem) -> SomeItem:
    """Return the item without control characters, its titles on one line, each tag once.

    Blanks at the ends stay: a person may be in the middle of a sentence.
    """
    values = {name: _tidy(name, value) for name, value in encoded(item).items()}
    if "tags" in values:
        values["tags"] = tidy_tags(values["tags"])
    return cast("SomeItem", decoded(item.kind, values).with_record(item.record))


def tidy_tags(tags: list[str]) -> list[str]:
    """Return the tags with single blanks, without empty ones and without those that differ only in case."""
    kept: dict[str, str] = {}
    for tag in tags:
        name = " ".join(tag.split())
        if name:
            kept.setdefault(folded(name), name)
    return list(kept.values())


def folded(tag: str) -> str:
    """Return what two tags have in common that differ only in case."""
    return " ".join(without_control_characters(tag).split()).casefold()


def _tidy(name: str, value: Any) -> Any:
    if isinstance(value, str):
        text = without_control_characters(value)
        return text if name in _MANY_LINES else _BREAKS.sub(" ", text)
    if isinstance(value, list):
        return [_tidy(name, part) for part in value]
    if isinstance(value, Mapping):
        return {key: _tidy(key, part) for key, part in value.items()}
    return value
