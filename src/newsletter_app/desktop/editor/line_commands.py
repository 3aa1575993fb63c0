"""Makes lines headings, lists or quotes."""

import re
from collections.abc import Callable

from newsletter_app.desktop.editor.edit import Command, Edit, Selection, lines_of

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+]|(?P<number>\d{1,9})[.)])(?P<gap>[ \t]+)")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+")
_NUMBER = re.compile(r"([ \t]*)\d{1,9}[.)][ \t]+")
_QUOTE = re.compile(r"(?P<mark>(?:[ \t]*>[ \t]?)+)")

Lines = list[str]


def heading(level: int) -> Command:
    """Return the command that makes lines headings of `level`, or plain lines where all are."""
    return _on_lines(lambda lines: _with_headings(lines, "#" * level + " "))


def bullets(text: str, selection: Selection) -> Edit:
    """Make each line with words an item of a list, or plain lines where all are."""
    return _on_lines(_with_bullets)(text, selection)


def numbers(text: str, selection: Selection) -> Edit:
    """Make each line with words an item of a numbered list, or plain lines where all are."""
    return _on_lines(_with_numbers)(text, selection)


def quote(text: str, selection: Selection) -> Edit:
    """Make the lines a quote, or plain lines where all are."""
    return _on_lines(_with_quotes)(text, selection)


def indent(text: str, selection: Selection) -> Edit:
    """Move the items of a list one level in."""
    return _on_lines(lambda lines: [_step(line) + line if line.strip() else line for line in lines])(
        text, selection
    )


def outdent(text: str, selection: Selection) -> Edit:
    """Move the items of a list one level out."""
    return _on_lines(lambda lines: [line.removeprefix(_least(line)) for line in lines])(text, selection)


def is_item(line: str) -> bool:
    """Tell whether a line is an item of a list."""
    return _ITEM.match(line) is not None


def continues(line: str) -> bool:
    """Tell whether Enter in this line does more than end it."""
    return is_item(line) or _QUOTE.match(line) is not None


def new_line(text: str, selection: Selection) -> Edit:
    """End the line; in a list or quote go on with the next item, and after an empty item leave it.

    An empty line is left behind then, since the next words would belong to the last item without it.
    """
    start, end = lines_of(text, selection)
    line = text[start:end]
    mark = _continued(line)
    written = _length_of_mark(line)
    if not mark or selection.start - start < written:
        return _put(selection, "\n")
    if line[written:].strip():
        return _put(selection, "\n" + mark)
    return Edit(start, end, "\n", Selection(start + 1, start + 1))


def _put(selection: Selection, put: str) -> Edit:
    caret = selection.start + len(put)
    return Edit(selection.start, selection.end, put, Selection(caret, caret))


def _length_of_mark(line: str) -> int:
    quoted = _QUOTE.match(line)
    at = quoted.end() if quoted else 0
    item = _ITEM.match(line, at)
    return item.end() if item else at


def _continued(line: str) -> str:
    quoted = _QUOTE.match(line)
    begin = quoted["mark"] if quoted else ""
    item = _ITEM.match(line, len(begin))
    if item is None:
        return begin
    number = item["number"]
    marker = item["marker"] if number is None else f"{int(number) + 1}{item['marker'][-1]}"
    return f"{begin}{item['indent']}{marker}{item['gap']}"


def _on_lines(change: Callable[[Lines], Lines]) -> Command:
    def command(text: str, selection: Selection) -> Edit:
        start, end = lines_of(text, selection)
        old = text[start:end].split("\n")
        new = change(old)
        put = "\n".join(new)
        if selection.is_caret:
            caret = max(start, selection.start + len(new[0]) - len(old[0]))
            return Edit(start, end, put, Selection(caret, caret))
        return Edit(start, end, put, Selection(start, start + len(put)))

    return command


def _with_headings(lines: Lines, mark: str) -> Lines:
    wanted = [line for line in lines if line.strip()] or lines
    if all(line.startswith(mark) for line in wanted):
        return [line.removeprefix(mark) for line in lines]
    return [mark + _HEADING.sub("", line, count=1) if line in wanted else line for line in lines]


def _with_bullets(lines: Lines) -> Lines:
    wanted = [line for line in lines if line.strip()]
    if wanted and all(_BULLET.match(line) for line in wanted):
        return [_BULLET.sub(r"\1", line, count=1) for line in lines]
    return [_with_marker(line, "- ") if line.strip() or len(lines) == 1 else line for line in lines]


def _with_numbers(lines: Lines) -> Lines:
    wanted = [line for line in lines if line.strip()]
    if wanted and all(_NUMBER.match(line) for line in wanted):
        return [_NUMBER.sub(r"\1", line, count=1) for line in lines]
    done, number = [], 0
    for line in lines:
        number += bool(line.strip()) or len(lines) == 1
        done.append(_with_marker(line, f"{number}. ") if line.strip() or len(lines) == 1 else line)
    return done


def _with_marker(line: str, marker: str) -> str:
    item = _ITEM.match(line)
    space = len(line) - len(line.lstrip(" \t"))
    begin = item["indent"] if item else line[:space]
    return begin + marker + line[item.end() if item else space :]


def _with_quotes(lines: Lines) -> Lines:
    if all(line.startswith(">") for line in lines):
        return [line[2:] if line.startswith("> ") else line[1:] for line in lines]
    return [f"> {line}" if line.strip() else ">" for line in lines]


def _step(line: str) -> str:
    return " " * (3 if _NUMBER.match(line) else 2)


def _least(line: str) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return " " * min(spaces, len(_step(line)))
