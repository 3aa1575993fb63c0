"""Finds what two sequences have in common, in order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
_Range = tuple[int, int, int, int]

_DEEPEST = 40
_MOST = 100_000_000
"""The product of two lengths up to which the longest common part is looked for: a tenth of a second."""


def common(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return the places of what stayed, as pairs that rise in both; the time it takes is bounded.

    What stands once in both holds the rest together, as in the "patience" comparison of version control;
    between such anchors comes the longest common part.

    >>> common("abcd", "xbyd")
    [(1, 1), (3, 3)]
    """
    found: list[Pair] = []
    waiting = [((0, len(before), 0, len(after)), 0)]
    while waiting:
        whole, depth = waiting.pop()
        inner = _trimmed(before, after, whole, found)
        if inner[0] == inner[1] or inner[2] == inner[3]:
            continue
        anchors = _anchors(before, after, inner) if depth < _DEEPEST else []
        if not anchors:
            found += _longest(before, after, inner)
        found += anchors
        waiting += [(gap, depth + 1) for gap in _gaps(anchors, inner)]
    return sorted(found)


def _trimmed(
    before: Sequence[Hashable], after: Sequence[Hashable], whole: _Range, found: list[Pair]
) -> _Range:
    """Return what is left of a range without its same beginning and end, which are put into `found`."""
    first, last, other_first, other_last = whole
    while first < last and other_first < other_last and before[first] == after[other_first]:
        found.append((first, other_first))
        first, other_first = first + 1, other_first + 1
    while first < last and other_first < other_last and before[last - 1] == after[other_last - 1]:
        last, other_last = last - 1, other_last - 1
        found.append((last, other_last))
    return first, last, other_first, other_last


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], inner: _Range) -> list[Pair]:
    """Return the longest rising row of pairs of what stands once in both."""
    first, last, other_first, other_last = inner
    counts, other_counts = Counter(before[first:last]), Counter(after[other_first:other_last])
    places = {after[place]: place for place in range(other_first, other_last)}
    once = [
        (place, places[before[place]])
        for place in range(first, last)
        if counts[before[place]] == 1 == other_counts[before[place]]
    ]
    return _rising(once)


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Return the longest part of pairs, which rise in the first place, that rises in the second too."""
    ends: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for number, (_place, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(last_of[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        last_of[length : length + 1] = [number]
    row: list[Pair] = []
    number = last_of[-1] if last_of else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _gaps(anchors: list[Pair], inner: _Range) -> list[_Range]:
    """Return what lies before, between and after the anchors."""
    if not anchors:
        return []
    first, last, other_first, other_last = inner
    starts = [(first, other_first), *((place + 1, other + 1) for place, other in anchors)]
    ends = [*anchors, (last, other_last)]
    return [
        (start, end, other_start, other_end)
        for (start, other_start), (end, other_end) in zip(starts, ends, strict=True)
        if start < end and other_start < other_end
    ]


def _longest(before: Sequence[Hashable], after: Sequence[Hashable], inner: _Range) -> list[Pair]:
    """Return the longest common part of two ranges; of long ones that of their halves, which may be less.

    One row of the usual table is one whole number, a bit a column: Hyyrö, "Bit-parallel LCS-length
    computation revisited" (2004).
    """
    first, last, other_first, other_last = inner
    if (last - first) * (other_last - other_first) > _MOST:
        middle, other_middle = (first + last) // 2, (other_first + other_last) // 2
        earlier = _longest(before, after, (first, middle, other_first, other_middle))
        return earlier + _longest(before, after, (middle, last, other_middle, other_last))
    columns: dict[Hashable, int] = {}
    for bit, place in enumerate(range(other_first, other_last)):
        columns[after[place]] = columns.get(after[place], 0) | 1 << bit
    every = (1 << (other_last - other_first)) - 1
    row, rows = every, []
    for place in range(first, last):
        same = row & columns.get(before[place], 0)
        row = ((row + same) | (row - same)) & every
        rows.append(row)
    return [(first + at, other_first + bit) for at, bit in _way_back(rows, other_last - other_first)]


def _way_back(rows: list[int], width: int) -> list[Pair]:
    """Return the pairs that the rows stand for; a bit that is 0 says that one more is common from there."""
    found: list[Pair] = []
    row, bit = len(rows) - 1, width - 1
    while row >= 0 and bit >= 0:
        if rows[row] >> bit & 1:
            bit -= 1
        elif row and not rows[row - 1] >> bit & 1:
            row -= 1
        else:
            found.append((row, bit))
            row, bit = row - 1, bit - 1
    return found[::-1]
