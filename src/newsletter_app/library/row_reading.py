"""Turns what a whole row of the table `item` holds into an item."""

import json
from collections.abc import Mapping
from typing import Any

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind
from newsletter_app.content.record import Record
from newsletter_app.i18n import _
from newsletter_app.library.encoding import decoded
from newsletter_app.library.moments import moment_of
from newsletter_app.library.torn_rows import whole

_SHARED = ("tags", "status", "language", "date")
COLUMN_OF: Mapping[Kind, Mapping[str, str]] = {
    Kind.POST: {"title": "title", "body": "body", "cover": "cover", **{name: name for name in _SHARED}},
    Kind.NEWSLETTER: {"title": "title", "introduction": "body", **{name: name for name in _SHARED}},
    Kind.SNIPPET: {"name": "title", "body": "body"},
    Kind.ASSET: {"caption": "body", "tags": "tags"},
}


def _name(row: Mapping[Any, Any]) -> str:
    return _("“{title}” ({id})").format(title=row["title"], id=row["id"])


@whole(_name)
def item_of(row: Mapping[Any, Any]) -> Item:
    """Return the item a whole row holds. Raises LibraryDamaged where it is torn."""
    kind = Kind(row["kind"])
    columns = {**row, "tags": json.loads(row["tags"])}
    fields = {field: columns[column] for field, column in COLUMN_OF[kind].items()}
    return decoded(kind, json.loads(row["details"]) | fields).with_record(record_of(row))


def record_of(row: Mapping[Any, Any]) -> Record:
    """Return the record a whole row holds."""
    return Record(
        id=row["id"],
        slug=row["slug"],
        version=row["version"],
        revision=row["revision"],
        created=moment_of(row["created"]),
        modified=moment_of(row["modified"]),
        deleted=None if row["deleted"] is None else moment_of(row["deleted"]),
        seat=row["seat"],
    )
