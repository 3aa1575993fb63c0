"""Reads the rows of a CSV file as the usual programs write it."""

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsletter_app.errors import CannotImport
from newsletter_app.i18n import _

MOST_LINES = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
_DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r'"?sep=([,;\t|:^~])"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_HEAD = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as they are written, and the line of the file it begins in, from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written in it."""
        return not any(cell.strip() for cell in self.cells)


def csv_rows(text: str, name: str, is_header: Callable[[Row], bool]) -> tuple[Row, ...]:
    """Return the rows that are not blank.

    The sign between the cells is the one that a line `sep=;` names (Excel), else the first of comma,
    semicolon, tab and bar by which one of the first rows is a header, else the one that parts most.
    Raises CannotImport, with the line, for what is no CSV or goes over the limits.
    """
    told = _SEP.match(text)
    if told:
        return tuple(_rows(text[told.end() :], name, told[1], above=1))
    return tuple(_rows(text, name, _delimiter(text, name, is_header)))


def _delimiter(text: str, name: str, is_header: Callable[[Row], bool]) -> str:
    heads = {sign: _head(text, name, sign) for sign in _DELIMITERS}
    found = next((sign for sign, rows in heads.items() if any(map(is_header, rows))), None)
    return found or max(heads, key=lambda sign: max((len(row.cells) for row in heads[sign]), default=0))


def _head(text: str, name: str, sign: str) -> list[Row]:
    """Return the first rows, as many as can be read."""
    rows: list[Row] = []
    with contextlib.suppress(CannotImport):
        rows.extend(itertools.islice(_parsed(text, name, sign), _HEAD))
    return rows


def _rows(text: str, name: str, sign: str, above: int = 0) -> Iterator[Row]:
    for row in _parsed(text, name, sign, above):
        _require_within_limits(row, name)
        if not row.is_blank:
            yield row


def _parsed(text: str, name: str, sign: str, above: int = 0) -> Iterator[Row]:
    """Yield every row, read strictly: a quotation mark without its twin must not swallow readers."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True, skipinitialspace=True)
    line = above + 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = above + reader.line_num + 1
    except csv.Error as error:
        raise _too_long(name, line) if "limit" in str(error) else _torn(name, line) from error


def _require_within_limits(row: Row, name: str) -> None:
    if row.line > MOST_LINES:
        raise CannotImport(
            _("“{file}” has more than {most} lines.").format(file=name, most=f"{MOST_LINES:,}"),
            hint=_("Divide it into several files."),
        )
    if len(row.cells) > MOST_COLUMNS:
        raise CannotImport(
            _("Line {line} of “{file}” has more than {most} columns.").format(
                line=row.line, file=name, most=MOST_COLUMNS
            ),
            hint=_("Keep only the columns that the newsletter needs."),
        )
    if any(len(cell) > LONGEST_CELL for cell in row.cells):
        raise _too_long(name, row.line)


def _too_long(name: str, line: int) -> CannotImport:
    return CannotImport(
        _("A cell in line {line} of “{file}” has more than {most} characters.").format(
            line=line, file=name, most=f"{LONGEST_CELL:,}"
        ),
        hint=_("See whether a quotation mark is missing there."),
    )


def _torn(name: str, line: int) -> CannotImport:
    return CannotImport(
        _("“{file}” cannot be read from line {line} on: a quotation mark has no twin.").format(
            file=name, line=line
        ),
        hint=_("Write a quotation mark inside of a cell twice, or save the list as CSV again."),
    )
