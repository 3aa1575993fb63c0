"""Lays a comparison out as rows, with what stayed folded away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from newsletter_app.content.diff import Row
from newsletter_app.desktop.comparing.comparison import Comparison
from newsletter_app.i18n import _, ngettext

_NEAR = 1
"""So many lines that stayed are seen beside a change."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: a label, two lines side by side, or a fold with the rows it hides."""

    kind: Literal["label", "lines", "fold"]
    text: str = ""
    row: Row | None = None
    hidden: tuple["Shown", ...] = ()

    @property
    def is_change(self) -> bool:
        """Tell whether something differs here."""
        return self.row is not None and not self.row.is_same


def laid_out(comparison: Comparison) -> tuple[Shown, ...]:
    """Return the rows: the fields that differ, each below its name, then the text with its folds."""
    fields = [
        shown for field in comparison.fields for shown in (Shown("label", field.label), *_of(field.rows))
    ]
    text = list(_folded(_of(comparison.rows)))
    label = [Shown("label", _("Text"))] if fields and text else []
    return (*fields, *label, *text)


def in_words(shown: Shown) -> str:
    """Return a row as a screen reader tells it."""
    row = shown.row
    if row is None:
        return shown.text
    if row.is_same or row.old is None or row.new is None:
        line = row.old or row.new
        told = (
            _("Unchanged: {line}") if row.is_same else _("Removed: {line}") if row.old else _("Added: {line}")
        )
        return told.format(line=line.text if line else "")
    return _("Changed. Before: {old} After: {new}").format(old=row.old.text, new=row.new.text)


def _of(rows: Sequence[Row]) -> list[Shown]:
    """Return the rows as they are shown: an empty line is only where nothing else differs beside it."""
    return [
        Shown("lines", row=row)
        for place, row in enumerate(rows)
        if not _is_empty(row) or not (row.is_same or _has_change_beside(rows, place))
    ]


def _is_empty(row: Row) -> bool:
    return not any(line.text.strip() for line in (row.old, row.new) if line is not None)


def _has_change_beside(rows: Sequence[Row], place: int) -> bool:
    beside = (*rows[max(place - 1, 0) : place], *rows[place + 1 : place + 2])
    return any(not row.is_same and not _is_empty(row) for row in beside)


def _folded(rows: Sequence[Shown]) -> Iterator[Shown]:
    runs = [(is_change, tuple(run)) for is_change, run in groupby(rows, key=lambda shown: shown.is_change)]
    for number, (is_change, run) in enumerate(runs):
        if is_change:
            yield from run
        else:
            yield from _with_fold(run, before=number > 0, after=number < len(runs) - 1)


def _with_fold(run: tuple[Shown, ...], *, before: bool, after: bool) -> Iterator[Shown]:
    """Give rows that stayed, without those that no change is near."""
    first, last = _NEAR if before else 0, len(run) - (_NEAR if after else 0)
    hidden = run[first:last]
    if len(hidden) <= 1:
        yield from run
        return
    said = ngettext("{number} unchanged paragraph", "{number} unchanged paragraphs", len(hidden))
    yield from run[:first]
    yield Shown("fold", said.format(number=len(hidden)), hidden=hidden)
    yield from run[last:]
