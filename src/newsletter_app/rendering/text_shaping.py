"""Sets lines of text in, under one another."""

from collections.abc import Callable

from newsletter_app.rendering.text_wrapping import WIDTH

_NARROWEST = 24
Lines = list[str]


def set_in(prefix: str, lines: Callable[[int], Lines], width: int) -> Lines:
    """Return `lines(room)` with `prefix` before each; so deep that no room is left, there is no prefix."""
    room = width - len(prefix)
    if room < _NARROWEST:
        return lines(width)
    return [f"{prefix}{line}".rstrip(" ") for line in lines(room)]


def hanging(mark: str, lines: Callable[[int], Lines], width: int) -> Lines:
    """Return `lines(room)` with `mark` before the first, the others as far in."""
    first, *rest = set_in(" " * len(mark), lines, width) or [""]
    bare = first.removeprefix(" " * len(mark))
    return [*_first(mark, bare, width), *rest]


def _first(mark: str, line: str, width: int) -> Lines:
    fits = width - len(mark) >= _NARROWEST
    return [f"{mark}{line}".rstrip(" ")] if fits else [mark.strip(" "), line]


def underlined(lines: Lines, stroke: str, width: int = WIDTH) -> Lines:
    """Return the lines with a line of `stroke` as long as the longest of them, at most `width`."""
    return [*lines, stroke * min(max(map(len, lines)), width)] if any(lines) else []


def cut(line: str, width: int) -> Lines:
    """Return the line in pieces of `width`, for text whose spaces count."""
    return [line[start : start + width] for start in range(0, len(line), width)] or [""]
