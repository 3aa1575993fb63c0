"""Opens connections to a library's file, each with the same settings."""

import contextlib
import os
import sqlite3
import sys
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from newsletter_app.library.files import size_of
from newsletter_app.library.raw_reading import let_go, take_up
from newsletter_app.library.unreadable_words import ReadableConnection

_SETTINGS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
# A rollback journal needs no memory that two computers share; EXTRA syncs its folder when it is taken away.
_ALONE = ("locking_mode=EXCLUSIVE", "journal_mode=DELETE", "synchronous=EXTRA")
_ON_MACOS = ("fullfsync=ON", "checkpoint_fullfsync=ON")


class Access(StrEnum):
    """How a library's file may be used: as usual, by one connection alone, read only, or never to change.

    ALONE is for drives on which nobody can be sure what another computer does: nobody else even reads.
    """

    WRITE = "rw"
    ALONE = "alone"
    READ = "ro"
    FROZEN = "frozen"


_MODES = {Access.FROZEN: "mode=ro&immutable=1", Access.ALONE: "mode=rw"}


class _Counted(ReadableConnection):
    """Tells when it is closed, for its locks must outlive whoever reads the same file beside it."""

    database: Path | None = None

    def close(self) -> None:
        """Close it; a second time does nothing."""
        database, self.database = self.database, None
        super().close()
        if database is not None:
            let_go(database)


def connect(file: Path, access: Access, patience: float, *, query_only: bool = False) -> sqlite3.Connection:
    """Return a connection without automatic transactions; `patience` is in seconds.

    The file must exist. Raises sqlite3.Error where it cannot be opened, or where WAL is refused.
    """
    connection = _connected(file, access, patience)
    try:
        _set(connection, access, query_only=query_only)
    except sqlite3.Error:
        with contextlib.suppress(sqlite3.Error):
            connection.close()
        raise
    return connection


def address_of(file: Path, access: Access) -> str:
    """Return by what SQLite opens a file in that way.

    An empty one is read as one that never changes: else what waits beside it would be taken away.
    """
    if access is Access.READ and not size_of(file):
        access = Access.FROZEN
    path = quote(os.fsencode(file.absolute().as_posix()))
    mode = _MODES.get(access, f"mode={access}")
    return f"file:{path if path.startswith('/') else '/' + path}?{mode}"


def _set(connection: sqlite3.Connection, access: Access, *, query_only: bool) -> None:
    for setting in _SETTINGS + (_ON_MACOS if sys.platform == "darwin" else ()):
        connection.execute(f"PRAGMA {setting}")
    if query_only:
        connection.execute("PRAGMA query_only=ON")
    if access is Access.ALONE:
        _take_all(connection)
    if access is Access.WRITE:
        (answer,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if answer != "wal":
            raise sqlite3.OperationalError(f"journal_mode is {answer}")


def _take_all(connection: sqlite3.Connection) -> None:
    """Keep everybody else out as long as the connection is there."""
    for setting in _ALONE:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _connected(file: Path, access: Access, patience: float) -> sqlite3.Connection:
    take_up(file)
    try:
        connection = sqlite3.connect(
            address_of(file, access),
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            uri=True,
            factory=_Counted,
        )
    except BaseException:
        let_go(file)
        raise
    connection.database = file
    return connection
