"""Adds a reader by hand, corrects what is known of one, takes one off a list."""

from dataclasses import replace
from typing import Any

import click

from newsletter_app.commands import contact_shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.values import language_of, pair_of
from newsletter_app.commands.whom import whom
from newsletter_app.content.contact import Consent, Contact
from newsletter_app.i18n import _
from newsletter_app.library.moments import utc_now
from newsletter_app.mailing.whoever import masked, named

_BY_HAND = "by hand"


@click.command("add", cls=Verb)
@click.argument("address")
@click.option("--list", "name", metavar="L", required=True)
@click.option("--consent", metavar="TEXT", required=True, help=_("The words that this reader agreed to."))
@click.option("--first-name", default="")
@click.option("--last-name", default="")
@click.option("--language", default="")
@pass_parts
def add(parts: Parts, /, address: str, name: str, consent: str, **names: Any) -> None:
    """Put one person onto a list that is there; - reads the address from standard input."""
    library = parts.to_read()
    basis = Consent(wording=consent, given=utc_now(), how=_BY_HAND)
    _require_language(names["language"])
    person = Contact(whom(address), **names)
    added = parts.readership(library).add(person, library.readers.list_called(name).id, basis)
    _answer(parts, added)


@click.command("edit", cls=Verb)
@click.argument("who")
@click.option("--address", help=_("The new address; - reads it from standard input."))
@click.option("--first-name")
@click.option("--last-name")
@click.option("--language")
@click.option("--field", "fields", metavar="K=V", multiple=True, help=_("A merge field; K= takes it away."))
@pass_parts
def edit(parts: Parts, /, who: str, fields: tuple[str, ...], **given: Any) -> None:
    """Correct what is known of a person; what is not named stays as it is."""
    library = parts.to_read()
    before = named(library.readers, whom(who))
    changed = {name: value for name, value in given.items() if value is not None}
    _require_language(changed.get("language", ""))
    if "address" in changed:
        changed["address"] = whom(changed["address"])
    known = dict(before.fields) | dict(pair_of(field, "--field") for field in fields)
    kept = tuple(sorted((name, value) for name, value in known.items() if value.strip()))
    parts.readership(library).save(replace(before, **changed, fields=kept), before)
    _answer(parts, library.readers.find(before.id))


@click.command("leave", cls=Verb)
@click.argument("who")
@click.option("--list", "name", metavar="L", required=True)
@pass_parts
def leave(parts: Parts, who: str, name: str) -> None:
    """Take a person off one list; unsubscribe keeps them from every list."""
    readers = parts.to_read().readers
    person = named(readers, whom(who))
    readers.leave(readers.list_called(name).id, person.id)
    _answer(parts, person)


def _require_language(tag: str) -> None:
    if tag:
        language_of(tag)


def _answer(parts: Parts, person: Contact) -> None:
    shown = contact_shapes.contact(person) | {"address": masked(person)}
    parts.answer.one(shown, [f"{person.id}\t{masked(person)}"])
