"""Sees that nothing which was erased is left in a library's file."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.raw_reading import raw_portions

PATIENCE = 5.0
"""Seconds to wait for others who read or write just now."""


def sweep(file: Path, traces: Iterable[str], patience: float = PATIENCE) -> tuple[Path, ...]:
    """Empty the write-ahead log; where a trace is left nevertheless, write the whole file anew.

    Returns the files in which traces may be left, because another program reads the library just now or there
    is no room to write it anew; usually none. What rows still hold stays, of course.
    """
    wanted = tuple({trace.lower().encode() for trace in traces if trace})
    try:
        with contextlib.closing(connect(file, Access.WRITE, patience)) as connection:
            is_clean = _is_emptied(connection) and (
                not files_holding(file, wanted) or _is_written_anew(connection)
            )
    except (sqlite3.Error, OSError):
        is_clean = False
    return () if is_clean else files_holding(file, wanted)


def files_holding(file: Path, wanted: Iterable[bytes]) -> tuple[Path, ...]:
    """Return those of a library's file and of the ones SQLite keeps beside it that hold one of the texts.

    `wanted` is in lower case; the case of ASCII letters does not count.
    """
    needles = tuple(wanted)
    beside = {ending: file.with_name(f"{file.name}{ending}") for ending in ("", "-wal", "-shm")}
    return tuple(
        place for ending, place in beside.items() if place.exists() and _holds(file, ending, needles)
    )


def _is_emptied(connection: sqlite3.Connection) -> bool:
    (is_busy, _in_log, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _is_written_anew(connection: sqlite3.Connection) -> bool:
    connection.execute("VACUUM")
    return _is_emptied(connection)


def _holds(file: Path, ending: str, needles: tuple[bytes, ...]) -> bool:
    return any(needle in portion for portion in _portions(file, ending, needles) for needle in needles)


def _portions(file: Path, ending: str, needles: tuple[bytes, ...]) -> Iterator[bytes]:
    """Give the bytes in lower case, each portion with the end of the one before it."""
    overlap = max(map(len, needles), default=0)
    end = b""
    for portion in raw_portions(file, ending):
        yield end + portion.lower()
        end = (end + portion.lower())[-overlap:] if overlap else b""
