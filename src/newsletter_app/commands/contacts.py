"""Looks after the readers."""

from pathlib import Path

import click

from newsletter_app.commands import (
    contact_edit,
    contact_export,
    contact_import,
    contact_lists,
    contact_shapes,
)
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.whom import whom
from newsletter_app.content.contact import Contact
from newsletter_app.i18n import _
from newsletter_app.library.readers import Erased
from newsletter_app.mailing.key_in_backup import key_in_backup
from newsletter_app.mailing.whoever import masked, named


@click.group("contacts", cls=Verbs)
def contacts() -> None:
    r"""Look after the readers and their lists.

    Addresses are shown only by list --list, show and export. WHO is an address or an id; - reads it from
    standard input, where it leaves no trace in the history of the shell.

    \b
    Examples:
      newsletter-app contacts import friends.csv --list Friends --consent "Yes, send me the newsletter"
      newsletter-app contacts list
      newsletter-app contacts unsubscribe -
    """


for _verb in (
    contact_import.import_,
    contact_export.export,
    contact_edit.add,
    contact_edit.edit,
    contact_edit.leave,
    contact_lists.lists,
    contact_lists.rename_list,
    contact_lists.delete_list,
):
    contacts.add_command(_verb)


@contacts.command("list")
@click.option("--list", "name", metavar="L", default=None, help=_("Show the people on this list."))
@click.pass_context
@pass_parts
def list_(parts: Parts, context: click.Context, name: str | None) -> None:
    """List the lists with their counts, or the people on one of them."""
    if name is None:
        context.invoke(contact_lists.lists)
        return
    readers = parts.to_read().readers
    of = readers.list_called(name)
    people = readers.people(of.id, count=readers.count(of.id))
    shown = [contact_shapes.contact(person) for person in people]
    parts.answer.many(shown, contact_shapes.PEOPLE_COLUMNS)


@contacts.command("show")
@click.argument("who")
@pass_parts
def show(parts: Parts, who: str) -> None:
    """Show a person, with their lists and what they agreed to."""
    readers = parts.to_read().readers
    person = named(readers, whom(who))
    names = {of.id: of.name for of in readers.lists()}
    on = [contact_shapes.membership(of, names) for of in readers.memberships(person.id)]
    shown = contact_shapes.contact(person)
    lines = [f"{key}: {value}" for key, value in shown.items() if key != "fields" and value]
    lines += [f"{name}: {value}" for name, value in person.fields]
    lines += [f"{of['name']}: {of['ground']}, {of['given']}: {of['wording']}" for of in on]
    parts.answer.one(shown | {"lists": on}, lines)


@contacts.command("unsubscribe")
@click.argument("who")
@pass_parts
def unsubscribe(parts: Parts, who: str) -> None:
    """Never write to somebody again, on whichever list they are."""
    readership = parts.readership(parts.to_read())
    person = readership.find(whom(who))
    readership.unsubscribe(person.id)
    parts.answer.one(_masked(person) | {"unsubscribed": True}, [f"{person.id}\t{masked(person)}"])
    parts.answer.note(_("They are not written to any more, and no import brings them back."))


@contacts.command("erase")
@click.argument("who")
@pass_parts
def erase(parts: Parts, who: str) -> None:
    """Delete everything that names somebody; only a hash stays, so that no import brings them back."""
    erased = parts.readership(parts.to_read()).erase(whom(who))
    shown = [{"id": id_, "title": title} for id_, title in erased.mentions]
    document = {
        "erased": True,
        "hash_stays": True,
        "mentions": shown,
        "elsewhere": list(erased.elsewhere),
        "remains": [str(file) for file in erased.remains],
    }
    lines = [_("Address, names, merge fields and consents were erased."), *_still_named(erased)]
    parts.answer.one(document, lines)
    parts.answer.note(
        _(
            "A hash of the address stays, from which nobody can read it: without it a later import would "
            "bring them back."
        )
    )
    parts.answer.note(
        _(
            "Backups made before still name them, and they leave again when one is taken back. Exported "
            "files and libraries in the folder aside name them too: delete those you do not need."
        )
    )


def _still_named(erased: Erased) -> list[str]:
    named = [
        _("“{title}” ({id}) names them in its text or in a kept revision: edit it.").format(
            title=title, id=id_
        )
        for id_, title in erased.mentions
    ]
    left = [
        _("{file} may still hold traces; close what else reads the library, then erase again.").format(
            file=file
        )
        for file in erased.remains
    ]
    return [*named, *erased.elsewhere, *left]


@contacts.command("restore-key")
@click.argument("file")
@pass_parts
def restore_key(parts: Parts, file: str) -> None:
    """Take from a backup of the library the key by which it knows who has unsubscribed."""
    key = parts.suppression_key(parts.to_read())
    key.put_back(key_in_backup(Path(file)))
    key.require()
    parts.answer.one({"file": file}, [_("The key is back; those who have unsubscribed are known again.")])


def _masked(person: Contact) -> dict[str, object]:
    return {"id": person.id, "kind": "contact", "address": masked(person)}
