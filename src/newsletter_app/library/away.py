"""Tells what is known of a library that is not in its folder."""

import contextlib
import sqlite3
from pathlib import Path

from newsletter_app.content.items import Item
from newsletter_app.errors import LibraryAbsent, Open
from newsletter_app.i18n import _
from newsletter_app.library.files import size_of
from newsletter_app.library.journal_file import FILE as JOURNAL
from newsletter_app.library.journal_file import Damaged, OpenFile
from newsletter_app.library.journal_rows import sound_rows
from newsletter_app.library.lock_file import Held
from newsletter_app.library.looking import FILE
from newsletter_app.library.lost_file import is_file_lost

_PATIENCE = 1.0


def may_be_made(folder: Path, state: Path, *, is_known: bool) -> bool:
    """Tell whether a library may be made in a folder without anybody being asked.

    Not where there is one, nor where one `is_known` to have been, nor where the journal in the folder `state`
    keeps words for one: that is away with its folder or its drive, and another would take its place.
    """
    return not (size_of(folder / FILE) or is_known or words_left(folder, state))


def words_left(folder: Path, state: Path) -> tuple[Item, ...]:
    """Return the newest words of each item that the journal keeps for whatever library lay in a folder.

    None where there is no journal, or it cannot be read now.
    """
    if not (state / JOURNAL).exists():
        return ()
    place = str(folder.absolute())
    with contextlib.suppress(sqlite3.Error, OSError, Held, Damaged):
        with contextlib.closing(OpenFile(state, _PATIENCE)) as journal, journal.transaction() as connection:
            rows = [row for row in sound_rows(connection) if row.place == place]
        newest = {row.id: row.item for row in sorted(rows, key=lambda row: row.seq)}
        return tuple(newest.values())
    return ()


def see_that_it_is_not_away(folder: Path, state: Path, *, is_known: bool, is_named: bool) -> None:
    """Raise LibraryAbsent where a command would make a library in the place of one that is away.

    A folder that is there and `is_named` with the command may be made one in: a person asks for just that.
    """
    if size_of(folder / FILE) or is_file_lost(folder) or (is_named and folder.is_dir()):
        return
    if not may_be_made(folder, state, is_known=is_known):
        raise LibraryAbsent(
            _("There is no library in {folder}, where one should be.").format(folder=folder),
            hint=_(
                "Connect its drive again, or name the folder it was moved to. To have a new library there "
                "all the same, make the folder and name it with --library."
            ),
            action=Open.LIBRARY,
        )
