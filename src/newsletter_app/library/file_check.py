"""Looks through the whole file of a library beside its work."""

import contextlib
import sqlite3
import threading
from pathlib import Path

from newsletter_app.library import failures
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.files import size_of
from newsletter_app.library.looking import FILE, SMALL

_PATIENCE = 5.0


class FileCheck:
    """One look through a file, on a connection of its own that only reads; may be called off at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_called_off = False

    @property
    def is_large(self) -> bool:
        """Tell whether the file is so large that opening did not look through it."""
        try:
            return self._file.stat().st_size > SMALL
        except OSError:
            return False

    def look(self, *, thoroughly: bool) -> bool:
        """Tell whether the file was looked through; False where that was called off. Raises LibraryDamaged.

        `thoroughly` compares indexes with their tables as well, and what refers to what.
        """
        try:
            return self._looked(thoroughly=thoroughly)
        except sqlite3.Error as error:
            if self._is_called_off or not failures.is_damage(error):
                return False
            raise failures.damaged(self._folder) from error

    def call_off(self) -> None:
        """Stop looking, from any thread."""
        with self._turn:
            self._is_called_off = True
            if self._connection is not None:
                self._connection.interrupt()

    def _looked(self, *, thoroughly: bool) -> bool:
        with contextlib.closing(connect(self._file, Access.READ, _PATIENCE, query_only=True)) as connection:
            with self._turn:
                if self._is_called_off:
                    return False
                self._connection = connection
            try:
                self._see_that_it_is_sound(connection, thoroughly=thoroughly)
            finally:
                with self._turn:
                    self._connection = None
        return True

    def _see_that_it_is_sound(self, connection: sqlite3.Connection, *, thoroughly: bool) -> None:
        check = "integrity_check(1)" if thoroughly else "quick_check(1)"
        is_sound = connection.execute(f"PRAGMA {check}").fetchone() == ("ok",)
        if is_sound and thoroughly:
            is_sound = connection.execute("PRAGMA foreign_key_check").fetchone() is None
        if not is_sound:
            raise failures.damaged(self._folder)
        if not size_of(self._file):  # SQLite finds nothing wrong with an empty file
            raise failures.file_lost(self._folder)
