"""Turns items into rows of the table `item`."""

import hashlib
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from newsletter_app.content.asset import Asset
from newsletter_app.content.fingerprint import fingerprint
from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import ButtonEntry, Entry, HeadingEntry, Newsletter, TextEntry
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library import schema
from newsletter_app.library.encoding import encoded, to_json
from newsletter_app.library.excerpts import excerpt
from newsletter_app.library.moments import micros
from newsletter_app.library.row_reading import COLUMN_OF
from newsletter_app.library.tidying import folded

_KIND_MARK, _TAG_MARK = "\ue000", "\ue001"
MARKS = _KIND_MARK + _TAG_MARK
_BY_ID = select(schema.item).where(schema.item.c.id == bindparam("id"))


def mark(kind: Kind, status: Status | None = None) -> str:
    """Return the word under which the full-text index finds a kind; no person types its first character."""
    return f"{_KIND_MARK}{kind}{status or ''}"


def tag_mark(tag: str) -> str:
    """Return the word under which the full-text index finds a tag, whatever signs are in it."""
    return f"{_TAG_MARK}{hashlib.sha256(folded(tag).encode()).hexdigest()[:12]}"


def content_values(item: Item) -> dict[str, Any]:
    """Return the columns that follow from what the item says."""
    details = encoded(item)
    columns = {column: details.pop(field) for field, column in COLUMN_OF[item.kind].items()}
    values: dict[str, Any] = {
        "kind": str(item.kind),
        "status": str(Status.DRAFT),
        "language": "",
        "date": None,
        "tags": [],
        "cover": _cover(item),
    }
    values |= {"title": title_of(item), **columns, "details": to_json(details)}
    return values | {"tags": to_json(values["tags"]), **_reckoned(item, Status(values["status"]))}


def record_values(record: Record) -> dict[str, Any]:
    """Return the columns of a record."""
    return {
        "id": record.id,
        "slug": record.slug,
        "version": record.version,
        "revision": record.revision,
        "created": micros(record.created),
        "modified": micros(record.modified),
        "deleted": None if record.deleted is None else micros(record.deleted),
        "seat": record.seat,
    }


def row_of(connection: Connection, item_id: str) -> RowMapping | None:
    """Return the whole row of an item, or None where there is none of that id."""
    return connection.execute(_BY_ID, {"id": item_id}).mappings().first()


def _reckoned(item: Item, status: Status) -> dict[str, str]:
    body = body_of(item)
    return {
        "excerpt": excerpt(item.summary if isinstance(item, Post) else "", body),
        "fingerprint": fingerprint(title_of(item), body),
        "marks": " ".join(_marks(item, status)),
        "more": "\n".join(text for text in _more(item) if text),
    }


def _marks(item: Item, status: Status) -> list[str]:
    tags: tuple[str, ...] = getattr(item, "tags", ())
    return [mark(item.kind), mark(item.kind, status), *map(tag_mark, tags)]


def _cover(item: Item) -> str:
    return item.sha256 if isinstance(item, Asset) else ""


def _more(item: Item) -> tuple[str, ...]:
    """Return what a person wrote besides title and body."""
    match item:
        case Post():
            return (item.summary, item.byline, item.content_note, *item.tags)
        case Newsletter():
            return (item.subject, item.preview_text, *item.tags, *map(_words_of, item.entries))
        case Asset():
            return (item.name, item.credit, *item.tags)
        case _:
            return ()


def _words_of(entry: Entry) -> str:
    match entry:
        case HeadingEntry():
            return entry.text
        case TextEntry():
            return entry.body
        case ButtonEntry():
            return entry.label
        case _:
            return ""
