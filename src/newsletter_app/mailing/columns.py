"""Finds out what the columns of a list of readers hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsletter_app.errors import CannotImport, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.csv_reading import Row
from newsletter_app.mailing.headings import LONGEST_NAME, Meaning, field_name, meaning_of

_SHOWN = 10
_SHOWN_LETTERS = 40
_TITLES = 5
_OWN = frozenset(meaning.value for meaning in Meaning)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is brought in: its place from 0, its heading, and what it becomes.

    `becomes` is the name of a merge field, or one of those in Meaning.
    """

    place: int
    heading: str
    becomes: str

    @property
    def is_own_field(self) -> bool:
        """Tell whether it becomes a merge field of this list's own."""
        return self.becomes not in _OWN


def is_header(row: Row) -> bool:
    """Tell whether one of the cells is a heading of addresses."""
    return any(meaning_of(cell)[0] is Meaning.EMAIL for cell in row.cells)


def table_of(rows: Sequence[Row], name: str) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return the columns, with the rows below their headings; a title above them is passed over.

    Columns without a single cell are left out. Raises CannotImport where no column holds addresses.
    """
    place = next((place for place, row in enumerate(rows[:_TITLES]) if is_header(row)), None)
    if place is None or any(_filled(row) > 1 or _has_address(row) for row in rows[:place]):
        raise _no_addresses(rows, name)
    below = tuple(rows[place + 1 :])
    return _columns(rows[place], below), below


def _columns(header: Row, below: tuple[Row, ...]) -> tuple[Column, ...]:
    used = {place for row in below for place, cell in enumerate(row.cells) if cell.strip()}
    meanings = _meanings(header)
    columns: list[Column] = []
    taken = set(_OWN)
    for place, heading in enumerate(header.cells):
        if place in meanings:
            columns.append(Column(place, heading.strip(), meanings[place]))
        elif place in used:
            becomes = _unused(field_name(heading) or f"column_{place + 1}", taken)
            taken.add(becomes)
            columns.append(Column(place, heading.strip(), becomes))
    return tuple(columns)


def _meanings(header: Row) -> dict[int, str]:
    """Return the columns of a known meaning by place, for each meaning the surest, then the first."""
    best: dict[Meaning, tuple[int, int]] = {}
    for place, heading in enumerate(header.cells):
        meaning, rank = meaning_of(heading)
        if meaning is not Meaning.FIELD and (rank, place) < best.get(meaning, (rank + 1, 0)):
            best[meaning] = (rank, place)
    return {place: str(meaning) for meaning, (_rank, place) in best.items()}


def _unused(name: str, taken: set[str]) -> str:
    number, unused = 1, name
    while unused in taken:
        number += 1
        ending = f"_{number}"
        unused = name[: LONGEST_NAME - len(ending)] + ending
    return unused


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _has_address(row: Row) -> bool:
    return any("@" in cell for cell in row.cells)


def _no_addresses(rows: Sequence[Row], name: str) -> CannotImport:
    hint = _("Give the file a first line with headings such as email,first_name,last_name.")
    if rows and _has_address(rows[0]):
        return CannotImport(
            _("“{file}” has no line with headings: it begins with readers.").format(file=name),
            hint=hint,
            action=Open.READERS,
        )
    seen = [cell.strip()[:_SHOWN_LETTERS] for cell in rows[0].cells if cell.strip()] if rows else []
    columns = ", ".join(f"“{heading}”" for heading in seen[:_SHOWN])
    if len(seen) > _SHOWN:
        columns += ", …"
    return CannotImport(
        _("No column of “{file}” is called email; its columns are {columns}.").format(
            file=name, columns=columns
        ),
        hint=hint,
        action=Open.READERS,
    )
