"""Writes a list of readers as CSV."""

import csv
import io
from collections.abc import Iterable

from newsletter_app.content.contact import Contact
from newsletter_app.mailing.formulas import disarmed

_OWN = ("email", "first_name", "last_name", "language")


def csv_of(people: Iterable[Contact]) -> bytes:
    """Return the people as a file that every spreadsheet opens right, and that our own import reads back.

    UTF-8 with its mark, commas, every cell quoted, formulas disarmed.
    """
    contacts = tuple(people)
    fields = sorted({name for contact in contacts for name, _value in contact.fields})
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*_OWN, *fields])
    for contact in contacts:
        writer.writerow([disarmed(cell) for cell in _cells(contact, fields)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(contact: Contact, fields: list[str]) -> list[str]:
    values = dict(contact.fields)
    own = [contact.address, contact.first_name, contact.last_name, contact.language]
    return [*own, *(values.get(name, "") for name in fields)]
