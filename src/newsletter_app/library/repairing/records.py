"""Reads one record of an SQLite file, byte by byte (sqlite.org/fileformat2.html, section 2.1)."""

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = int | float | str | bytes | None
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST_NUMBER = 9
_FLOAT, _ZERO, _ONE, _FIRST_OF_ANY_LENGTH = 7, 8, 9, 12
_MOST_COLUMNS = 200


class Unreadable(Exception):
    """These bytes are no record."""


@dataclass(frozen=True, slots=True)
class Record:
    """The columns of a record; `is_torn` where bytes of it are missing or a text is no UTF-8.

    `rowid` is None for the record of an index.
    """

    values: tuple[Value, ...]
    rowid: int | None = None
    is_torn: bool = False


def number_at(data: bytes, place: int) -> tuple[int, int]:
    """Return the number of variable length at a place, with the place after it. Raises Unreadable."""
    value = 0
    for count in range(_LONGEST_NUMBER):
        if place >= len(data):
            raise Unreadable
        byte = data[place]
        place += 1
        if count == _LONGEST_NUMBER - 1:
            return value << 8 | byte, place
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, place


def record_of(payload: bytes, length: int, rowid: int | None) -> Record:
    """Return the record in a payload that should be `length` bytes long. Raises Unreadable."""
    head, place = number_at(payload, 0)
    if not place <= head <= length:
        raise Unreadable
    kinds = []
    while place < head:
        kind, place = number_at(payload, place)
        kinds.append(kind)
    if place != head or len(kinds) > _MOST_COLUMNS or head + sum(map(_size, kinds)) != length:
        raise Unreadable
    values: list[Value] = []
    is_torn = len(payload) < length
    for kind in kinds:
        value, is_whole = _value(kind, payload[place : place + _size(kind)])
        values.append(value)
        is_torn |= not is_whole
        place += _size(kind)
    return Record(tuple(values), rowid, is_torn)


def _size(kind: int) -> int:
    """Return how many bytes a value takes. Raises Unreadable for a kind that SQLite never writes."""
    if kind >= _FIRST_OF_ANY_LENGTH:
        return (kind - _FIRST_OF_ANY_LENGTH) // 2
    if kind in (0, _ZERO, _ONE):
        return 0
    if kind == _FLOAT:
        return 8
    if kind in _WIDTHS:
        return _WIDTHS[kind]
    raise Unreadable


def _value(kind: int, data: bytes) -> tuple[Value, bool]:
    """Return a value, and whether it is all there."""
    if kind in _WIDTHS:
        return int.from_bytes(data, "big", signed=True), len(data) == _WIDTHS[kind]
    if kind < _FIRST_OF_ANY_LENGTH:
        return {0: None, _FLOAT: 0.0, _ZERO: 0, _ONE: 1}[kind], kind != _FLOAT
    is_whole = len(data) == _size(kind)
    return (data, is_whole) if kind % 2 == 0 else _text(data, is_whole=is_whole)


def _text(data: bytes, *, is_whole: bool) -> tuple[str, bool]:
    """Return a text; bytes that are none stand in it as the sign for that."""
    try:
        return data.decode(), is_whole
    except UnicodeDecodeError:
        return data.decode(errors="replace"), False
