"""Reads what a template says about itself."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsletter_app.content.kinds import Kind
from newsletter_app.errors import TemplateError
from newsletter_app.i18n import _

FILE = "template.toml"
FAMILIES = ("mail", "blog", "page")
OPTION_TYPES = ("text", "choice", "flag", "number")
_NAME = re.compile(r"[a-z0-9_-]{1,60}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LINE = re.compile(r"line (\d+)")
_KINDS = (Kind.POST, Kind.NEWSLETTER)


@dataclass(frozen=True, slots=True)
class TemplateOption:
    """Something a person may choose; `type` is one of OPTION_TYPES, `default` of the type it names.

    `choices` are (value, label) pairs, for the type "choice" only.
    """

    name: str
    type: str
    default: str | bool | int
    label: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateManifest:
    """A template's name, what it is for, and its words by language tag ("en" is always there).

    `kinds` are what it can show, the main one first; `targets` the families "mail", "blog" and "page", each
    with a file of that name (mail.html).
    """

    name: str
    description: str
    kinds: tuple[Kind, ...]
    targets: tuple[str, ...]
    options: tuple[TemplateOption, ...]
    words: Mapping[str, Mapping[str, str]]
    folder: Path

    @property
    def kind(self) -> Kind:
        """Return what it is mainly for."""
        return self.kinds[0]

    def words_in(self, language: str) -> dict[str, str]:
        """Return the words for a language tag; English ones where it lacks some."""
        return {**self.words["en"], **self.words.get(language.split("-")[0].lower(), {})}


def is_template_name(text: str) -> bool:
    """Tell whether `text` can be the name of a template.

    >>> is_template_name("round-up"), is_template_name("../x")
    (True, False)
    """
    return _NAME.fullmatch(text) is not None


def read_manifest(folder: Path) -> TemplateManifest:
    """Return what template.toml in `folder` says. Raises TemplateError with its line where one is known."""
    if not is_template_name(folder.name):
        raise _wrong(_("The folder of a template is named with a to z, 0 to 9, - and _ only."))
    return _read(folder, _text_of(folder / FILE))


@lru_cache(maxsize=64)  # by content, so one that was edited is read again
def _read(folder: Path, text: str) -> TemplateManifest:
    data = _toml(text)
    if data.get("name", folder.name) != folder.name:
        raise _wrong(
            _("The name in template.toml is not that of its folder, “{name}”.").format(name=folder.name)
        )
    return _manifest(folder, data)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _wrong(_("There is no template.toml in this folder.")) from error
    except UnicodeDecodeError as error:
        raise _wrong(_("template.toml is not a UTF-8 text.")) from error
    except OSError as error:
        raise _wrong(_("template.toml could not be read.")) from error


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise _wrong(
            _("template.toml is not well-formed: {problem}.").format(problem=str(error).rstrip(".")),
            line=int(found[1]) if found else 0,
        ) from error


def _manifest(folder: Path, data: dict[str, Any]) -> TemplateManifest:
    return TemplateManifest(
        name=folder.name,
        description=_text(data, "description"),
        kinds=tuple(Kind(kind) for kind in _some_of(data, "kind", tuple(map(str, _KINDS)))),
        targets=_some_of(data, "targets", FAMILIES),
        options=tuple(_option(name, table) for name, table in _tables(data, "options").items()),
        words=_words(_tables(data, "words")),
        folder=folder,
    )


def _wrong(message: str, line: int = 0) -> TemplateError:
    return TemplateError(message, hint=_("The shipped templates show how it is done."), file=FILE, line=line)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(_("template.toml lacks “{key}”, a text.").format(key=key))
    return value.strip()


def _some_of(data: dict[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    value = data.get(key)
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or any(entry not in known for entry in listed):
        raise _wrong(
            _("In template.toml “{key}” names some of: {known}.").format(key=key, known=", ".join(known))
        )
    return tuple(listed)


def _tables(data: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    tables = data.get(key, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise _wrong(_("In template.toml “{key}” holds tables, such as [{key}.name].").format(key=key))
    return tables


def _words(tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    for language, words in tables.items():
        if not all(_KEY.fullmatch(key) and isinstance(word, str) for key, word in words.items()):
            raise _wrong(
                _("In template.toml every word of [words.{language}] is a text.").format(language=language)
            )
    return {"en": {}} | {language.lower(): dict(words) for language, words in tables.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_FITS: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "choice": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": _is_number,
}


def _option(name: str, table: dict[str, Any]) -> TemplateOption:
    kind, default = table.get("type"), table.get("default")
    if not _KEY.fullmatch(name) or kind not in _FITS or not _FITS[kind](default):
        raise _wrong(
            _("The option “{name}” needs a type ({types}) and a default of that type.").format(
                name=name, types=", ".join(OPTION_TYPES)
            )
        )
    assert isinstance(default, str | bool | int)  # noqa: S101 - what _FITS has just found
    choices = _choices(name, table, default) if kind == "choice" else ()
    return TemplateOption(name, kind, default, str(table.get("label") or name), choices)


def _choices(name: str, table: dict[str, Any], default: object) -> tuple[tuple[str, str], ...]:
    choices = table.get("choices")
    if not isinstance(choices, dict) or default not in choices:
        raise _wrong(_("The option “{name}” needs choices, its default among them.").format(name=name))
    return tuple((str(value), str(label)) for value, label in choices.items())
