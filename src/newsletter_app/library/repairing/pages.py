"""Finds the records on the pages of a file, whatever became of the ways SQLite would go to them."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsletter_app.library.repairing.records import Record, Unreadable, number_at, record_of

USUAL_SIZE = 4096
SIZES = frozenset(1 << power for power in range(9, 17))
_MAGIC = b"SQLite format 3\0"
_MOST_PAGES = 1 << 22
_FILE_HEAD = 100
_TABLE_LEAF, _INDEX_LEAF, _INDEX_NODE, _TABLE_NODE = 0x0D, 0x0A, 0x02, 0x05
_LEAF_HEAD, _NODE_HEAD = 8, 12
# The head of every row begins with its length, and says that an id of 12 letters comes first; of an item the
# seat before that, which is the rowid, is left out. Two numbers of variable length stand before it.
_HEAD_OF_ROW = re.compile(rb"(?=[\x03-\x7f]\x00?\x25)")
_LONGEST_BEFORE = 18
_POINTER = 4


@dataclass(frozen=True, slots=True)
class Pages:
    """A file as it lies there; `newer` are pages that take the place of those with their number (from 1)."""

    data: bytes
    size: int
    newer: dict[int, bytes] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return the number of the last page."""
        return max((len(self.data) + self.size - 1) // self.size, *self.newer, 0)

    def page(self, number: int) -> bytes:
        """Return a page, shorter where the file ends, empty where there is none."""
        start = (number - 1) * self.size
        return self.newer.get(number) or (self.data[start : start + self.size] if number > 0 else b"")


def pages_of(file: Path, newer: dict[int, bytes], size: int = 0) -> Pages:
    """Return the pages of a file; where `size` is 0 they are as large as the file says, if it can be."""
    data = file.read_bytes() if file.exists() else b""
    said = int.from_bytes(data[16:18], "big")
    said = 1 << 16 if said == 1 else said
    return Pages(data, size or (said if said in SIZES else USUAL_SIZE), newer)


def lost_pages(pages: Pages) -> int:
    """Return how many pages are missing or blank that the file says it uses."""
    head = pages.page(1)
    is_told = head.startswith(_MAGIC)
    count = int.from_bytes(head[28:32], "big") if is_told else pages.count
    free = int.from_bytes(head[36:40], "big") if is_told else 0
    blank = sum(not any(pages.page(number)) for number in range(2, min(count, _MOST_PAGES) + 1))
    return max(blank - free, 0)


def records_of(pages: Pages) -> Iterator[Record]:
    """Give every record that can be made out, those of tables as those of indexes; some may come twice."""
    for number in range(1, pages.count + 1):
        yield from _on_page(pages, pages.page(number), _FILE_HEAD if number == 1 else 0)


def _on_page(pages: Pages, page: bytes, head: int) -> Iterator[Record]:
    kind = page[head] if len(page) > head + _NODE_HEAD else 0
    if kind == _TABLE_NODE or not any(page):
        return
    if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_NODE):
        yield from _carved(pages, page)
        return
    is_damaged = False
    for place in _places(page, head, _NODE_HEAD if kind == _INDEX_NODE else _LEAF_HEAD):
        try:
            yield _cell(pages, page, place, kind)
        except Unreadable:
            is_damaged = True
    if is_damaged and kind == _TABLE_LEAF:
        yield from _carved(pages, page)


def _places(page: bytes, head: int, size: int) -> list[int]:
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    first = head + size
    ends = range(first, min(first + 2 * count, len(page) - 1), 2)
    return [int.from_bytes(page[place : place + 2], "big") for place in ends]


def _carved(pages: Pages, page: bytes) -> Iterator[Record]:
    """Look for records of tables on a page that does not say where they are."""
    for found in _HEAD_OF_ROW.finditer(page):
        for place in range(found.start() - 2, max(found.start() - _LONGEST_BEFORE, _LEAF_HEAD) - 1, -1):
            with contextlib.suppress(Unreadable):
                yield _cell(pages, page, place, _TABLE_LEAF)
                break


def _cell(pages: Pages, page: bytes, place: int, kind: int) -> Record:
    if not _LEAF_HEAD <= place < len(page):
        raise Unreadable
    length, place = number_at(page, place + (_POINTER if kind == _INDEX_NODE else 0))
    rowid = None
    if kind == _TABLE_LEAF:
        unsigned, place = number_at(page, place)
        rowid = unsigned - (unsigned >> 63 << 64)
    if not 1 < length <= pages.count * pages.size:
        raise Unreadable
    here = _length_here(pages.size, length, is_table=kind == _TABLE_LEAF)
    payload = page[place : place + here]
    if here < length:
        payload += _elsewhere(pages, page[place + here : place + here + _POINTER], length - here)
    return record_of(payload, length, rowid)


def _length_here(size: int, length: int, *, is_table: bool) -> int:
    """Return how much of a payload lies on the page itself (section 1.6 of the format)."""
    most = size - 35 if is_table else (size - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (size - _POINTER)
    return wanted if wanted <= most else least


def _elsewhere(pages: Pages, pointer: bytes, missing: int) -> bytes:
    """Return what follows on other pages, as far as the chain of them holds."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while missing > 0:
        number = int.from_bytes(pointer, "big")
        page = pages.page(number)
        if number in seen or not any(page):
            break
        seen.add(number)
        pointer, part = page[:_POINTER], page[_POINTER : _POINTER + missing]
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
