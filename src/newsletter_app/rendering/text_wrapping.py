"""Breaks text into lines that any mail program shows whole."""

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 72
_ADDRESS = re.compile(  # no part can begin at every place of a long word and then run to its end
    r"(?<=[a-z0-9+.-])://\S|mailto:\S|tel:\S|www\.\S|(?<=\S)@[^\s@]+\.\S", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_JOINERS = "\u200d\u200c\ufe0f"


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Return the words of `text` in lines of at most `width` characters; a line end in it stays one.

    A word that is an address is never cut: its line alone may be longer. Other words are cut where they do
    not fit. No line ends in a space; an empty line stays.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend(_filled(line, max(width, 1)) or [""])
    return lines


def is_address(word: str) -> bool:
    """Tell whether a word holds an address that a mail program makes a link of.

    >>> is_address("<https://example.org/a>."), is_address("either/or")
    (True, False)
    """
    return _ADDRESS.search(word) is not None


def _filled(line: str, width: int) -> list[str]:
    lines: list[str] = []
    filling = ""
    for word in _SPACES.split(line.strip(" \t\n\r\f\v")):
        size = len(word)
        if filling and size and len(filling) + 1 + size <= width:
            filling += f" {word}"
        elif size:
            if filling:
                lines.append(filling)
            *cut, filling = (word,) if size <= width or is_address(word) else _pieces(word, width)
            lines += cut
    return [*lines, filling] if filling else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    start = 0
    while len(word) - start > width:
        end = _cut(word, start, width)
        yield word[start:end]
        start = end
    yield word[start:]


def _cut(word: str, start: int, width: int) -> int:
    """Return where a piece from `start` ends, so that no mark is parted from its letter."""
    for end in range(start + width, start + width // 2, -1):
        if (
            not unicodedata.combining(word[end])
            and word[end] not in _JOINERS
            and word[end - 1] not in _JOINERS
        ):
            return end
    return start + width
