"""Writes a new library file, and sees that it is sound."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from newsletter_app.content.items import Item
from newsletter_app.errors import LibraryDamaged, Open
from newsletter_app.i18n import _
from newsletter_app.library.database import Database
from newsletter_app.library.files import make_file
from newsletter_app.library.listing import counts
from newsletter_app.library.looking import access_to
from newsletter_app.library.query import Counts
from newsletter_app.library.repairing.rebuilding import Salvage, rebuild
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.schema import item
from newsletter_app.library.soundness import faults_of_database
from newsletter_app.library.turns import CommandTurns

_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class NewFile:
    """What a new file holds, be it in the bin or not."""

    items: tuple[Item, ...]
    counts: Counts


def write_new_file(file: Path, salvage: Salvage) -> NewFile:
    """Write what was salvaged into a new file, and check it. Raises LibraryDamaged, LibraryUnwritable."""
    make_file(file)
    with _opened(file) as database:
        with database.writing() as connection:
            rebuild(connection, salvage)
        written = faults_of_database(database)
        if written:
            raise LibraryDamaged(
                _("What can be read makes no sound library: {fault}").format(fault=written[0].message),
                hint=_("Everything was left as it is. Take the library back from a backup."),
                action=Open.LIBRARY,
            )
        with database.reading() as connection:
            return contents_of(connection)


def contents_of(connection: Connection) -> NewFile:
    """Return what a library holds."""
    items = tuple(map(item_of, connection.execute(select(item)).mappings()))
    return NewFile(items, counts(connection))


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[Database]:
    database = Database(file, access_to(file), _PATIENCE, None, CommandTurns(file.parent, _PATIENCE))
    try:
        yield database
    finally:
        database.close()
