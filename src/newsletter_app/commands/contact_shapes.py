"""Shapes what is answered about readers and their lists."""

from collections.abc import Iterable
from typing import Any

from newsletter_app.commands.shapes import moment
from newsletter_app.content.contact import Contact, Membership, ReaderList
from newsletter_app.mailing.columns import Column
from newsletter_app.mailing.import_preview import ImportPreview

LIST_COLUMNS = ("id", "people", "unsubscribed", "name")
PEOPLE_COLUMNS = ("id", "address", "first_name", "last_name", "unsubscribed")


def reader_list(of: ReaderList) -> dict[str, Any]:
    """Return a list with its counts."""
    return {
        "id": of.id,
        "kind": "list",
        "name": of.name,
        "list_id": of.list_id,
        "people": of.people,
        "unsubscribed": of.unsubscribed,
        "created": moment(of.created),
    }


def contact(person: Contact) -> dict[str, Any]:
    """Return a person, with the address."""
    return {
        "id": person.id,
        "kind": "contact",
        "address": person.address,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": person.language,
        "fields": dict(person.fields),
        "created": moment(person.created),
        "unsubscribed": moment(person.unsubscribed),
    }


def membership(of: Membership, names: dict[str, str]) -> dict[str, Any]:
    """Return on which list somebody is, and why; `names` are the lists' names by id."""
    return {
        "id": of.list,
        "name": names.get(of.list, ""),
        "joined": moment(of.joined),
        "ground": str(of.consent.ground),
        "wording": of.consent.wording,
        "given": moment(of.consent.given),
        "how": of.consent.how,
        "source": of.consent.source,
        "opt_out_offered": of.consent.opt_out_offered,
    }


def preview(of: ImportPreview) -> dict[str, Any]:
    """Return what a file would bring, in counts and line numbers."""
    return {
        "file": of.file,
        "columns": columns(of.columns),
        "people": len(of.people),
        "duplicates": list(of.duplicates),
        "faulty": of.faulty,
        "faults": [{"line": fault.line, "message": fault.sentence} for fault in of.faults],
    }


def columns(of: Iterable[Column]) -> list[dict[str, str]]:
    """Return the columns with what they become."""
    return [{"heading": column.heading, "becomes": column.becomes} for column in of]
