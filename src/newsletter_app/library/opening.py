"""Opens a library, or makes one."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from newsletter_app.content.ids import new_id
from newsletter_app.errors import LibraryAbsent, LibraryError, LibraryFull, LibraryUnwritable, Open
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.automatic_backup import AutomaticBackup
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.cleaned_picture import CleanPicture
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.database import Database
from newsletter_app.library.files import make_file, make_folder
from newsletter_app.library.library import Library
from newsletter_app.library.looking import FILE, Look, access_to, is_waiting, look_at
from newsletter_app.library.lost_file import is_file_lost
from newsletter_app.library.moments import Clock, micros, utc_now
from newsletter_app.library.settings_rows import read_setting, write_setting
from newsletter_app.library.swapping import settle
from newsletter_app.library.table_shapes import see_that_tables_are_as_made
from newsletter_app.library.turns import CommandTurns, Turns
from newsletter_app.library.versions import SCHEMA_VERSION

_WRITING = (Access.WRITE, Access.ALONE)
FOLDERS = (ASSETS, BACKUPS)
PATIENCE = 5.0
"""Seconds that a write waits for another program's to end."""


def open_library(
    folder: Path,
    clean: CleanPicture,
    *,
    make: bool,
    now: Clock = utc_now,
    patience: float = PATIENCE,
    turns: Turns | None = None,
) -> Library:
    """Open the library in `folder`; with `make` one is made where there is none.

    One that a newer program made opens read-only, and one that lies where nobody may write, or on a drive
    without room for what SQLite keeps beside it; so does one that another window holds, where `turns` are
    those of a window; without them each write is a command's. Raises LibraryAbsent, LibraryDamaged (the file
    is left as it is), LibraryBusy, LibraryUnwritable.
    """
    place = folder.absolute()
    turns = turns or CommandTurns(place, patience)
    try:
        with _in_words(place, turns):
            database, look = _opened(place, now, patience, turns, make=make)
            return _prepared(database, look, clean, now)
    except BaseException:
        turns.close()
        raise


@contextlib.contextmanager
def _in_words(folder: Path, turns: Turns) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise failures.named(failures.failure(error, folder), turns.who) from error
    except OSError as error:
        raise failures.failure_of_file(error, folder) from error


def _opened(folder: Path, now: Clock, patience: float, turns: Turns, *, make: bool) -> tuple[Database, Look]:
    file = folder / FILE
    settle(folder)
    look, access = _looked(file, access_to(file), patience)
    if look.is_blank and is_file_lost(folder):
        look, access = _looked(file, access_to(file), patience)  # somebody else may just have made it
        if look.is_blank:
            raise failures.file_lost(folder)
    if look.is_blank:
        _see_that_it_may_be_made(folder, make=make)
        _make_place(file)
        access = access_to(file)
    if look.version > SCHEMA_VERSION and access in _WRITING:
        access = Access.READ
    turns.begin()
    if not look.is_blank and look.version < SCHEMA_VERSION and access in _WRITING:
        _back_up(file, now, patience)
    return Database(file, access, patience, _refusal(folder, look, access), turns), look


def _looked(file: Path, access: Access, patience: float) -> tuple[Look, Access]:
    """Look at the file, and say how it may be used.

    Without room for the file -shm SQLite reads nothing; where nothing waits beside it, the file can still be
    read as it lies there.
    """
    try:
        return look_at(file, access, patience), access
    except sqlite3.Error as error:
        if not isinstance(failures.failure(error, file.parent), LibraryFull) or is_waiting(file):
            raise
        return look_at(file, Access.FROZEN, patience), Access.FROZEN


def _see_that_it_may_be_made(folder: Path, *, make: bool) -> None:
    """Refuse to make a library where there should be none."""
    if not make:
        raise LibraryAbsent(
            _("There is no library in {folder}.").format(folder=folder),
            hint=_("Choose another folder, or make a new library there."),
            action=Open.LIBRARY,
        )


def _make_place(file: Path) -> None:
    make_folder(file.parent)
    for name in FOLDERS:
        make_folder(file.parent / name)
    with contextlib.suppress(FileExistsError):  # another program may be making it at this moment
        make_file(file)


def _back_up(file: Path, now: Clock, patience: float) -> None:
    """Keep a library as it is before its tables are changed, for nobody can change them back.

    Raises LibraryUnwritable where that is not possible: then nothing is changed.
    """
    folder = file.parent
    backup = AutomaticBackup(BackupShelf(folder / BACKUPS), AssetFiles(folder), now)
    try:
        with contextlib.closing(connect(file, Access.READ, patience, query_only=True)) as source:
            backup.write(source, file, BackupReason.UPGRADE)
    except LibraryUnwritable as error:
        raise LibraryUnwritable(
            _("The library in {folder} is of an older version, and could not be backed up first.").format(
                folder=folder
            ),
            hint=_("It was left as it is. {reason}").format(reason=error),
            action=Open.LIBRARY,
        ) from error


def _refusal(folder: Path, look: Look, access: Access) -> LibraryError | None:
    if look.version > SCHEMA_VERSION:
        return failures.too_new(folder)
    if access is not Access.FROZEN:
        return None
    return failures.read_only(folder) if access_to(folder / FILE) is Access.FROZEN else failures.full(folder)


def _prepared(database: Database, look: Look, clean: CleanPicture, now: Clock) -> Library:
    """Bring the tables up to date where they are not; return the library."""
    try:
        if look.version < SCHEMA_VERSION:
            _upgrade(database, now)
        with database.reading() as connection:
            if look.version <= SCHEMA_VERSION:
                see_that_tables_are_as_made(connection, database.folder)
            database.library_id = read_setting(connection, "id") or ""
        library = Library(database, clean, now, database.library_id)
        library.remembering.keep_in_step()
    except BaseException:
        database.close()
        raise
    return library


def _upgrade(database: Database, now: Clock) -> None:
    # Alembic takes longer to import than a library to open; it is not needed where the tables are up to date.
    from newsletter_app.library.upgrading import upgrade

    with database.writing() as connection:
        upgrade(connection)
        if read_setting(connection, "id") is None:
            write_setting(connection, "id", new_id())
            write_setting(connection, "made", str(micros(now())))
