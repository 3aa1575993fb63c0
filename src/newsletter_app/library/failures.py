"""Says in a person's words why a database could not do it."""

import contextlib
import errno
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app import drives
from newsletter_app.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryTooNew,
    LibraryUnwritable,
    Open,
)
from newsletter_app.i18n import _
from newsletter_app.library.damage_words import not_as_made, ways_out, what_is_wrong
from newsletter_app.library.files import size_of

if TYPE_CHECKING:  # a library is looked at before SQLAlchemy is there
    from collections.abc import Callable

    from sqlalchemy.exc import DBAPIError

    from newsletter_app.library.lock_file import Holder

NEEDED = 1_200_000
"""Bytes that a usual save needs, with the room that is kept for the last one."""
_NEXT_TO_NOTHING = 65_536
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# What SQLite says of our own statements where a table is not as this program makes it; the driver's own word
# for a text that is no UTF-8 has no code.
_NOT_AS_MADE = (
    "no such table",
    "no such column",
    "has no column named",
    "vtable constructor failed",
    "Could not decode",
)
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}


def is_failure_of_the_world(error: "DBAPIError | sqlite3.Error") -> bool:
    """Tell whether the disk, the file or another program is at fault, and not our own statement."""
    return _is_of_damage(error) or _code(error) in _BUSY | _UNWRITABLE | {sqlite3.SQLITE_FULL}


def failure(error: "DBAPIError | sqlite3.Error", folder: Path) -> LibraryError:
    """Return the error to raise for one of the database's."""
    code = _code(error)
    if code in _BUSY:
        return busy(folder)
    if _is_of_damage(error):
        return damaged(folder, "" if is_damage(error) else not_as_made())
    if code == sqlite3.SQLITE_FULL:
        return full(folder)
    return full(folder) if _has_no_room(folder) else unwritable(folder)


def _has_no_room(folder: Path) -> bool:
    """Tell whether the files beside the database find no room, of which SQLite says only that they fail."""
    with contextlib.suppress(OSError):
        return drives.free_bytes(folder) < _NEXT_TO_NOTHING and folder.exists()
    return False


def _waiting(folder: Path) -> int:
    """Return how much of a write that failed got as far as the file beside the database."""
    return size_of(folder / "library.sqlite-wal")


def is_damage(error: "DBAPIError | sqlite3.Error") -> bool:
    """Tell whether pages of a file are not as they were written, and not only a text or a table missing."""
    return _code(error) in _DAMAGED


def _is_of_damage(error: "DBAPIError | sqlite3.Error") -> bool:
    said = str(error if isinstance(error, sqlite3.Error) else error.orig)
    return _code(error) in _DAMAGED or any(words in said for words in _NOT_AS_MADE)


def _code(error: "DBAPIError | sqlite3.Error") -> int:
    origin = error if isinstance(error, sqlite3.Error) else error.orig
    return getattr(origin, "sqlite_errorcode", 0) & 0xFF


def busy(folder: Path) -> LibraryBusy:
    """Return the error for a library that another program writes to."""
    return LibraryBusy(
        _("Another program is writing to the library in {folder}.").format(folder=folder),
        hint=_("Try again in a moment; nothing is lost meanwhile."),
        action=Open.LIBRARY,
    )


def replaced(folder: Path) -> LibraryBusy:
    """Return the error for a library whose place another is to take: what is written to it would be gone."""
    return LibraryBusy(
        _("Another library is to take the place of the one in {folder}, and that was broken off.").format(
            folder=folder
        ),
        hint=_("Open it again: that finishes it. What you type is kept on this computer until then."),
        action=Open.LIBRARY,
    )


def held(holder: "Holder | None") -> LibraryBusy:
    """Return the error for a library that somebody else has in hand: a window, a command, or nobody knows."""
    if holder is None:
        return LibraryBusy(
            _("Another program has this library open."),
            hint=_("It can be read; to change something, close that program first."),
            action=Open.LIBRARY,
        )
    named = {"user": holder.user, "host": holder.host, "since": holder.clock}
    if holder.kind != "window":
        return LibraryBusy(
            _("{user} on {host} has been writing to this library since {since}.").format(**named),
            hint=_("Try again in a moment; nothing is lost meanwhile."),
            action=Open.LIBRARY,
        )
    return LibraryBusy(
        _("{user} on {host} has had this library open since {since}.").format(**named),
        hint=_("It can be read; to change something, do it in that window, or close it first."),
        action=Open.LIBRARY,
    )


def cannot_lock(folder: Path) -> LibraryUnwritable:
    """Return the error for a drive that cannot keep two writers apart."""
    return LibraryUnwritable(
        _("The drive that holds {folder} cannot keep two programs from writing at once.").format(
            folder=folder
        ),
        hint=_("The library can be read there. To change it, move its folder to a drive of this computer."),
        action=Open.LIBRARY,
    )


def named(error: LibraryError, who: "Callable[[], LibraryBusy | None]") -> LibraryError:
    """Return the error that names who is in the way, where that is all that is the matter."""
    return (who() or error) if isinstance(error, LibraryBusy) else error


