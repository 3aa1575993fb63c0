"""Tells whether a library that has no file, or an empty one, lost it."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.files import size_of
from newsletter_app.library.lasting import LASTING
from newsletter_app.library.looking import FILE, is_waiting
from newsletter_app.library.putting_aside import FOLDER as ASIDE


def is_file_lost(folder: Path) -> bool:
    """Tell whether beside a file that is blank lies what only a library leaves behind; looks, and no more.

    Committed rows may wait in the log of a file that is gone or emptied, and SQLite takes such a log away as
    soon as it opens the file. Beside one that is just being made a log says nothing.
    """
    if any(_holds_something(folder / name) for name in (ASSETS, BACKUPS, ASIDE)):
        return True
    if any(size_of(file) for file in _found(folder, LASTING)):
        return True
    # In this order: who makes a library at this moment has written to the file before the log.
    return is_waiting(folder / FILE) and not size_of(folder / FILE)


def _holds_something(folder: Path) -> bool:
    return any(True for _entry in _found(folder, "*"))


def _found(folder: Path, pattern: str) -> Iterable[Path]:
    with contextlib.suppress(OSError):
        return list(folder.glob(pattern))
    return ()
