"""Compares two states of an item: the fields that differ, the lines of the text."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from newsletter_app.content.diff import Row, side_by_side
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.items import Item, body_of
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    PostEntry,
    TextEntry,
)
from newsletter_app.desktop.widgets.words import date_words, status_word
from newsletter_app.i18n import N_, _

NamePost = Callable[[str], str]
"""Gives the title of the post with that id."""

_LABELS = {
    "title": N_("Title"),
    "name": N_("Name"),
    "subject": N_("Subject"),
    "preview_text": N_("Preview text"),
    "summary": N_("Summary"),
    "byline": N_("Byline"),
    "tags": N_("Tags"),
    "status": N_("Status"),
    "language": N_("Language"),
    "date": N_("Date"),
    "cover": N_("Cover"),
    "content_note": N_("Content note"),
    "published_at": N_("Published at"),
    "template": N_("Template"),
    "options": N_("Options of the template"),
    "discreet": N_("What its mail shows from outside"),
    "alt": N_("Description"),
    "decorative": N_("Decoration"),
    "credit": N_("Credit"),
    "consent": N_("Consent"),
}
_SHOWN = {"full": N_("full"), "summary": N_("summary"), "headline": N_("headline")}
_SHA = 12


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: its name for people, its value before and after as rows."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states of an item; `rows` are all lines of both texts."""

    fields: tuple[FieldChange, ...]
    rows: tuple[Row, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same."""
        return not self.fields and all(row.is_same for row in self.rows)


def compared(old: Item, new: Item, name_post: NamePost) -> Comparison:
    """Compare two states of an item; the text of a newsletter is its introduction with its entries.

    Takes up to half a second for long texts, so not on the thread of a window.
    """
    changes = tuple(
        FieldChange(_(_LABELS[name]), side_by_side(_said(getattr(old, name)), _said(getattr(new, name))))
        for name in changed_names(old, new)
        if name in _LABELS
    )
    return Comparison(changes, side_by_side(text_of(old, name_post), text_of(new, name_post)))


def changed_names(old: Item, new: Item) -> Iterator[str]:
    """Give the names of the fields in which two states of one kind differ."""
    names = (field.name for field in fields(old) if field.name != "record")
    yield from (name for name in names if getattr(old, name) != getattr(new, name))


def changed_words(old: Item, new: Item) -> str:
    """Return in few words what differs, "" for nothing."""
    labels = [_(_LABELS[name]) if name in _LABELS else _("Text") for name in changed_names(old, new)]
    return ", ".join(dict.fromkeys(labels))


def text_of(item: Item, name_post: NamePost) -> str:
    """Return what a person reads as the text of an item."""
    entries: tuple[Entry, ...] = getattr(item, "entries", ())
    parts = [body_of(item), *(_entry(entry, name_post) for entry in entries)]
    return "\n\n".join(part for part in parts if part)


def _entry(entry: Entry, name_post: NamePost) -> str:
    match entry:
        case PostEntry(post, shown):
            return _("Post: {title} ({shown})").format(title=name_post(post), shown=_(_SHOWN[str(shown)]))
        case HeadingEntry(text):
            return f"## {text}"
        case TextEntry(body):
            return body
        case ButtonEntry(label, url):
            return f"[{label}]({url})"
        case DividerEntry():
            return "---"


def _said(value: object) -> str:
    """Return the value of a field as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case Status():
            return status_word(value)
        case dt.date():
            return date_words(value)
        case Discreet():
            return "\n".join(filter(None, (value.sender_name, value.subject, value.preview_text)))
        case tuple():
            return ", ".join(each if isinstance(each, str) else ": ".join(each) for each in value)
        case _:
            return str(value)
