"""Reads what waits in a write-ahead log (sqlite.org/fileformat2.html, section 4)."""

from dataclasses import dataclass, field
from pathlib import Path

from newsletter_app.library.repairing.pages import SIZES

_HEAD, _FRAME_HEAD = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)
_MOST_PAGES = 1 << 22


@dataclass(frozen=True, slots=True)
class Log:
    """The size of a page, the newest state of each by number (from 1), and states from before that."""

    size: int = 0
    newest: dict[int, bytes] = field(default_factory=dict)
    older: tuple[bytes, ...] = ()


def waiting_pages(file: Path) -> Log:
    """Return the pages in a log; none where it is no log.

    Sums are not looked at: SQLite takes nothing behind the first one that is wrong, but all that was written
    since may be there. Among the newest a frame counts only where a whole transaction follows it.
    """
    data = file.read_bytes() if file.is_file() else b""
    size = _number(data, 8)
    if _number(data, 0) not in _MAGIC or size not in SIZES:
        return Log()
    newest: dict[int, bytes] = {}
    under_way: dict[int, bytes] = {}
    pages = []
    for place in range(_HEAD, len(data) - size - _FRAME_HEAD + 1, size + _FRAME_HEAD):
        pages.append(data[place + _FRAME_HEAD : place + _FRAME_HEAD + size])
        number = _number(data, place)
        if data[place + 8 : place + 16] == data[16:24] and 0 < number < _MOST_PAGES:  # not of a log before
            under_way[number] = pages[-1]
            if _number(data, place + 4):
                newest |= under_way
                under_way = {}
    return Log(size, newest, tuple(pages))


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")
