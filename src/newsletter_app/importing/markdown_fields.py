"""Turns the front matter of a Markdown file into what a post has."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsletter_app.content.kinds import POST_STATUSES, Status
from newsletter_app.content.languages import is_language
from newsletter_app.content.post import Post
from newsletter_app.i18n import _

_OTHER_NAMES = {
    "author": "byline",
    "description": "summary",
    "excerpt": "summary",
    "lang": "language",
    "categories": "tags",
    "image": "cover",
}
_LINES = ("title", "byline", "content_note")
_KNOWN = (*_LINES, "summary", "tags", "language", "status", "date", "cover", "slug")


@dataclass
class Fields:
    """Collects what the fields say; `notes` are about those that could not be used."""

    said: dict[str, Any] = field(default_factory=dict)
    cover: str = ""
    slug: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def post(self) -> Post:
        """Return a post, without a body, that says so."""
        return Post(**self.said)


def fields_of(written: Mapping[str, Any]) -> Fields:
    """Return what the front matter says of a post; whatever it says wrongly becomes a note."""
    fields = Fields()
    values = _known(written, fields.notes)
    for name, value in values.items():
        _take(fields, name, value)
    return fields


def _known(written: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    """Return the fields that say something, by the names we have for them."""
    values: dict[str, Any] = {}
    for name, value in written.items():
        ours = name.strip().lower().replace("-", "_")
        meant = ours if ours in _KNOWN else _OTHER_NAMES.get(ours, "")
        if meant and (meant == ours or meant not in written):
            values.setdefault(meant, value)
        else:
            notes.append(
                _("The front matter's “{name}” is not known here and was left out.").format(name=name[:60])
            )
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _take(fields: Fields, name: str, value: Any) -> None:
    match name:
        case "tags":
            fields.said["tags"] = _tags(value)
        case "status":
            _take_status(fields, _line(value).lower())
        case "language":
            _take_language(fields, _line(value))
        case "date":
            _take_date(fields, value)
        case "cover":
            fields.cover = _line(value)
        case "slug":
            fields.slug = _line(value)
        case _:
            fields.said[name] = _line(value)


def _line(value: Any) -> str:
    return " ".join(str(value).split())


def _tags(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else str(value).split(",")
    return tuple(dict.fromkeys(tag for tag in map(_line, listed) if tag))


def _take_status(fields: Fields, status: str) -> None:
    if status in POST_STATUSES:
        fields.said["status"] = Status(status)
    else:
        fields.notes.append(_unusable("status", status))


def _take_language(fields: Fields, language: str) -> None:
    if is_language(language):
        fields.said["language"] = language
    else:
        fields.notes.append(_unusable("language", language))


def _take_date(fields: Fields, value: Any) -> None:
    try:
        day = value if isinstance(value, dt.date) else dt.datetime.fromisoformat(_line(value))
    except ValueError:
        fields.notes.append(_unusable("date", _line(value)))
        return
    fields.said["date"] = day.date() if isinstance(day, dt.datetime) else day


def _unusable(name: str, value: str) -> str:
    return _("The front matter's {name} “{value}” could not be used and was left out.").format(
        name=name, value=value[:60]
    )
