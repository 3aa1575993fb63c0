"""Finds what belongs together in the source and in the preview."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from newsletter_app.content.article import Place

_WORD = re.compile(r"\w+")


def block_at(places: Sequence[Place], offset: int) -> int:
    """Return the number of the block whose source holds the offset, or the nearest before it; -1 for none.

    Of several with the same place the first: what a snippet brought stands for its one line.
    """
    index = bisect_right(places, offset, key=_start) - 1
    while index > 0 and places[index - 1] == places[index]:
        index -= 1
    return index


def _start(place: Place) -> int:
    return place.start


def part_of(place: Place, offset: int) -> float:
    """Return how far into the place an offset lies, from 0 to 1."""
    length = place.end - place.start
    return min(1.0, max(0.0, (offset - place.start) / length)) if length > 0 else 0.0


def offset_of(source: str, place: Place, before: str, after: str) -> int:
    """Return the offset in the source of a point in a block's shown text.

    `before` is the text shown before the point, `after` some of what follows. The word at the point is
    looked for as often as it was shown before; where the source says it otherwise, the block's start is near.
    """
    found = _WORD.match(after)
    tail = re.search(r"\w+\Z", before)
    head = tail[0] if tail else ""
    word = head + (found[0] if found else "")
    if not word:
        return place.start
    shown_before = before[: len(before) - len(head)]
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    skipped = len(pattern.findall(shown_before))
    spots = [spot.start() for spot in pattern.finditer(source, place.start, place.end)]
    return spots[min(skipped, len(spots) - 1)] + len(head) if spots else place.start
