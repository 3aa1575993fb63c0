"""Takes all rows that can be made out of a damaged file."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from newsletter_app.library.looking import says_it_is_ours
from newsletter_app.library.repairing.log_frames import waiting_pages
from newsletter_app.library.repairing.pages import Pages, lost_pages, pages_of, records_of
from newsletter_app.library.repairing.shapes import DERIVED, TORN, Entries, Row, Rows, entries_of, rows_of
from newsletter_app.library.schema import item, metadata, revision, suppression
from newsletter_app.library.unreadable_words import ReadableConnection

_WORDS = (item.name, revision.name)


@dataclass(frozen=True, slots=True)
class Source:
    """The rows by table, and what indexes say of those that are lost.

    `is_whole` where the database itself says that it is sound: then no row can be missing. `knows_who_left`
    where that holds at least for those who may not be written to. `lost_pages` are those that are blank or
    missing; `misses_changes` where the log beside the file is not all there, or that of another file.
    """

    rows: Rows
    entries: Entries
    is_whole: bool
    knows_who_left: bool
    lost_pages: int = 0
    misses_changes: bool = False


def read_source(copy: Path, *, may_be_sound: bool) -> Source:
    """Read a copy of a library's file with what waits beside it; the copy may be written to.

    Where it may not be sound, for something is known to be wrong with it, SQLite is not asked.
    """
    log = waiting_pages(copy.with_name(f"{copy.name}-wal"))
    alone, newest = pages_of(copy, {}, log.size), pages_of(copy, log.newest, log.size)
    is_foreign = _is_log_foreign(copy, alone, newest)
    trusted, other = (alone, newest) if is_foreign else (newest, alone)
    if may_be_sound and is_sound(copy):
        return Source(_by_query(copy), entries_of(()), is_whole=True, knows_who_left=True)
    older = Pages(bytes(newest.size) + b"".join(log.older), newest.size)  # the first page is read as a head
    knows_who_left = may_be_sound and is_sound(copy, table=suppression.name)
    source = _by_pages(trusted, (other, older), knows_who_left=knows_who_left)
    return replace(source, misses_changes=is_foreign)


def _is_log_foreign(copy: Path, alone: Pages, newest: Pages) -> bool:
    """Tell whether a file is sound as long as nothing of the log beside it is taken."""
    if not newest.newer or not alone.count or not is_sound(copy, immutable=True):
        return False
    both = copy.with_name("both.sqlite")
    both.write_bytes(b"".join(newest.page(number) for number in range(1, newest.count + 1)))
    return not (says_it_is_ours(newest.page(1)) and is_sound(both, immutable=True))


def is_sound(file: Path, *, immutable: bool = False, table: str = "") -> bool:
    """Tell whether SQLite finds a file, or one table of it, to be in order.

    With `immutable` without what waits beside it.
    """
    try:
        with _opened(file, "mode=ro&immutable=1" if immutable else "mode=rw") as connection:
            what = table or "1"
            return bool(connection.execute(f"PRAGMA quick_check({what})").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


@contextlib.contextmanager
def _opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, factory=ReadableConnection)
    ) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        yield connection


def _by_pages(trusted: Pages, others: Iterable[Pages], *, knows_who_left: bool) -> Source:
    """Read the trusted pages for all, others only for words: who was erased shall not come back."""
    records = list(records_of(trusted))
    rows = dict(rows_of(records))
    for pages in others:
        more = rows_of(records_of(pages))
        rows |= {name: rows[name] + more[name] for name in _WORDS}
    return Source(
        rows,
        entries_of(records),
        is_whole=False,
        knows_who_left=knows_who_left,
        lost_pages=lost_pages(trusted),
    )


def _by_query(copy: Path) -> Rows:
    with _opened(copy, "mode=rw") as connection:
        connection.text_factory = bytes
        return {
            name: list(_queried(connection, table))
            for name, table in metadata.tables.items()
            if name not in DERIVED
        }


def _queried(connection: sqlite3.Connection, table: Table) -> Iterator[Row]:
    """Give the rows of a table; a column that is not there is filled with what says nothing."""
    there = {
        str(row[1], "utf-8", "replace") for row in connection.execute(f"PRAGMA table_info({table.name})")
    }
    names = [column.name for column in table.columns if column.name in there]
    if not names:
        return
    blank = {
        column.name: _blank(column.type.python_type, nullable=bool(column.nullable))
        for column in table.columns
    }
    wanted = f"SELECT {', '.join(names)} FROM {table.name}"  # noqa: S608 - names of ours
    for values in connection.execute(wanted):
        yield blank | _row(dict(zip(names, values, strict=True)), table)


def _blank(kind: type[Any], *, nullable: bool) -> Any:
    return None if nullable else kind()


def _row(values: dict[str, Any], table: Table) -> Row:
    """Return the values with texts where the table has texts; what is of another type says nothing."""
    row: Row = {TORN: False}
    for name, value in values.items():
        column = table.columns[name]
        kind = column.type.python_type
        if kind is str and isinstance(value, bytes):
            row[name], is_whole = _text(value)
            row[TORN] |= not is_whole
        elif isinstance(value, kind) or (value is None and column.nullable):
            row[name] = value
        else:
            row[name], row[TORN] = _blank(kind, nullable=bool(column.nullable)), True
    return row


def _text(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode(errors="replace"), False
