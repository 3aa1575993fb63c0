"""Saves what can still be read of a damaged journal."""

import contextlib
import sqlite3
from pathlib import Path

from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.journal_file import FILE
from newsletter_app.library.journal_rows import Row, sound_rows

_PATIENCE = 0.0


def set_aside(folder: Path) -> tuple[Path, list[Row]]:
    """Give the journal of a folder a name by which nobody opens it; return that, with what is sound in it.

    The rows are those of all libraries. Raises OSError where the file cannot be renamed.
    """
    file, number = folder / FILE, 1
    while (aside := file.with_name(f"{FILE}.damaged-{number}")).exists():
        number += 1
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(f"{FILE}{end}").rename(aside.with_name(f"{aside.name}{end}"))
    return aside, _sound(aside)


def _sound(file: Path) -> list[Row]:
    try:
        with contextlib.closing(connect(file, Access.READ, _PATIENCE, query_only=True)) as connection:
            return sound_rows(connection)
    except sqlite3.Error:
        return []
