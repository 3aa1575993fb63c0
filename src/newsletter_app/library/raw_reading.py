"""Reads the bytes of a database's files beside SQLite, without taking its locks away.

POSIX takes all locks of a process on a file away when the process closes any handle of it, whoever opened it
(https://www.sqlite.org/howtocorrupt.html, 2.2). An open library would have none left: the next program that
reads it would take itself for the last one, and remove the log that this one goes on writing to. So a handle
that was opened here is closed only once nobody in the process uses the database any more.
"""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PORTION = 1 << 22
_turn = threading.Lock()
_users: Counter[str] = Counter()
_handles: dict[str, dict[tuple[int, int], int]] = {}
"""By database, then by file. Locks are a matter of the process, so this is one too."""


def take_up(database: Path) -> None:
    """Note that somebody uses a database, before they open it."""
    with _turn:
        _users[str(database.absolute())] += 1


def let_go(database: Path) -> None:
    """Note that somebody has closed it."""
    name = str(database.absolute())
    with _turn:
        _users[name] -= 1
        if not _users[name]:
            del _users[name]
            for handle in _handles.pop(name, {}).values():
                os.close(handle)


def raw_bytes(database: Path, ending: str = "", count: int = -1) -> bytes:
    """Return the first bytes, or all, of a database or of what lies beside it. Raises OSError."""
    with _handle(database, ending) as handle:
        if count >= 0:
            return _read(handle, count, 0)
        return b"".join(_portions(handle))


def raw_portions(database: Path, ending: str = "") -> Iterator[bytes]:
    """Give all those bytes, some megabytes at a time. Raises OSError."""
    with _handle(database, ending) as handle:
        yield from _portions(handle)


def _portions(handle: int) -> Iterator[bytes]:
    offset = 0
    while portion := _read(handle, _PORTION, offset):
        offset += len(portion)
        yield portion


def _read(handle: int, count: int, offset: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(handle, count, offset)
    with _turn:
        os.lseek(handle, offset, os.SEEK_SET)
        return os.read(handle, count)


@contextmanager
def _handle(database: Path, ending: str) -> Iterator[int]:
    take_up(database)
    try:
        yield _opened(str(database.absolute()), database.with_name(database.name + ending))
    finally:
        let_go(database)


def _opened(name: str, file: Path) -> int:
    with _turn:
        handles = _handles.setdefault(name, {})
        found = file.stat()
        known = handles.get((found.st_dev, found.st_ino))
        if known is None:
            known = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            opened = os.fstat(known)
            handles[opened.st_dev, opened.st_ino] = known
        return known
