"""Writes items: the row, its tags, its kept states."""

from dataclasses import replace

from sqlalchemy import Connection, RowMapping, delete, insert, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item, title_of
from newsletter_app.errors import Conflict, Open
from newsletter_app.i18n import _
from newsletter_app.library.days_of_use import days_of_use, note_day
from newsletter_app.library.moments import micros
from newsletter_app.library.reasons import Reason
from newsletter_app.library.revision_rows import keep_state
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.rows import content_values, record_values
from newsletter_app.library.saved import Saved, SomeItem
from newsletter_app.library.schema import binned, tag
from newsletter_app.library.schema import item as table
from newsletter_app.library.tidying import folded
from newsletter_app.library.word_index import is_the_same, put_in, take_out


def insert_item(
    connection: Connection, item: SomeItem, reason: Reason, *, origin: str, frozen: bool
) -> Saved[SomeItem]:
    """Write an item whose record is complete, with its first kept state."""
    values = content_values(item) | record_values(item.record)
    note_day(connection, micros(item.record.modified))
    connection.execute(insert(table), values | {"origin": origin, "slug_frozen": int(frozen)})
    put_in(connection, item.record.seat)
    write_tags(connection, item)
    keep_state(connection, item, reason)
    return saved(item)


def update_item(connection: Connection, item: Item, row: RowMapping, *, frozen: bool) -> None:
    """Write an item over the row it had; its record already has the next one. Raises Conflict."""
    values = content_values(item) | record_values(item.record) | {"slug_frozen": int(frozen)}
    before = item_of(row)
    note_day(connection, micros(item.record.modified))
    words_stay = is_the_same(row, values)
    if not words_stay:
        take_out(connection, before.record.seat)
    update_row(connection, before, values)
    if not words_stay:
        put_in(connection, item.record.seat)
    if getattr(item, "tags", ()) != getattr(before, "tags", ()):
        connection.execute(delete(tag).where(tag.c.seat == item.record.seat))
        write_tags(connection, item)


def update_row(connection: Connection, before: Item, values: dict[str, object]) -> None:
    """Write some columns over the version `before`. Raises Conflict where the row has another version."""
    guarded = table.c.id == before.record.id, table.c.version == before.record.version
    if connection.execute(update(table).where(*guarded).values(values)).rowcount != 1:
        raise conflict(before)


def move_item(connection: Connection, before: Item, deleted: int | None) -> None:
    """Put an item into the bin at that moment, or take it out where there is none. Raises Conflict."""
    update_row(connection, before, {"deleted": deleted, "version": before.record.version + 1})
    connection.execute(delete(binned).where(binned.c.item == before.record.id))
    if deleted is not None:
        note_day(connection, deleted)
        row = {"item": before.record.id, "days": days_of_use(connection)}
        connection.execute(insert(binned), row)
    listed = update(tag).where(tag.c.seat == before.record.seat)
    connection.execute(listed.values(is_listed=int(deleted is None)))


def is_changed(item: Item, before: Item) -> bool:
    """Tell whether the two say different things."""
    return replace(item, record=before.record) != before


def saved(item: SomeItem) -> Saved[SomeItem]:
    """Return the item with the changes that consist of it alone."""
    return Saved(item, Changes.of(item.kind, item.record.id))


def conflict(item: Item) -> Conflict:
    """Return the error for a write that started from an older version."""
    return Conflict(
        _("“{title}” was changed elsewhere since it was opened here.").format(title=title_of(item)),
        hint=_("Nothing was overwritten. Open it again, or keep this text as a copy."),
        action=Open.LIBRARY,
    )


def write_tags(connection: Connection, item: Item) -> None:
    """Write the tags of an item; in the bin none is listed."""
    names: tuple[str, ...] = getattr(item, "tags", ())
    if names:
        seat = item.record.seat
        rows = [
            {
                "seat": seat,
                "folded": folded(name),
                "is_listed": int(item.record.deleted is None),
                "name": name,
            }
            for name in names
        ]
        connection.execute(insert(tag), rows)
