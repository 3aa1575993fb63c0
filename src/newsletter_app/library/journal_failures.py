"""Says in a person's words why the journal could not do it."""

import errno
import sqlite3
from pathlib import Path

from newsletter_app.errors import AppError, JournalUnwritable
from newsletter_app.i18n import _

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_damage(error: Exception) -> bool:
    """Tell whether the file does not hold what was written into it."""
    return isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED


def unwritable(error: Exception, folder: Path) -> JournalUnwritable:
    """Return the error to raise for one of the database's or the file system's."""
    if _is_full(error):
        return JournalUnwritable(
            _("The drive that holds {folder} is full.").format(folder=folder), hint=_("Make room on it.")
        )
    if _code(error) in _BUSY:
        return JournalUnwritable(
            _("Another program is using the record of what is typed, in {folder}.").format(folder=folder),
            hint=_("It is tried again with the next words."),
        )
    return JournalUnwritable(
        _("Nothing can be written in {folder}, where the program keeps what is typed.").format(folder=folder),
        hint=_("Look whether the folder is there and whether you may write in it."),
    )


def not_looked_for(error: AppError) -> str:
    """Return the sentence for words of the last window that could not be asked for."""
    return _(
        "What was typed last and not saved could not be looked for. It is kept, and looked for at the next "
        "start. {reason}"
    ).format(reason=error.message)


def was_damaged(aside: Path) -> str:
    """Return the sentence for a journal that was set aside."""
    return _(
        "The record of what was typed last was damaged. A new one is in use; the old one is kept in {file}."
    ).format(file=aside)


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return _code(error) == sqlite3.SQLITE_FULL


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
