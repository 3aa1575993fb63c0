"""Knows which parts of a Markdown text are code."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_SPAN = re.compile(r"(?<!`)(`{1,20})(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)")


class CodeIn:
    """Tells of each place in a text whether it lies in code, fenced or between backticks."""

    def __init__(self, text: str) -> None:
        fences = list(_fences(text))
        spans = (found.span() for found in _SPAN.finditer(text))
        self._stretches = sorted([*fences, *(span for span in spans if not _within(fences, span[0]))])

    def holds(self, place: int) -> bool:
        """Tell whether the character at `place`, from 0, is code."""
        return _within(self._stretches, place)


def _within(stretches: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(stretches, (place, len(stretches) + place + 1)) - 1
    return at >= 0 and stretches[at][0] <= place < stretches[at][1]


def _fences(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        if opened is None:
            opened = line
        elif line[1].startswith(opened[1]) and not line[2].strip():
            yield opened.start(), line.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)
