"""Says in a person's words why the journal could not do it."""

import errno
import sqlite3
from pathlib import Path

from newsletter_app.errors import AppError, JournalUnwritable
from newsletter_app.i18n import _
from newsletter_app.library.journal_rows import Torn
from newsletter_app.library.lock_file import Held

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# The third is what SQLite says of our own statements where a table is not as this program makes it.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_NO_TEXT = "Could not decode"
"""The driver's own word for a text that is no UTF-8; it has no code."""


def is_damage(error: BaseException) -> bool:
    """Tell whether the file does not hold what was written into it."""
    if isinstance(error, sqlite3.Error):
        return _code(error) in _DAMAGED or _NO_TEXT in str(error)
    return isinstance(error, Torn)


def is_busy(error: BaseException) -> bool:
    """Tell whether somebody else has it in hand."""
    return isinstance(error, Held) or _code(error) in _BUSY


def unwritable(error: Exception, folder: Path) -> JournalUnwritable:
    """Return the error to raise for one of the database's or the file system's."""
    if _is_full(error):
        return JournalUnwritable(
            _("The drive that holds {folder} is full.").format(folder=folder), hint=_("Make room on it.")
        )
    if is_busy(error):
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


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
