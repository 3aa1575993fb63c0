"""Judges whether there is anything to repair in a library."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from newsletter_app.errors import LibraryError
from newsletter_app.library import failures
from newsletter_app.library.connecting import Access
from newsletter_app.library.database import Database
from newsletter_app.library.looking import access_to, look_at, says_it_is_ours
from newsletter_app.library.repairing.new_file import NewFile, contents_of
from newsletter_app.library.repairing.source import Source, read_source
from newsletter_app.library.soundness import faults_of_database
from newsletter_app.library.table_shapes import see_that_tables_are_as_made
from newsletter_app.library.turns import CommandTurns
from newsletter_app.library.unreadable_words import ReadableConnection
from newsletter_app.library.versions import APPLICATION_ID, SCHEMA_VERSION

_PATIENCE = 5.0
_OURS = frozenset({"item", "revision", "alembic_version"})


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows of a library, and what it holds where nothing is the matter with its database."""

    source: Source
    sound: NewFile | None


def judge(copy: Path, folder: Path, *, may_miss_changes: bool) -> Judged:
    """Read a copy of the database of the library in `folder`; the copy may be written to.

    Raises LibraryDamaged for a database of another program, LibraryTooNew.
    """
    source = read_source(copy, may_be_sound=not may_miss_changes and _is_as_usual(copy, folder))
    source = replace(source, misses_changes=source.misses_changes or may_miss_changes)
    return Judged(source, _sound(copy) if source.is_whole else None)


def _is_as_usual(copy: Path, folder: Path) -> bool:
    """Tell whether the program would open it.

    Raises LibraryDamaged for the database of another program, LibraryTooNew.
    """
    try:
        look = look_at(copy, Access.READ, _PATIENCE)
    except (LibraryError, sqlite3.Error):
        _see_that_it_is_ours(copy, folder)
        return False
    if look.version > SCHEMA_VERSION:
        raise failures.too_new(folder)
    return not look.is_blank


def _see_that_it_is_ours(copy: Path, folder: Path) -> None:
    """Look at what the database says it is; one that cannot be asked may be ours all the same."""
    if not copy.exists() or says_it_is_ours(copy.read_bytes()[:100]):
        return
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(copy, factory=ReadableConnection)) as connection,
    ):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if application != APPLICATION_ID and tables and not tables & _OURS:
            raise failures.foreign(folder)


def _sound(copy: Path) -> NewFile | None:
    """Return what a sound database holds, once it has the tables of today; None where it is not sound."""
    # Alembic takes longer to import than all the rest; who only asks how a library is needs none of it.
    from newsletter_app.library.upgrading import upgrade

    try:
        with _opened(copy) as database:
            with database.writing() as connection:
                upgrade(connection)
            if faults_of_database(database):
                return None
            with database.reading() as connection:
                see_that_tables_are_as_made(connection, copy.parent)
                return contents_of(connection)
    except (LibraryError, SQLAlchemyError, sqlite3.Error):
        return None


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[Database]:
    database = Database(file, access_to(file), _PATIENCE, None, CommandTurns(file.parent, _PATIENCE))
    try:
        yield database
    finally:
        database.close()
