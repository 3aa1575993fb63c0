"""Splits a changed text again, no more of it than the change can reach."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsletter_app.rendering.dialect.chunks import Chunk, split

# A chunk's end depends on at most two lines behind it, and each of these may be a chunk.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """`removed` characters from `start` on were replaced by `text`."""

    start: int
    removed: int
    text: str

    @property
    def grown(self) -> int:
        """Return how many characters longer the text became."""
        return len(self.text) - self.removed


@dataclass(frozen=True, slots=True)
class Resplit:
    """`removed` chunks from number `first` on make way for `added`, whose places are in the new text."""

    first: int
    removed: int
    added: tuple[Chunk, ...]


def edit_between(old: str, new: str) -> Edit:
    """Return the one edit that makes `new` of `old`.

    >>> edit_between("a cat", "a bat")
    Edit(start=2, removed=1, text='b')
    """
    start = _common_begin(old, new)
    end = _common_end(old, new, min(len(old), len(new)) - start)
    return Edit(start, len(old) - start - end, new[start : len(new) - end])


def _common_begin(old: str, new: str) -> int:
    same, beyond = 0, min(len(old), len(new)) + 1
    while beyond - same > 1:
        middle = (same + beyond) // 2
        if old[same:middle] == new[same:middle]:
            same = middle
        else:
            beyond = middle
    return same


def _common_end(old: str, new: str, most: int) -> int:
    same, beyond = 0, most + 1
    while beyond - same > 1:
        middle = (same + beyond) // 2
        if old[len(old) - middle : len(old) - same] == new[len(new) - middle : len(new) - same]:
            same = middle
        else:
            beyond = middle
    return same


def resplit(starts: Sequence[int], lines: Sequence[int], edit: Edit, new: str) -> Resplit:
    """Return what changes in the chunks that began at `starts` in the old text, on `lines`."""
    first = max(0, bisect_right(starts, edit.start) - 1 - _REACH)
    begin, line = (starts[first], lines[first]) if first else (0, 1)
    untouched = edit.start + len(edit.text)
    added: list[Chunk] = []
    for chunk in split(new, begin, line):
        if chunk.start >= untouched:
            old = chunk.start - edit.grown
            number = bisect_left(starts, old)
            if number < len(starts) and starts[number] == old:
                return Resplit(first, number - first, tuple(added))
        added.append(chunk)
    return Resplit(first, len(starts) - first, tuple(added))
