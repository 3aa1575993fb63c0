"""Finds what is lost, torn or unreadable in a library."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.database import Database
from newsletter_app.library.database_copy import driver_of
from newsletter_app.library.derived_soundness import LOOKS_AT_DERIVED
from newsletter_app.library.item_soundness import LOOKS_AT_ITEMS, in_pictures
from newsletter_app.library.reader_soundness import LOOKS_AT_READERS
from newsletter_app.library.run_soundness import LOOKS_AT_RUNS
from newsletter_app.library.schema import metadata

_MOST = 20
_LOOKS = (*LOOKS_AT_ITEMS, *LOOKS_AT_READERS, *LOOKS_AT_RUNS)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be; `is_loss` where content is lost, torn or unreadable by it.

    What is no loss follows from the rest, and a repair makes it anew.
    """

    message: str
    is_loss: bool = True


def faults(database: Database, files: AssetFiles) -> tuple[Fault, ...]:
    """Return the faults of database and pictures, at most some twenty of one sort."""
    return _looked(database, lambda connection: in_pictures(connection, files))


def faults_of_database(database: Database) -> tuple[Fault, ...]:
    """Return the faults of the database alone."""
    return _looked(database, lambda _connection: ())


def _looked(database: Database, last: Callable[[Connection], Iterable[str]]) -> tuple[Fault, ...]:
    try:
        with database.reading() as connection:
            in_file = _first_ones(_in_file(connection))
            return in_file or _in_content(connection, last)
    except LibraryDamaged as error:
        return (Fault(error.message),)


def _in_content(connection: Connection, last: Callable[[Connection], Iterable[str]]) -> tuple[Fault, ...]:
    unreadable = _first_ones(_in_texts(connection))
    with _reading_on(connection):
        lost = [fault for look in (*_LOOKS, last) for fault in _first_ones(look(connection))]
        derived = [
            fault for look in LOOKS_AT_DERIVED for fault in _first_ones(look(connection), is_loss=False)
        ]
    return (*unreadable, *lost, *derived)


def _first_ones(found: Iterable[str], *, is_loss: bool = True) -> tuple[Fault, ...]:
    return tuple(Fault(message, is_loss) for message, _number in zip(found, range(_MOST), strict=False))


@contextlib.contextmanager
def _reading_on(connection: Connection) -> Iterator[None]:
    """Read texts that are no UTF-8 as well, with a sign in the place of what is none."""
    driver = driver_of(connection)
    driver.text_factory = lambda data: data.decode(errors="replace")
    try:
        yield
    finally:
        driver.text_factory = str


def _in_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield _("The file library.sqlite is damaged: {detail}.").format(detail=line.rstrip("."))
    for table, row, parent, _key in connection.execute(text("PRAGMA foreign_key_check")):
        yield _("Row {row} of “{table}” belongs to no row of “{parent}”.").format(
            row=row, table=table, parent=parent
        )


def _in_texts(connection: Connection) -> Iterator[str]:
    """Read every row; the driver takes no text that is not UTF-8."""
    for table in metadata.tables.values():
        try:
            for _row in driver_of(connection).execute(f"SELECT * FROM {table.name}"):  # noqa: S608 - names of ours
                pass
        except sqlite3.OperationalError:
            yield _("A text in “{table}” is torn.").format(table=table.name)
