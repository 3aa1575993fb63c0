"""Tells whether something that was committed is missing from a library's write-ahead log.

SQLite takes a log up to the first frame that is not as it was written, and says nothing of what came after; a
log that was taken away it does not miss at all.
"""

import struct
from array import array
from pathlib import Path

from newsletter_app.library.raw_reading import raw_bytes

_LOG_HEAD, _FRAME_HEAD = 32, 24
_MAGIC = 0x377F0682
_SHARED_HEAD = 48
_BACKFILLED = 96


def are_changes_lost(file: Path) -> bool:
    """Tell whether changes are known to be lost; asked before anybody opens the file, for that ends knowing.

    Where another program writes at this moment the answer is no: what it reads is asked twice.
    """
    seen = _read(file, "-wal"), _read(file, "-shm")
    if not _is_lost(*seen):
        return False
    return seen == (_read(file, "-wal"), _read(file, "-shm"))


def is_log_unread(file: Path) -> bool:
    """Tell whether SQLite takes nothing of a log, for its head is not as it was written."""
    log = _read(file, "-wal")
    return len(log) > _LOG_HEAD and not _is_head_sound(log) and log == _read(file, "-wal")


def _read(file: Path, ending: str) -> bytes:
    try:
        return raw_bytes(file, ending)
    except FileNotFoundError:
        return b""


def _is_lost(log: bytes, shared: bytes) -> bool:
    promised, salt = _promised(shared)
    kept = _frames_taken(log)
    if promised and (not _page_size(log) or log[16:24] == salt):
        return kept < promised
    return _commits_behind(log, kept)


def _promised(shared: bytes) -> tuple[int, bytes]:
    """Return how many frames of the log were committed and are not in the file yet, with the log's salt.

    The index of the log (section 2 of walformat) says so twice; where the two differ nothing is known.
    """
    if len(shared) < _BACKFILLED + 4 or shared[:_SHARED_HEAD] != shared[_SHARED_HEAD : 2 * _SHARED_HEAD]:
        return 0, b""
    is_made, frames = shared[12], int(struct.unpack_from("=I", shared, 16)[0])
    moved = int(struct.unpack_from("=I", shared, _BACKFILLED)[0])
    return (frames, shared[32:40]) if is_made and moved < frames else (0, b"")


def _frames_taken(log: bytes) -> int:
    """Return up to which frame SQLite takes a log: the last of a transaction with all sums right."""
    if not _is_head_sound(log):
        return 0
    size, order, sums = _page_size(log), _order(log), struct.unpack(">II", log[24:32])
    taken = 0
    for number, place in enumerate(
        range(_LOG_HEAD, len(log) - size - _FRAME_HEAD + 1, size + _FRAME_HEAD), 1
    ):
        head, page = log[place : place + 8], log[place + _FRAME_HEAD : place + _FRAME_HEAD + size]
        sums = _summed(page, _summed(head, sums, order), order)
        if (
            log[place + 8 : place + 16] != log[16:24]
            or struct.pack(">II", *sums) != log[place + 16 : place + 24]
        ):
            break
        if any(head[4:]):
            taken = number
    return taken


def _is_head_sound(log: bytes) -> bool:
    return bool(_page_size(log)) and struct.pack(">II", *_summed(log[:24], (0, 0), _order(log))) == log[24:32]


def _order(log: bytes) -> str:
    return ">" if log[3] & 1 else "<"


def _commits_behind(log: bytes, taken: int) -> bool:
    """Tell whether two transactions end behind the last frame that is taken.

    One may be of the moment the power went: it was never said to be saved. Each was on the disk before the
    next began.
    """
    size = _page_size(log)
    if not size:
        return False
    step = size + _FRAME_HEAD
    ends = 0
    for place in range(_LOG_HEAD + taken * step, len(log) - _FRAME_HEAD + 1, step):
        ends += log[place + 8 : place + 16] == log[16:24] and any(log[place + 4 : place + 8])
    return ends > 1


def _page_size(log: bytes) -> int:
    """Return the size of the pages in a log, 0 where it is none."""
    if len(log) < _LOG_HEAD or int.from_bytes(log[:4], "big") | 1 != _MAGIC | 1:
        return 0
    size = int.from_bytes(log[8:12], "big")
    return size if 512 <= size <= 1 << 16 and not size & (size - 1) else 0


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Go on with the sums over some bytes (section 4.2 of the file format)."""
    first, second = sums
    words = array("I", data)
    if (order == ">") != _IS_BIG:
        words.byteswap()
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


_IS_BIG = array("I", [1]).tobytes()[0] == 0
