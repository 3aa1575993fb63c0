"""Writes what was made out of a damaged library into a new file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, insert, select

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.slugs import numbered, slug_of
from newsletter_app.content.snippet import NAME, Snippet
from newsletter_app.library import schema
from newsletter_app.library.reasons import Reason
from newsletter_app.library.repairing.items import Mended, Words
from newsletter_app.library.repairing.readers import Readership
from newsletter_app.library.repairing.runs import Ledger
from newsletter_app.library.repairing.shapes import Row
from newsletter_app.library.repairing.told import Told
from newsletter_app.library.revision_rows import keep_state
from newsletter_app.library.rows import content_values, record_values
from newsletter_app.library.seats import free_seat, wanted_seat
from newsletter_app.library.settings_rows import write_setting
from newsletter_app.library.word_index import put_in
from newsletter_app.library.writing import write_tags


@dataclass(frozen=True, slots=True)
class Salvage:
    """All that goes into the new file; `settings` by key, with the library's id."""

    words: Words
    readers: Readership
    ledger: Ledger
    settings: Mapping[str, str]
    mail_tests: tuple[Row, ...]
    uses: tuple[Row, ...]
    days: tuple[Row, ...]
    binned: tuple[Row, ...]
    told: tuple[Told, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all could be read."""
        return not (self.words.items or self.readers.contacts or self.readers.lists)


def rebuild(connection: Connection, salvage: Salvage) -> None:
    """Fill an empty file within the transaction of `connection`."""
    # Alembic takes longer to import than all the rest; who only asks how a library is needs none of it.
    from newsletter_app.library.upgrading import upgrade

    upgrade(connection)
    for key, value in salvage.settings.items():
        write_setting(connection, key, value)
    _write_items(connection, salvage.words)
    _write_what_became(connection, salvage)
    readers, ledger = salvage.readers, salvage.ledger
    _write(connection, schema.reader_list, readers.lists)
    _write(connection, schema.contact, readers.contacts)
    _write(connection, schema.membership, readers.memberships)
    _write(connection, schema.suppression, readers.suppressions)
    _write(connection, schema.account, readers.accounts)
    _write(connection, schema.run, ledger.runs)
    _write(connection, schema.run_content, ledger.contents)
    _write(connection, schema.delivery, ledger.deliveries)
    newsletters = {each.item.record.id for each in salvage.words.items if each.item.kind == "newsletter"}
    _write(
        connection, schema.mail_test, [row for row in salvage.mail_tests if row["newsletter"] in newsletters]
    )


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    values = [{name: row[name] for name in _names(table)} for row in rows]
    if values:
        connection.execute(insert(table), values)


def _add(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write rows beside those that are there."""
    values = [{name: row[name] for name in _names(table)} for row in rows]
    if values:
        connection.execute(insert(table).prefix_with("OR IGNORE"), values)


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _write_items(connection: Connection, words: Words) -> None:
    taken: set[tuple[str, str]] = set()
    pictures: set[str] = set()
    kept = {(row["item"], row["number"]) for row in words.revisions}
    items: set[str] = set()
    for mended in sorted(words.items, key=lambda each: not each.is_frozen):  # what is out keeps its slug
        if isinstance(mended.item, Asset) and mended.item.sha256 in pictures:
            continue
        item = _placed(connection, mended, taken)
        _write_item(connection, item, mended)
        items.add(item.record.id)
        if isinstance(item, Asset):
            pictures.add(item.sha256)
        if (item.record.id, item.record.revision) not in kept:
            keep_state(connection, item, Reason.SAVED)
    _write(connection, schema.revision, [row for row in words.revisions if row["item"] in items])


def _write_what_became(connection: Connection, salvage: Salvage) -> None:
    """Write what became of kept states, the days of use, and how long the bin has held what."""
    numbers = connection.execute(select(schema.revision.c.item, schema.revision.c.number))
    kept = {(item_id, number) for item_id, number in numbers}
    uses = {(row["item"], row["number"], row["reason"]): row for row in salvage.uses}
    _add(connection, schema.revision_use, [row for key, row in uses.items() if key[:2] in kept])
    _add(connection, schema.day_of_use, {row["day"]: row for row in salvage.days}.values())
    _add(connection, schema.binned, _binned(salvage))


def _binned(salvage: Salvage) -> Iterator[Row]:
    """Give the rows of what is in the bin, in the order it went there; first what is unknown."""
    known = {row["item"]: row for row in salvage.binned}
    deleted = (each.item.record for each in salvage.words.items if each.item.record.deleted is not None)
    in_order = sorted(deleted, key=lambda record: known.get(record.id, {"number": 0})["number"])
    for number, record in enumerate(in_order, 1):
        yield {"number": number, "item": record.id, "days": known.get(record.id, {"days": 0})["days"]}


def _write_item(connection: Connection, item: Item, mended: Mended) -> None:
    values = content_values(item) | record_values(item.record)
    frozen = {"origin": mended.origin, "slug_frozen": int(mended.is_frozen)}
    connection.execute(insert(schema.item).values(values | frozen))
    put_in(connection, item.record.seat)
    write_tags(connection, item)
    if isinstance(item, Asset):
        row = {"sha256": item.sha256, "item": item.record.id, "suffix": item.suffix, "size": item.size}
        connection.execute(insert(schema.asset).values(row))


def _placed(connection: Connection, mended: Mended, taken: set[tuple[str, str]]) -> Item:
    """Return the item with a seat and a slug that no other one has."""
    item, record = mended.item, mended.item.record
    slug = _free_slug(item, taken)
    wanted = record.seat or wanted_seat(getattr(item, "date", None), record.created)
    seat = free_seat(connection, wanted)
    placed = item.with_record(replace(record, slug=slug, seat=seat))
    return replace(placed, name=slug) if isinstance(placed, Snippet) else placed


def _free_slug(item: Item, taken: set[tuple[str, str]]) -> str:
    wanted = _wanted_slug(item)
    slug, number = wanted, 1
    while (slug, str(item.kind)) in taken:
        number += 1
        slug = numbered(wanted, number)
    taken.add((slug, str(item.kind)))
    return slug


def _wanted_slug(item: Item) -> str:
    if isinstance(item, Snippet):
        return item.name if NAME.fullmatch(item.name) else slug_of(item.name)
    slug = item.record.slug
    return slug if slug and slug == slug_of(slug) else slug_of(slug or title_of(item))
