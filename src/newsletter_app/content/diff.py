"""Tells how two texts differ, line by line with the words that changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from newsletter_app.content.aligning import Pair, common

Change = Literal["same", "removed", "added"]

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
_LITTLE = 3
_ALIKE = 3
"""Two lines are one line altered where they share a third of the letters of the shorter one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a line that stayed or changed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that stayed or changed; `words` are its stretches where it was only altered in part."""

    change: Change
    text: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of each text side by side; None where the other text has nothing there."""

    old: Line | None
    new: Line | None

    @property
    def is_same(self) -> bool:
        """Tell whether the line stayed as it was."""
        return self.old is not None and self.old.change == "same"


def differences(old: str, new: str) -> tuple[Line, ...]:
    r"""Return the lines of both texts in order; an altered line comes as removed, then as added.

    >>> [(line.change, line.text) for line in differences("a\nb", "a\nc")]
    [('same', 'a'), ('removed', 'b'), ('added', 'c')]
    """
    return tuple(
        line
        for row in side_by_side(old, new)
        for line in ((row.old,) if row.is_same else (row.old, row.new))
        if line is not None
    )


def side_by_side(old: str, new: str) -> tuple[Row, ...]:
    """Return the lines of both texts in order, an altered one beside what became of it.

    The old lines together are the old text, the new ones the new text. Takes half a second at most for two
    texts of 50,000 words.
    """
    before, after = _lines(old), _lines(new)
    return tuple(_rows(before, after, _same_lines(before, after)))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _same_lines(before: list[str], after: list[str]) -> list[Pair]:
    """Return the places of lines that stayed; an empty line says nothing of where it belongs."""
    told = [place for place, line in enumerate(before) if line.strip()]
    other_told = [place for place, line in enumerate(after) if line.strip()]
    pairs = common([before[place] for place in told], [after[place] for place in other_told])
    return [(told[place], other_told[other]) for place, other in pairs]


def _rows(before: list[str], after: list[str], same: list[Pair]) -> Iterator[Row]:
    """Give the rows: between lines that stayed come those altered, between these what went and what came."""
    for gap, pair in _between(same, len(before), len(after)):
        old, new = before[gap[0] : gap[1]], after[gap[2] : gap[3]]
        for inner, altered in _between(_altered_lines(old, new), len(old), len(new)):
            yield from _gone_and_come(old[inner[0] : inner[1]], new[inner[2] : inner[3]])
            if altered is not None:
                yield _altered(old[altered[0]], new[altered[1]])
        if pair is not None:
            yield _same(before[pair[0]])


def _between(
    pairs: Sequence[Pair], last: int, other_last: int
) -> Iterator[tuple[tuple[int, int, int, int], Pair | None]]:
    """Give the range before each pair with the pair, then the range after the last one with None."""
    place = other = 0
    for pair in pairs:
        yield (place, pair[0], other, pair[1]), pair
        place, other = pair[0] + 1, pair[1] + 1
    yield (place, last, other, other_last), None


def _same(line: str) -> Row:
    kept = Line("same", line)
    return Row(kept, kept)


def _gone_and_come(old: list[str], new: list[str]) -> Iterator[Row]:
    """Give what went, then what came; empty lines that both have stay."""
    for inner, pair in _between(common(old, new), len(old), len(new)):
        yield from (Row(Line("removed", line), None) for line in old[inner[0] : inner[1]])
        yield from (Row(None, Line("added", line)) for line in new[inner[2] : inner[3]])
        if pair is not None:
            yield _same(old[pair[0]])


def _altered_lines(old: list[str], new: list[str]) -> list[Pair]:
    """Return the pairs of lines that share so many words that one became the other."""
    words, places = _all_words(old)
    other_words, other_places = _all_words(new)
    shared = Counter[Pair]()
    for place, other in common(words, other_words):
        shared[places[place], other_places[other]] += len(words[place])
    letters, other_letters = [_letters(line) for line in old], [_letters(line) for line in new]
    alike = {
        pair: weight
        for pair, weight in shared.items()
        if weight * _ALIKE >= min(letters[pair[0]], other_letters[pair[1]])
    }
    return _each_once(alike)


def _all_words(lines: list[str]) -> tuple[list[str], list[int]]:
    """Return the words of all lines, with the number of the line each stands in."""
    found = [(word, number) for number, line in enumerate(lines) for word in _WORD.findall(line)]
    return [word for word, _number in found], [number for _word, number in found]


def _letters(line: str) -> int:
    return sum(map(len, _WORD.findall(line)))


def _each_once(alike: dict[Pair, int]) -> list[Pair]:
    """Return the pairs so that each line stands in one at most: of those that share one the stronger."""
    chosen: list[Pair] = []
    for pair in sorted(alike):
        if chosen and (pair[0] <= chosen[-1][0] or pair[1] <= chosen[-1][1]):
            if alike[pair] <= alike[chosen[-1]]:
                continue
            chosen.pop()
        chosen.append(pair)
    return chosen


def _altered(old: str, new: str) -> Row:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    same = _same_pieces(before, after)
    gone = _stretches(before, {place for place, _other in same}, "removed")
    come = _stretches(after, {other for _place, other in same}, "added")
    return Row(Line("removed", old, gone), Line("added", new, come))


def _same_pieces(before: list[str], after: list[str]) -> list[Pair]:
    """Return the places of pieces that stayed: words, then what stands beside such words on both sides."""
    words = [place for place, piece in enumerate(before) if _WORD.match(piece)]
    others = [place for place, piece in enumerate(after) if _WORD.match(piece)]
    pairs = common([before[place] for place in words], [after[place] for place in others])
    stayed = [(words[place], others[other]) for place, other in _without_islands(pairs, before, words)]
    found: list[Pair] = []
    for gap, pair in _between(stayed, len(before), len(after)):
        found += _same_ends(before, after, gap)
        found += [] if pair is None else [pair]
    return found


def _without_islands(pairs: list[Pair], before: list[str], words: list[int]) -> list[Pair]:
    """Return the pairs without little words that stayed by chance alone, between words that all changed."""
    known = set(pairs)
    return [
        (place, other)
        for place, other in pairs
        if len(before[words[place]]) > _LITTLE
        or (place - 1, other - 1) in known
        or (place + 1, other + 1) in known
        or place == other == 0
    ]


def _same_ends(before: list[str], after: list[str], gap: tuple[int, int, int, int]) -> list[Pair]:
    first, last, other_first, other_last = gap
    found: list[Pair] = []
    while first < last and other_first < other_last and before[first] == after[other_first]:
        found.append((first, other_first))
        first, other_first = first + 1, other_first + 1
    while first < last and other_first < other_last and before[last - 1] == after[other_last - 1]:
        last, other_last = last - 1, other_last - 1
        found.append((last, other_last))
    return found


def _stretches(pieces: list[str], stayed: set[int], change: Change) -> tuple[Words, ...]:
    runs = groupby(range(len(pieces)), key=stayed.__contains__)
    return tuple(
        Words("same" if is_same else change, "".join(pieces[place] for place in places))
        for is_same, places in runs
    )
