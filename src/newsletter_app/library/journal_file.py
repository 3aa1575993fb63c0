"""Opens the file of the journal, or makes it."""

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.files import PRIVATE_FOLDER, make_file, make_folder

FILE = "journal.sqlite"
VERSION = 1

_DRAFTS = """
CREATE TABLE draft (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    library TEXT NOT NULL, place TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL,
    version INTEGER NOT NULL, revision INTEGER NOT NULL,
    is_sent INTEGER NOT NULL, was_binned INTEGER NOT NULL,
    written INTEGER NOT NULL, monotonic REAL NOT NULL,
    sha256 TEXT NOT NULL, content BLOB NOT NULL
)
"""
_STEPS: tuple[tuple[str, ...], ...] = (
    (_DRAFTS, "CREATE INDEX draft_of_item ON draft (library, place, item)"),
)
"""The statements that lead from each version of the tables to the next; the first from none to 1."""


class OpenFile:
    """The open journal of a folder, made where there is none, for its owner alone.

    A journal of a newer program is left to it, and one of our own opened beside it.
    A write waits `patience` seconds for another window's. Everything raises sqlite3.Error or OSError.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        _make_private(folder)
        self.file = folder / FILE
        self._connection = _connected(self.file, patience)
        try:
            if _version(self._connection) > VERSION:
                self._connection.close()
                self.file = folder / f"journal-{VERSION}.sqlite"
                self._connection = _connected(self.file, patience)
            self._identity = _identity(self.file)
            self._upgrade()
        except BaseException:
            self.close()
            raise

    @property
    def is_still_there(self) -> bool:
        """Tell whether the file has not been taken away or replaced."""
        return _identity(self.file) == self._identity

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; what is done by it is on the disk when this ends, or undone where it fails."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def empty_the_log(self) -> None:
        """Write the file -wal into the journal, and leave nothing in it."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _upgrade(self) -> None:
        if _version(self._connection) == VERSION:
            return
        with self.transaction() as connection:  # another window may have done it meanwhile
            for step in _STEPS[_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _connected(file: Path, patience: float) -> sqlite3.Connection:
    with contextlib.suppress(FileExistsError):
        make_file(file)
    return connect(file, Access.WRITE, patience)


def _make_private(folder: Path) -> None:
    make_folder(folder)
    if stat.S_IMODE(folder.stat().st_mode) & ~PRIVATE_FOLDER:
        with contextlib.suppress(OSError):  # somebody else's folder: the file in it is private all the same
            folder.chmod(PRIVATE_FOLDER)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)
