"""Keeps whole states of items, packed; thins the old ones out."""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.plain import word_count
from newsletter_app.i18n import _
from newsletter_app.library.encoding import decoded, encoded, to_json
from newsletter_app.library.moments import micros
from newsletter_app.library.reasons import LASTING, Reason
from newsletter_app.library.schema import revision, revision_use
from newsletter_app.library.thinning import NEWEST, Dated, worn_out
from newsletter_app.library.torn_rows import whole

_OUT = {Status.PUBLISHED: Reason.PUBLISHED, Status.SENT: Reason.SENT}

_NOTE = insert(revision_use).prefix_with("OR IGNORE")


def keep_state(connection: Connection, item: Item, reason: Reason) -> None:
    """Keep what the item says under the number its record has; older states may go, as `thinning` chooses."""
    row = {
        "item": item.record.id,
        "number": item.record.revision,
        "kept": micros(item.record.modified),
        "reason": str(reason),
        "title": title_of(item),
        "words": word_count(body_of(item)),
        "content": zlib.compress(_text_of(item).encode()),
    }
    connection.execute(insert(revision), row)
    for use in _uses(connection, item, reason):
        note_use(connection, item.record.id, item.record.revision, use)
    if item.record.revision > NEWEST:
        thin_out(connection, item.record.id)


def note_use(connection: Connection, item_id: str, number: int, use: Reason) -> None:
    """Write down what became of a kept state, once."""
    connection.execute(_NOTE, {"item": item_id, "number": number, "reason": str(use)})


def thin_out(connection: Connection, item_id: str) -> int:
    """Drop the states of an item that have had their time; return how many."""
    lasting = set(
        connection.execute(select(revision_use.c.number).where(revision_use.c.item == item_id)).scalars()
    )
    stamps = select(revision.c.number, revision.c.kept).where(revision.c.item == item_id)
    states = (Dated(n, kept, n in lasting) for n, kept in connection.execute(stamps))
    gone = worn_out(states)
    for number in gone:
        connection.execute(delete(revision).where(revision.c.item == item_id, revision.c.number == number))
    return len(gone)


def state(connection: Connection, item_id: str, kind: Kind, number: int) -> Item | None:
    """Return the kept state without a record, or None where there is none of that number."""
    packed = _packed(connection, item_id, number)
    if packed is None:
        return None
    return _unpacked({"item": item_id, "number": number, "content": packed, "kind": kind})


@whole(lambda row: _("Revision {number} of {id}").format(number=row["number"], id=row["item"]))
def _unpacked(row: Mapping[Any, Any]) -> Item:
    return decoded(Kind(row["kind"]), json.loads(zlib.decompress(row["content"])))


def says_the_same(connection: Connection, item: Item, number: int) -> bool:
    """Tell whether the kept state of that number says just what the item says."""
    packed = _packed(connection, item.record.id, number)
    try:
        return packed is not None and zlib.decompress(packed) == _text_of(item).encode()
    except zlib.error:  # a torn one says nothing, so another is kept
        return False


def _uses(connection: Connection, item: Item, reason: Reason) -> Iterable[Reason]:
    """Return what a new state is at once: exported, or the first that stands outside as published or sent."""
    out = _OUT.get(getattr(item, "status", Status.DRAFT))
    if out is not None and not _was_out(connection, item):
        yield out
    if reason in LASTING and reason is not out:
        yield reason


def _was_out(connection: Connection, item: Item) -> bool:
    before = state(connection, item.record.id, item.kind, item.record.revision - 1)
    return before is not None and getattr(before, "status", Status.DRAFT) in _OUT


def _text_of(item: Item) -> str:
    return to_json(encoded(item))


def _packed(connection: Connection, item_id: str, number: int) -> bytes | None:
    wanted = select(revision.c.content).where(revision.c.item == item_id, revision.c.number == number)
    return connection.execute(wanted).scalar()