def held_elsewhere(holder: "Holder") -> LibraryBusy:
    """Return the error for a library that another computer did not close, as far as its folder tells here."""
    return LibraryBusy(
        held(holder).message,
        hint=_(
            "That is another computer. If it is not open there any more, delete the file writer.lock in its "
            "folder, then open it again."
        ),
        action=Open.LIBRARY,
    )


def damaged(folder: Path, what: str = "") -> LibraryDamaged:
    """Return the error for a file that cannot be read; `what` is wrong is looked for where it is not said."""
    what = what or what_is_wrong(folder / "library.sqlite")
    return LibraryDamaged(
        _("The library in {folder} is damaged: {what}.").format(folder=folder, what=what),
        hint=ways_out(folder),
        action=Open.LIBRARY,
    )


def file_lost(folder: Path) -> LibraryDamaged:
    """Return the error for a library of which the file is gone or emptied, though more of it is there."""
    return LibraryDamaged(
        _("The library in {folder} is damaged: its file library.sqlite is missing or empty.").format(
            folder=folder
        ),
        hint=ways_out(folder),
        action=Open.LIBRARY,
    )


def torn(name: str) -> LibraryDamaged:
    """Return the error for one thing in a library that cannot be read; `name` says which."""
    return LibraryDamaged(
        _("{name} cannot be read wholly: the library is damaged.").format(name=name),
        hint=ways_out(),
        action=Open.LIBRARY,
    )


def changes_lost(folder: Path) -> LibraryDamaged:
    """Return the error for a library beside which what was saved last is missing or cannot be read."""
    return LibraryDamaged(
        _("What was saved last in the library in {folder} cannot be read.").format(folder=folder),
        hint=ways_out(folder),
        action=Open.LIBRARY,
    )


def foreign(folder: Path) -> LibraryDamaged:
    """Return the error for a database that is no library."""
    return LibraryDamaged(
        _("The file library.sqlite in {folder} is not a library of this program.").format(folder=folder),
        hint=_("It was left as it is. Choose another folder."),
        action=Open.LIBRARY,
    )


def full(folder: Path, needed: int = NEEDED) -> LibraryFull:
    """Return the error for a drive without room for about so many bytes."""
    return LibraryFull(
        drives.full_words(folder, max(needed, _waiting(folder))),
        hint=_("Make room on it; what was saved before is still there."),
        action=Open.LIBRARY,
    )


def unwritable(folder: Path) -> LibraryUnwritable:
    """Return the error for a folder that cannot be written."""
    return LibraryUnwritable(
        _("The library in {folder} cannot be written to.").format(folder=folder),
        hint=_("Look whether the folder is still there and whether you may write in it."),
        action=Open.LIBRARY,
    )


def read_only(folder: Path) -> LibraryUnwritable:
    """Return the error for a write to a library that lies where nobody may write."""
    return LibraryUnwritable(
        _("The library in {folder} can only be read: nobody may write in that folder.").format(folder=folder),
        hint=_("Copy the whole folder to a place you may write to, and open it there."),
        action=Open.LIBRARY,
    )


def unreadable_here(folder: Path) -> LibraryUnwritable:
    """Return the error for a folder that is read-only while the library in it is not closed."""
    return LibraryUnwritable(
        _("The library in {folder} was not closed, and its folder is read-only.").format(folder=folder),
        hint=_("Copy the whole folder to a place you may write to, and open it there."),
        action=Open.LIBRARY,
    )


def failure_of_file(error: OSError, folder: Path) -> LibraryUnwritable:
    """Return the error to raise for one of the file system's."""
    return full(folder) if error.errno in (errno.ENOSPC, errno.EDQUOT) else unwritable(folder)


def failure_of_backup(error: OSError, file: Path, needed: int = NEEDED) -> LibraryUnwritable:
    """Return the error for a backup of about so many bytes that could not be written to `file`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = _("Make room there, or choose another place; the library is as it was.")
        return LibraryFull(drives.full_words(file, needed), hint=hint)
    return LibraryUnwritable(
        _("The backup {file} could not be written.").format(file=file),
        hint=_("Choose a folder that is there and that you may write to; the library is as it was."),
    )


def another(folder: Path) -> LibraryUnwritable:
    """Return the error for a folder in which another library lies than the one that is open."""
    return LibraryUnwritable(
        _("Another library lies in {folder} now than the one that is open here.").format(folder=folder),
        hint=_("Nothing was written into it. Put the right folder back, or open that library."),
        action=Open.LIBRARY,
    )


def gone(folder: Path) -> LibraryUnwritable:
    """Return the error for a library whose file was taken away while it was open."""
    return LibraryUnwritable(
        _("The library in {folder} is no longer there.").format(folder=folder),
        hint=_("Connect its drive again, or open another library."),
        action=Open.LIBRARY,
    )


def too_new(folder: Path) -> LibraryTooNew:
    """Return the error for a write to the library of a newer program."""
    return LibraryTooNew(
        _("The library in {folder} was made by a newer version of this program.").format(folder=folder),
        hint=_("It can be read, but not changed. Install the newer version."),
        action=Open.LIBRARY,
    )
