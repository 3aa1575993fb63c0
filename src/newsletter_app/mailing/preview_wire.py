"""Carries the preview of an import across the border of the worker, as JSON."""

from typing import Any

from newsletter_app.content.contact import Contact
from newsletter_app.mailing.columns import Column
from newsletter_app.mailing.import_preview import ImportPreview, LineFault, NewReader


def as_json(preview: ImportPreview) -> dict[str, Any]:
    """Return the preview as plain JSON values."""
    return {
        "file": preview.file,
        "columns": [[column.place, column.heading, column.becomes] for column in preview.columns],
        "people": [[reader.line, *_person(reader.contact)] for reader in preview.people],
        "duplicates": preview.duplicates,
        "faults": [[fault.line, fault.sentence] for fault in preview.faults],
        "faulty": preview.faulty,
    }


def preview_of(told: dict[str, Any]) -> ImportPreview:
    """Return the preview that `as_json` told of."""
    return ImportPreview(
        told["file"],
        tuple(Column(*column) for column in told["columns"]),
        tuple(NewReader(line, _contact(*person)) for line, *person in told["people"]),
        tuple(told["duplicates"]),
        tuple(LineFault(*fault) for fault in told["faults"]),
        told["faulty"],
    )


def _person(contact: Contact) -> tuple[Any, ...]:
    return contact.address, contact.first_name, contact.last_name, contact.language, contact.fields


def _contact(address: str, first: str, last: str, language: str, fields: list[list[str]]) -> Contact:
    return Contact(address, first, last, language, tuple((name, value) for name, value in fields))
