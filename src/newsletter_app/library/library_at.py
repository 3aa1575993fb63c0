"""Tells which library lies in a folder, without opening it as one."""

import contextlib
import os
import sqlite3
from pathlib import Path

from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.early_reading import setting
from newsletter_app.library.looking import FILE


def is_the_same_folder(one: Path, other: Path) -> bool:
    """Tell whether two names lead to one folder that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def lies_at(library_id: str, folder: Path) -> bool:
    """Tell whether that library lies in a folder; one that cannot be read may be it."""
    if not (folder / FILE).exists():
        return False
    try:
        with contextlib.closing(connect(folder / FILE, Access.READ, 0.0, query_only=True)) as connection:
            return setting(connection, "id") == library_id
    except sqlite3.Error:
        return True


def may_be_written(folder: Path) -> bool:
    """Tell whether a library lies in a folder where somebody may write to it."""
    return os.access(folder, os.W_OK) and os.access(folder / FILE, os.W_OK)
