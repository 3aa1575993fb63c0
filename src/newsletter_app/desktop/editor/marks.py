"""Tells which characters of a line are Markdown's marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Look(Enum):
    """How a stretch of the source is shown."""

    MARK = auto()
    HEADING = auto()
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()
    LINK = auto()
    QUOTE = auto()
    PICTURE = auto()
    LOST = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line; a later span adds to an earlier one."""

    start: int
    length: int
    look: Look


PLAIN, IN_FENCE = 0, 1
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_START = re.compile(r"(?P<heading>#{1,6}[ \t])|(?P<quote>[ \t]*>)|(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_RULES = ("-", "*", "_", " ")
_INLINE = re.compile(
    r"(?P<code>`+)(?:(?!`).)+?(?P=code)"
    r"|(?P<strong>\*\*)(?=\S)(?P<strong_words>.+?)(?<=\S)\*\*"
    r"|(?P<em>(?<![\w*])[*_])(?=[^\s*_])(?P<em_words>[^*_]+?)(?<=\S)(?P=em)(?!\w)"
    r"|(?P<link>!?\[)(?P<label>(?:\\.|[^\[\]\\])*)(?P<target>\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?)"
    r"|(?P<merge>\{\{[^{}]*\}\})"
)
_PICTURE = re.compile(r"!\[[^\]]*\]\(asset:(?P<sha>[0-9a-f]{12,64})[ )]")
_SPECIAL = re.compile(r"[*_`\[{]")


def spans(line: str, state: int) -> tuple[tuple[Span, ...], int]:
    """Return how a line is shown, and the state for the line after it: PLAIN or IN_FENCE."""
    if state == IN_FENCE or line.startswith(("```", "~~~", " ")):
        fence = _FENCE.match(line)
        if fence:
            return (Span(0, len(line), Look.MARK),), PLAIN if state == IN_FENCE else IN_FENCE
        if state == IN_FENCE:
            return (Span(0, len(line), Look.CODE),), IN_FENCE
    return tuple(_line(line)), PLAIN


def _line(line: str) -> list[Span]:
    if line[:1] in _RULES and _RULE.fullmatch(line):
        return [Span(0, len(line), Look.MARK)]
    start = _START.match(line)
    if start is None:
        return _inline(line, [])
    whole = {"heading": [Span(0, len(line), Look.HEADING)], "quote": [Span(0, len(line), Look.QUOTE)]}
    return _inline(line, [*whole.get(start.lastgroup or "", []), Span(0, start.end(), Look.MARK)])


def _inline(line: str, found: list[Span]) -> list[Span]:
    if not _SPECIAL.search(line):
        return found
    for match in _INLINE.finditer(line):
        found += _SHOWN[match.lastgroup](match)
    return found


def _wrapped(match: re.Match[str], words: str, look: Look) -> list[Span]:
    (start, end), (inner, outer) = match.span(), match.span(words)
    return [
        Span(inner, outer - inner, look),
        Span(start, inner - start, Look.MARK),
        Span(outer, end - outer, Look.MARK),
    ]


def _link(match: re.Match[str]) -> list[Span]:
    is_lost = match["target"].startswith(("](todo:", "](missing:"))
    if match["link"].startswith("!") and not is_lost:
        return [Span(match.start(), match.end() - match.start(), Look.PICTURE)]
    return _wrapped(match, "label", Look.LOST if is_lost else Look.LINK)


def _whole(match: re.Match[str]) -> list[Span]:
    return [Span(match.start(), match.end() - match.start(), Look.CODE)]


_SHOWN: dict[str | None, Callable[[re.Match[str]], list[Span]]] = {
    "code": _whole,
    "merge": _whole,
    "strong_words": lambda match: _wrapped(match, "strong_words", Look.BOLD),
    "em_words": lambda match: _wrapped(match, "em_words", Look.ITALIC),
    "target": _link,
}


def shows_picture(line: str) -> bool:
    """Tell whether a line begins with a picture of the library."""
    return line.startswith("![") and _PICTURE.match(line) is not None


def pictures_in(line: str) -> list[str]:
    """Return the beginnings of the sha256 of the library's pictures in a line.

    >>> pictures_in('![A tree](asset:0123456789ab "Caption")')
    ['0123456789ab']
    """
    return [found["sha"] for found in _PICTURE.finditer(line)]
