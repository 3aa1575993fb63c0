"""Gathers every row that names one person."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.moments import moment_of
from newsletter_app.library.person import Person, passages, rows_naming
from newsletter_app.library.schema import (
    contact,
    delivery,
    membership,
    metadata,
    reader_list,
    run,
    suppression,
)

_OWN = {contact, membership, delivery, suppression}
_MOMENTS = {"created", "unsubscribed", "given", "joined", "since", "claimed", "updated"}
_PAIRS = {"fields", "merge_values"}
_CALLED = ("kind", "title", "name", "subject")

Rows = list[dict[str, Any]]


def about(connection: Connection, person: Person, hash_address: HashAddress | None) -> dict[str, Rows]:
    """Return, by table, each row that names the person, in values JSON has; tables without one are left out.

    Rows that are about nobody else are given whole, moments in ISO 8601; of others what they are called,
    their keys, and the passages that name the person.
    """
    found = {table.name: _rows(connection, table, person) for table in metadata.sorted_tables}
    found[suppression.name] = _suppressions(connection, person, hash_address)
    _name_their_places(connection, found)
    return {name: rows for name, rows in found.items() if rows}


def _rows(connection: Connection, table: Table, person: Person) -> Rows:
    written: Callable[[Table, RowMapping, Person], dict[str, Any]] = _whole if table in _OWN else _part
    return [written(table, row, person) for row in rows_naming(connection, table, person)]


def _whole(_table: Table, row: RowMapping, _person: Person) -> dict[str, Any]:
    return {name: _plain(name, value) for name, value in row.items()}


def _part(table: Table, row: RowMapping, person: Person) -> dict[str, Any]:
    keys = {column.name for column in table.primary_key} | {"id"}
    known = {name: value for name, value in row.items() if name in keys or name in _CALLED}
    return {**known, "passages": passages(person, row)}


def _plain(name: str, value: Any) -> Any:
    if name in _MOMENTS and isinstance(value, int):
        return moment_of(value).isoformat()
    if name in _PAIRS:
        return dict(json.loads(value))
    return bool(value) if name == "opt_out_offered" else value


def _suppressions(connection: Connection, person: Person, hash_address: HashAddress | None) -> Rows:
    """Return the rows that stand for the person by their hash, where it can be reckoned."""
    hashes = [] if hash_address is None else [hash_address(key) for key in person.keys]
    rows = connection.execute(select(suppression).where(suppression.c.hash.in_(hashes))).mappings()
    return [_whole(suppression, row, person) for row in rows]


def _name_their_places(connection: Connection, found: Mapping[str, Rows]) -> None:
    """Say beside the ids of lists and runs what these are called."""
    lists = {row.id: row.name for row in connection.execute(select(reader_list.c.id, reader_list.c.name))}
    runs = {row.id: row.title for row in connection.execute(select(run.c.id, run.c.title))}
    for row in found[membership.name]:
        row["list_name"] = lists.get(row["list"], "")
    for row in found[delivery.name]:
        row["newsletter_title"] = runs.get(row["run"], "")
