"""Sees that all of a database is in its own file, and sound, before that file goes somewhere alone."""

import contextlib
import sqlite3
from pathlib import Path

from newsletter_app.errors import LibraryDamaged, LibraryError, Open
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.files import size_of
from newsletter_app.library.looking import access_to

_BESIDE = ("-wal", "-journal")
_PATIENCE = 2.0


def see_that_all_is_in(file: Path, folder: Path) -> None:
    """Bring in what waits beside a database for the library in `folder`, then read all of the file alone.

    Closing does not do: SQLite is silent where it finds no room for what waits. Raises LibraryFull,
    LibraryUnwritable, LibraryBusy while somebody reads it, LibraryDamaged.
    """
    try:
        if _is_any_waiting(file):
            with contextlib.closing(connect(file, access_to(file), _PATIENCE)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if _is_any_waiting(file):
            raise failures.busy(folder)
        with contextlib.closing(connect(file, Access.FROZEN, _PATIENCE, query_only=True)) as connection:
            is_sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise (_torn(folder) if failures.is_damage(error) else failures.failure(error, folder)) from error
    if not is_sound:
        raise _torn(folder)


def _is_any_waiting(file: Path) -> bool:
    return any(size_of(file.with_name(f"{file.name}{ending}")) for ending in _BESIDE)


def _torn(folder: Path) -> LibraryError:
    return LibraryDamaged(
        _("What was to take the place of the library in {folder} cannot be read whole.").format(
            folder=folder
        ),
        hint=_("The library was left as it was. Look whether the drive is sound, then try again."),
        action=Open.LIBRARY,
    )
