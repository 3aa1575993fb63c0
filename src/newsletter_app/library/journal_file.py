"""Opens the file of the journal, or makes it."""

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.files import PRIVATE_FOLDER, make_file, make_folder
from newsletter_app.library.journal_failures import is_damage
from newsletter_app.library.journal_looking import is_harmed
from newsletter_app.library.journal_swap import Identity, decided, identity_of, settle

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


class Damaged(Exception):
    """A journal does not hold what was written into it; `identity` tells it from one that takes its place."""

    def __init__(self, file: Path, identity: Identity) -> None:
        super().__init__(file)
        self.file, self.identity = file, identity


class OpenFile:
    """The open journal of a folder, made where there is none, for its owner alone.

    A journal of a newer program is left to it, and one of our own opened beside it.
    A write waits `patience` seconds for another window's. Everything raises sqlite3.Error, OSError, Held, or
    Damaged.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        _make_private(folder)
        self._open(folder / FILE, patience)
        if self._is_newer:
            self.close()
            self._open(folder / f"journal-{VERSION}.sqlite", patience)

    @property
    def is_still_there(self) -> bool:
        """Tell whether the file has not been taken away or replaced, nor is about to be."""
        return identity_of(self.file) == self._identity and not decided(self.file).exists()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; what is done by it is on the disk when this ends, or undone where it fails."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if is_damage(error):
                raise Damaged(self.file, self._identity) from error
            raise

    def empty_the_log(self) -> None:
        """Write the file -wal into the journal, and leave nothing in it."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _open(self, file: Path, patience: float) -> None:
        settle(file, patience)
        self.file, self._identity = file, identity_of(file)
        if is_harmed(file):
            raise Damaged(file, self._identity)
        with contextlib.suppress(FileExistsError):
            make_file(file)
        self._identity = identity_of(file)
        try:
            self._connection = connect(file, Access.WRITE, patience)
            self._prepare(patience)
        except sqlite3.Error as error:
            if is_damage(error):
                raise Damaged(file, self._identity) from error
            raise

    def _prepare(self, patience: float) -> None:
        try:
            if decided(self.file).exists():  # what is written now would be taken for a log of the new file
                self.close()
                self._open(self.file, patience)
                return
            version = _version(self._connection)
            self._is_newer = version > VERSION
            if version < VERSION:
                self._upgrade()
        except BaseException:
            self.close()
            raise

    def _upgrade(self) -> None:
        with self.transaction() as connection:  # another window may have done it meanwhile
            for step in _STEPS[_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _make_private(folder: Path) -> None:
    make_folder(folder)
    if stat.S_IMODE(folder.stat().st_mode) & ~PRIVATE_FOLDER:
        with contextlib.suppress(OSError):  # somebody else's folder: the file in it is private all the same
            folder.chmod(PRIVATE_FOLDER)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
