"""Splits Markdown into the stretches that become blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.reading import Reader


class Shape(StrEnum):
    """What a chunk is by the look of its first lines."""

    HEADING = "heading"
    RULE = "rule"
    FENCE = "fence"
    QUOTE = "quote"
    LIST = "list"
    SNIPPET = "snippet"
    DEFINITION = "definition"
    ABBREVIATION = "abbreviation"
    FOOTNOTE = "footnote"
    TABLE = "table"
    HTML = "html"
    CODE = "code"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the source without the blank lines around it; `start` in characters, `line` from 1."""

    shape: Shape
    text: str
    start: int
    line: int


def split(text: str, start: int = 0, line: int = 1) -> Iterator[Chunk]:
    """Yield the chunks of `text` from `start` on, in order.

    Every chunk begins afresh: what it is depends on nothing before it, and where it ends on at most two lines
    after it.
    """
    reader = Reader(text, start)
    at = 0
    while (first := reader.line(at)) is not None:
        if not first.strip():
            at += 1
            continue
        shape, end = _chunk(reader, at, first)
        yield Chunk(shape, reader.between(at, end), reader.offset(at), line + at)
        at = end


def _chunk(reader: Reader, at: int, first: str) -> tuple[Shape, int]:
    """Return the shape of the chunk that begins at line `at`, and the line after its last."""
    shape = _shape(reader, at, first)
    match shape:
        case Shape.HEADING | Shape.RULE | Shape.SNIPPET | Shape.DEFINITION | Shape.ABBREVIATION:
            return shape, at + 1
        case Shape.FENCE:
            return shape, _end_of_fence(reader, at, first)
        case Shape.QUOTE:
            return shape, _end_of_quote(reader, at)
        case Shape.LIST:
            return shape, _end_of_list(reader, at, first)
        case Shape.FOOTNOTE:
            return shape, _end_of_indented(reader, at, 2)
        case Shape.CODE:
            return shape, _end_of_indented(reader, at, 4)
        case Shape.TABLE:
            return shape, _end_of_table(reader, at)
        case Shape.HTML:
            return shape, _end_of_html(reader, at, first)
        case Shape.TEXT:
            return _text(reader, at)


_SINGLE = (
    (lines.HEADING, Shape.HEADING),
    (lines.RULE, Shape.RULE),
    (lines.FENCE, Shape.FENCE),
    (lines.SNIPPET, Shape.SNIPPET),
    (lines.FOOTNOTE, Shape.FOOTNOTE),
    (lines.ABBREVIATION, Shape.ABBREVIATION),
    (lines.DEFINITION, Shape.DEFINITION),
)


def _shape(reader: Reader, at: int, first: str) -> Shape:
    if lines.indent_of(first) >= 4:
        return Shape.CODE
    if not lines.SPECIAL.match(first):
        return Shape.TEXT
    for pattern, shape in _SINGLE:
        if pattern.fullmatch(first):
            return shape
    if lines.QUOTE.match(first):
        return Shape.QUOTE
    if lines.is_item(first):
        return Shape.LIST
    if lines.HTML.match(first):
        return Shape.HTML
    return Shape.TABLE if lines.is_table(first, reader.line(at + 1) or "") else Shape.TEXT


def _interrupts(reader: Reader, at: int, line: str) -> bool:
    """Tell whether something other than text begins at a line that follows text directly."""
    if not lines.SPECIAL.match(line) or lines.indent_of(line) >= 4:
        return False
    if lines.may_interrupt_as_item(line):
        return True
    shape = _shape(reader, at, line)
    return shape not in (Shape.TEXT, Shape.LIST, Shape.CODE, Shape.DEFINITION, Shape.ABBREVIATION)


def _text(reader: Reader, at: int) -> tuple[Shape, int]:
    """Return a paragraph's end; one line with a line of = or - below it is a heading."""
    following = reader.line(at + 1)
    if following and lines.UNDERLINE.fullmatch(following):
        return Shape.HEADING, at + 2
    end = at + 1
    while (line := reader.line(end)) is not None and line.strip() and not _interrupts(reader, end, line):
        end += 1
    return Shape.TEXT, end


def _end_of_fence(reader: Reader, at: int, first: str) -> int:
    opened = lines.FENCE.fullmatch(first)
    mark = opened[1] if opened else "```"
    end = at + 1
    while (line := reader.line(end)) is not None:
        end += 1
        bare = line.strip()
        if bare.startswith(mark) and not bare.strip(mark[0]) and lines.indent_of(line) < 4:
            return end
    return _without_blanks(reader, end)


def _end_of_quote(reader: Reader, at: int) -> int:
    end = at + 1
    has_text = True
    while (line := reader.line(end)) is not None and line.strip():
        quoted = lines.QUOTE.match(line)
        if quoted:
            has_text = bool(line[quoted.end() :].strip())
        elif not has_text or lines.is_item(line) or _interrupts(reader, end, line):
            break
        end += 1
    return end


def _end_of_list(reader: Reader, at: int, first: str) -> int:
    is_number = lines.is_number(first)
    end = at + 1
    blank = False
    while (line := reader.line(end)) is not None:
        if not line.strip():
            blank = True
        elif not _goes_on(reader, end, line, is_number=is_number, after_blank=blank):
            break
        else:
            blank = False
        end += 1
    return _without_blanks(reader, end)


def _goes_on(reader: Reader, at: int, line: str, *, is_number: bool, after_blank: bool) -> bool:
    """Tell whether a line belongs to the list before it."""
    if lines.indent_of(line) >= 2:
        return True
    if lines.RULE.fullmatch(line):
        return False
    if lines.is_item(line) and lines.is_number(line) == is_number:
        return True
    return not after_blank and not _interrupts(reader, at, line)


def _end_of_indented(reader: Reader, at: int, columns: int) -> int:
    end = at + 1
    blank = False
    while (line := reader.line(end)) is not None:
        if not line.strip():
            blank = True
        elif lines.indent_of(line) < columns and (columns == 4 or blank or _interrupts(reader, end, line)):
            break
        else:
            blank = False
        end += 1
    return _without_blanks(reader, end)


def _end_of_table(reader: Reader, at: int) -> int:
    end = at + 2
    while (line := reader.line(end)) is not None and "|" in line and line.strip():
        end += 1
    return end


def _end_of_html(reader: Reader, at: int, first: str) -> int:
    is_comment = first.lstrip().startswith("<!--")
    end = at
    while (line := reader.line(end)) is not None:
        if is_comment and "-->" in line:
            return end + 1
        if not is_comment and not line.strip():
            break
        end += 1
    return _without_blanks(reader, end)


def _without_blanks(reader: Reader, end: int) -> int:
    while not (reader.line(end - 1) or "").strip():
        end -= 1
    return end
