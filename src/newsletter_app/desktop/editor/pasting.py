"""Makes pasted text fit for the editor."""

import re
from collections.abc import Iterator

from newsletter_app.content.plain import without_control_characters

LONGEST_LINE = 4000
SLICE = 100_000
_SLICE_LINES = 2000


def cleaned(text: str) -> str:
    r"""Return the text without control characters, with lines the editor can lay out at once.

    A longer line is broken at a blank, which is the same paragraph still.

    >>> cleaned("a\x00b\r\nc")
    'ab\nc'
    """
    plain = without_control_characters(text)
    if max(map(len, plain.split("\n")), default=0) <= LONGEST_LINE:
        return plain
    return re.sub(rf"[^\n]{{{LONGEST_LINE + 1},}}", _broken, plain)


def slices(text: str) -> Iterator[str]:
    """Yield the cleaned text in pieces, each cleaned and inserted in a few milliseconds."""
    at = 0
    while at < len(text):
        end = _end_of_slice(text, at)
        yield cleaned(text[at:end])
        at = end


def _end_of_slice(text: str, start: int) -> int:
    end = start
    for _line in range(_SLICE_LINES):
        found = text.find("\n", end, start + SLICE)
        if found < 0:
            return _whole_line_end(text, max(end, start), start + SLICE)
        end = found + 1
    return end


def _whole_line_end(text: str, end_of_line: int, furthest: int) -> int:
    if furthest >= len(text):
        return len(text)
    if end_of_line > furthest - SLICE:
        return end_of_line
    return furthest - 1 if text[furthest - 1] == "\r" else furthest


def _broken(line: re.Match[str]) -> str:
    words, pieces = line[0], []
    while len(words) > LONGEST_LINE:
        cut = words.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE) + 1 or LONGEST_LINE
        pieces.append(words[:cut].rstrip(" "))
        words = words[cut:]
    return "\n".join([*pieces, words])
