"""Writes and reads the rows of the journal."""

import contextlib
import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind
from newsletter_app.content.record import Record
from newsletter_app.library.encoding import decoded, encoded, to_json
from newsletter_app.library.moments import micros, moment_of

PASSED_OVER = "#"
"""Stands in the id of words that nobody has seen: behind it the number of the words that came after them."""
_COLUMNS = (
    "library, place, item, kind, version, revision, is_sent, was_binned, written, monotonic, sha256, content"
)
_INSERT = f"INSERT INTO draft (seq, {_COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608 - names of ours
_READ = f"SELECT seq, {_COLUMNS} FROM draft"  # noqa: S608 - names of ours
_NUMBERS = "SELECT seq FROM draft NOT INDEXED ORDER BY seq DESC"
_TYPES: tuple[type | tuple[type, ...], ...] = (
    int,
    str,
    str,
    str,
    str,
    int,
    int,
    int,
    int,
    int,
    (int, float),
    str,
    bytes,
)


@dataclass(frozen=True, slots=True)
class Row:
    """Words as they were at one moment, of an item of the library that lies in `place`.

    The record in `item` is the one that the words began with, as far as the journal knows it: id, version and
    revision. `is_sent` is true of words that were on their way into the library. Only `seq` tells what came
    after what; `written` (UTC) and `monotonic` (seconds) are for people and for finding faults.
    """

    library: str
    place: str
    item: Item
    is_sent: bool
    written: datetime
    monotonic: float
    was_binned: bool = False
    seq: int = 0

    @property
    def id(self) -> str:
        """Return the id under which the words are kept."""
        return self.item.record.id

    @property
    def of(self) -> str:
        """Return the id that the item has in the library."""
        return self.id.partition(PASSED_OVER)[0]

    @property
    def is_passed_over(self) -> bool:
        """Tell whether newer words of the item were kept before anybody had seen these."""
        return PASSED_OVER in self.id


class Torn(Exception):
    """A row does not hold what was written into it."""


def insert(connection: sqlite3.Connection, row: Row) -> int:
    """Write a row, and return its number: its own where it has one already."""
    content = to_json(encoded(row.item)).encode("utf-8", "surrogatepass")  # half a character can be typed
    record = row.item.record
    values = (
        *(
            row.seq or None,
            row.library,
            row.place,
            record.id,
            str(row.item.kind),
            record.version,
            record.revision,
        ),
        *(row.is_sent, row.was_binned, micros(row.written), row.monotonic),
        *(hashlib.sha256(content).hexdigest(), content),
    )
    return connection.execute(_INSERT, values).lastrowid or 0


def places(connection: sqlite3.Connection, library: str) -> set[str]:
    """Return the folders in which that library lay when words were kept of it."""
    found = connection.execute("SELECT DISTINCT place FROM draft WHERE library = ?", (library,))
    return {str(place) for (place,) in found}


def rows(connection: sqlite3.Connection, library: str, place: str) -> list[Row]:
    """Return the rows of the library that lies in a folder, in the order they were written.

    Raises Torn where any page of the journal is not as it was written: then some may not be found at all.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise Torn
    found = connection.execute(
        f"{_READ} NOT INDEXED WHERE library = ? AND place = ? ORDER BY seq", (library, place)
    )
    return [row_of(values) for values in found]


def sound_rows(connection: sqlite3.Connection) -> list[Row]:
    """Return what can be read of a damaged journal, of all libraries; the newest words first."""
    sound: list[Row] = []
    with contextlib.suppress(sqlite3.Error):
        for number in connection.execute(_NUMBERS):
            with contextlib.suppress(sqlite3.Error, Torn):  # of this row alone
                found = connection.execute(f"{_READ} WHERE seq = ?", number)
                sound += [row_of(values) for values in found]
    return sound


def row_of(values: tuple[Any, ...]) -> Row:
    """Return the row with these values. Raises Torn where they are not those that were written."""
    if len(values) != len(_TYPES) or not all(
        isinstance(value, kind) for value, kind in zip(values, _TYPES, strict=True)
    ):
        raise Torn
    *_before, sha256, content = values
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Torn
    try:
        return _read(values)
    except (TypeError, ValueError, KeyError, ArithmeticError, OSError) as error:
        raise Torn from error


def _read(values: tuple[Any, ...]) -> Row:
    seq, library, place, item, kind, version, revision, sent, binned, written, monotonic, _sha256, content = (
        values
    )
    words = decoded(Kind(kind), json.loads(content.decode("utf-8", "surrogatepass")))
    return Row(
        library=library,
        place=place,
        item=words.with_record(Record(id=item, version=version, revision=revision)),
        is_sent=bool(sent),
        written=moment_of(written),
        monotonic=monotonic,
        was_binned=bool(binned),
        seq=seq,
    )
