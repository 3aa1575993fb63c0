"""Copies a library's database as it is at one moment."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app.library import failures
from newsletter_app.library.files import make_file

if TYPE_CHECKING:  # a library is copied before it is brought up to date, without SQLAlchemy
    from sqlalchemy import Connection

# Of the full-text index and of the migrations, which are made anew from the rest.
_UNCOUNTED = ("item_words", "alembic_version", "sqlite_")


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """A sound copy, with what is in it: rows by table, items outside the bin by kind, names of pictures."""

    file: Path
    library: str
    schema: int
    counts: dict[str, int]
    kinds: dict[str, int]
    pictures: tuple[str, ...]


def copy_database(source: sqlite3.Connection, target: Path, folder: Path) -> DatabaseCopy:
    """Copy what a connection sees, in a transaction, to a new file; `folder` is where the library lies.

    Works for a library of every schema. Raises LibraryDamaged where the copy is not sound, OSError where
    there is no room for it.
    """
    make_file(target)
    if not source.in_transaction:
        source.execute("BEGIN")
    counts = counts_of(source)  # the first read fixes the moment; the copy is of the same
    with contextlib.closing(sqlite3.connect(target)) as copy, _as_of_a_file():
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",) or counts != counts_of(copy):
            raise failures.damaged(folder)
        return _described(copy, target, counts)


def driver_of(connection: "Connection") -> sqlite3.Connection:
    """Return the driver's connection below SQLAlchemy's, for what only SQLite can do."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    return driver


def counts_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = sorted(name for (name,) in named if not name.startswith(_UNCOUNTED))
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - its own names
        for table in tables
    }


def _described(copy: sqlite3.Connection, file: Path, counts: dict[str, int]) -> DatabaseCopy:
    (schema,) = copy.execute("PRAGMA user_version").fetchone()
    (library,) = copy.execute("SELECT value FROM setting WHERE key = 'id'").fetchone() or ("",)
    by_kind = "SELECT kind, count(*) FROM item WHERE deleted IS NULL GROUP BY kind"
    pictures = copy.execute("SELECT sha256 || '.' || suffix FROM asset ORDER BY 1").fetchall()
    return DatabaseCopy(
        file=file,
        library=library,
        schema=schema,
        counts=counts,
        kinds=dict(copy.execute(by_kind).fetchall()),
        pictures=tuple(name for (name,) in pictures),
    )


@contextlib.contextmanager
def _as_of_a_file() -> Iterator[None]:
    """Say of a copy that finds no room what a file would say: it is not the library that is full."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise
