"""Tells of a record to which table it belonged."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from newsletter_app.content.ids import is_id
from newsletter_app.content.kinds import Kind
from newsletter_app.library.repairing.records import Record, Value
from newsletter_app.library.schema import asset, metadata, revision_use, setting, suppression, tag

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = Mapping[str, list[Row]]

TORN = "torn"
"""The key under which a row says that bytes of it are missing; no column is called so."""
DERIVED = frozenset({tag.name})
"""Tables that are made anew from the others."""
_KINDS = frozenset(map(str, Kind))
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PATTERNS = {
    (suppression.name, "hash"): _SHA256,
    (asset.name, "sha256"): _SHA256,
}
# These have no rowid: their rows stand in the order of their key, and look like the entries of an index.
_IN_ORDER_OF_KEY = frozenset({asset.name, revision_use.name, setting.name, suppression.name, tag.name})
_TYPES: Mapping[type[Any], type[Any]] = {Integer: int, Text: str, LargeBinary: bytes}
_TABLES = tuple(table for name, table in metadata.tables.items() if name not in DERIVED)


@dataclass(frozen=True, slots=True)
class Entries:
    """What two indexes say of items: the seat by id, slug with kind by seat."""

    seats: Mapping[str, int]
    names: Mapping[int, tuple[str, str]]


def rows_of(records: Iterable[Record]) -> Rows:
    """Return the rows by table; whatever fits none is passed over."""
    found: dict[str, list[Row]] = {table.name: [] for table in _TABLES}
    for record in records:
        for table in _TABLES:
            if _fits(record, table):
                found[table.name].append(_row(record, table))
                break
    return found


def entries_of(records: Iterable[Record]) -> Entries:
    """Return what the indexes say of the items, in whose rows it stands as well."""
    seats: dict[str, int] = {}
    names: dict[int, tuple[str, str]] = {}
    for record in records:
        match record.values:
            case (str(item_id), int(seat)) if record.rowid is None and is_id(item_id):
                seats[item_id] = seat
            case (str(slug), str(kind), int(seat)) if record.rowid is None and kind in _KINDS:
                names[seat] = (slug, kind)
    return Entries({item_id: seat for item_id, seat in seats.items() if seat in names}, names)


def _fits(record: Record, table: Table) -> bool:
    values = _with_rowid(record, table)
    if len(values) != len(table.columns) or (record.rowid is None) != (table.name in _IN_ORDER_OF_KEY):
        return False
    if table is setting and is_id(str(values[0])) and _SHA256.fullmatch(str(values[1])):
        return False  # the index over the items of pictures
    return all(_may_be(value, column, table) for value, column in zip(values, table.columns, strict=True))


def _with_rowid(record: Record, table: Table) -> tuple[Value, ...]:
    """Return the values; where a column is the rowid itself, SQLite writes nothing in its place."""
    key = list(table.primary_key)
    is_rowid = len(key) == 1 and isinstance(key[0].type, Integer)
    if is_rowid and record.values and record.values[0] is None:
        return (record.rowid, *record.values[1:])
    return record.values


def _may_be(value: Value, column: Column[Any], table: Table) -> bool:
    if value is None:
        return bool(column.nullable)
    if type(value) is not _TYPES[type(column.type)]:
        return False
    pattern = _PATTERNS.get((table.name, column.name))
    return pattern is None or pattern.fullmatch(str(value)) is not None


def _row(record: Record, table: Table) -> Row:
    values = _with_rowid(record, table)
    return {**dict(zip(table.columns.keys(), values, strict=True)), TORN: record.is_torn}
