"""Looks at a library's file before anything is done with it."""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.library import failures
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.damage_words import not_as_made
from newsletter_app.library.lost_changes import are_changes_lost
from newsletter_app.library.place import PlaceKind, place_of
from newsletter_app.library.raw_reading import raw_bytes
from newsletter_app.library.versions import APPLICATION_ID, SCHEMA_VERSION

FILE = "library.sqlite"
STAGING = "restoring"
"""The folder, beside that file, in which a backup is being taken back."""
_MAGIC = b"SQLite format 3\0"
_HEAD = 100
SMALL = 8_000_000
"""The bytes up to which opening looks through the whole file."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: blank where nothing was ever written to it, else with the version of its tables."""

    is_blank: bool
    version: int = 0


def access_to(file: Path) -> Access:
    """Return how the file may be used. Raises LibraryUnwritable where not even reading is possible.

    SQLite reads a file that is in WAL mode on a medium nobody may write to only as one that never changes,
    which is wrong where committed rows still wait in the file -wal beside it.
    """
    if not file.exists() or (os.access(file.parent, os.W_OK) and os.access(file, os.W_OK)):
        return Access.ALONE if place_of(file.parent).kind is PlaceKind.NETWORK else Access.WRITE
    if is_waiting(file):
        raise failures.unreadable_here(file.parent)
    return Access.FROZEN


def is_waiting(file: Path) -> bool:
    """Tell whether committed rows may still wait in the file -wal beside it."""
    waiting = file.with_name(f"{file.name}-wal")
    return waiting.exists() and waiting.stat().st_size > 0


def access_without_trace(file: Path) -> Access:
    """Return how to read a file so that nothing new is left beside it where nobody has it open.

    Raises LibraryUnwritable where not even reading is possible.
    """
    if access_to(file) is Access.FROZEN or not file.with_name(f"{file.name}-wal").exists():
        return Access.FROZEN
    return Access.READ


def look_at(file: Path, access: Access, patience: float) -> Look:
    """Return what the file is. Raises LibraryDamaged where it is no sound library; never writes to it."""
    if not file.exists() or file.stat().st_size == 0:
        return Look(is_blank=True)
    head = raw_bytes(file, count=_HEAD)
    if not head.startswith(_MAGIC):
        raise failures.damaged(file.parent)
    if are_changes_lost(file):
        raise failures.changes_lost(file.parent)
    reading = Access.FROZEN if access is Access.FROZEN else Access.READ
    with contextlib.closing(connect(file, reading, patience, query_only=True)) as connection:
        return _look(connection, file, says_it_is_ours(head))


def is_library(file: Path, library_id: str, patience: float) -> bool:
    """Tell whether the file is that very library, with tables of today; never writes to it.

    An empty one is not even opened: SQLite would take away what waits beside it. Raises sqlite3.Error.
    """
    if file.stat().st_size == 0:
        return False
    with contextlib.closing(connect(file, Access.READ, patience, query_only=True)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'setting'").fetchone()
        if not tables:
            return False
        found = connection.execute("SELECT value FROM setting WHERE key = 'id'").fetchone()
        version = connection.execute("PRAGMA user_version").fetchone()
    return (found, version) == ((library_id,), (SCHEMA_VERSION,))


def says_it_is_ours(head: bytes) -> bool:
    """Tell from the first bytes of a file alone, whatever lies beside it, whether this program made it."""
    return int.from_bytes(head[68:72], "big") == APPLICATION_ID  # section 1.3 of the file format


def _look(connection: sqlite3.Connection, file: Path, is_ours: bool) -> Look:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables == 0:
        return Look(is_blank=True)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise (
            failures.damaged(file.parent)
            if is_ours or _has_ours(connection)
            else failures.foreign(file.parent)
        )
    if file.stat().st_size <= SMALL:
        _see_that_it_is_sound(connection, file)
    return Look(is_blank=False, version=_version(connection, file))


def _version(connection: sqlite3.Connection, file: Path) -> int:
    """Return the version of the tables; both places that say it change in one transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    numbers = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if not numbers or not str(numbers[0][0]).isdecimal() or int(numbers[0][0]) > version:
        raise failures.damaged(file.parent, not_as_made())
    return int(version)


def _has_ours(connection: sqlite3.Connection) -> bool:
    """Tell from its tables whether a database that does not say so was made by this program."""
    named = "SELECT count(*) FROM sqlite_master WHERE name IN ('item', 'revision', 'alembic_version')"
    return bool(connection.execute(named).fetchone() == (3,))


def _see_that_it_is_sound(connection: sqlite3.Connection, file: Path) -> None:
    """Read all of a small file; a large one is checked on demand, so that opening it stays quick."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise failures.damaged(file.parent)
