"""Reads the readers of a CSV file, in this process or in the worker."""

import base64
import re
from collections.abc import Callable, Mapping, Sequence

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.contact import Contact
from newsletter_app.errors import CannotImport
from newsletter_app.i18n import _
from newsletter_app.mailing.address_words import in_words
from newsletter_app.mailing.columns import Column, is_header, table_of
from newsletter_app.mailing.csv_reading import Row, csv_rows
from newsletter_app.mailing.csv_text import csv_text
from newsletter_app.mailing.formulas import armed_again, is_disarmed
from newsletter_app.mailing.import_preview import ImportPreview, LineFault, NewReader
from newsletter_app.mailing.languages import language_tag
from newsletter_app.mailing.preview_wire import preview_of
from newsletter_app.worker import IMPORT_ITEM, Worker

ReadReaders = Callable[[bytes, str], ImportPreview]

_MOST_FAULTS = 1_000
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")


def read_here(data: bytes, name: str) -> ImportPreview:
    """Return what the file called `name` holds. Raises CannotImport."""
    columns, rows = table_of(csv_rows(csv_text(data, name), name, is_header), name)
    if not rows:
        raise CannotImport(
            _("“{file}” has headings, but no reader below them.").format(file=name),
            hint=_("Choose a file with a line for each reader."),
        )
    return _Reading(columns).preview(rows, name)


class ReadInWorker:
    """Reads in the worker, which is ended when a file asks too much of it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def __call__(self, data: bytes, name: str) -> ImportPreview:
        """Return what the file called `name` holds. Raises CannotImport, OverLimit."""
        request = {"name": name, "data": base64.b64encode(data).decode()}
        return preview_of(self._worker.call("readers", request, IMPORT_ITEM))


class _FaultyLine(Exception):
    """A line that cannot be brought in."""


class _Reading:
    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._own = sorted(column.becomes for column in columns if column.is_own_field)
        self._width = max(column.place for column in columns) + 1
        self._blank = ("",) * self._width
        self._known: set[str] = set()
        self._people: list[NewReader] = []
        self._duplicates: list[int] = []
        self._faults: list[LineFault] = []

    def preview(self, rows: Sequence[Row], name: str) -> ImportPreview:
        for row in rows:
            try:
                self._take(row)
            except NotAnAddress as error:
                self._faults.append(LineFault(row.line, in_words(error.fault)))
            except _FaultyLine as error:
                self._faults.append(LineFault(row.line, str(error)))
        return ImportPreview(
            name,
            self._columns,
            tuple(self._people),
            tuple(self._duplicates),
            tuple(self._faults[:_MOST_FAULTS]),
            len(self._faults),
        )

    def _take(self, row: Row) -> None:
        values = self._values(row)
        if values.get("left"):
            raise _FaultyLine(_("It says that this reader has unsubscribed, so they may not be written to."))
        address = parse_address(values["email"])
        if address.key in self._known:
            self._duplicates.append(row.line)
            return
        self._known.add(address.key)
        self._people.append(NewReader(row.line, _contact(address.text, values, self._own)))

    def _values(self, row: Row) -> dict[str, str]:
        if any(map(str.strip, row.cells[self._width :])):
            raise _FaultyLine(_("It has more cells than there are headings; a sign may lack its quotes."))
        cells = row.cells if len(row.cells) >= self._width else row.cells + self._blank
        return {column.becomes: _value(cells[column.place]) for column in self._columns}


def _value(cell: str) -> str:
    plain = cell if cell.isprintable() else _CONTROLS.sub("", cell)
    return armed_again(plain) if is_disarmed(plain) else plain.strip()


def _contact(address: str, values: Mapping[str, str], own: Sequence[str]) -> Contact:
    first, last = values.get("first_name", ""), values.get("last_name", "")
    if not first and not last:
        first, last = _parted(values.get("name", ""))
    fields = tuple((name, values[name]) for name in own if values[name])
    return Contact(address, first, last, _language(values.get("language", "")), fields)


def _parted(name: str) -> tuple[str, str]:
    """Return a whole name as first name and the rest; both together are the name again."""
    first, _blank, last = name.partition(" ")
    return first, last


def _language(written: str) -> str:
    tag = language_tag(written)
    if tag is None:
        raise _FaultyLine(_("Its language is none that is known; write it as en, cy or de."))
    return tag
