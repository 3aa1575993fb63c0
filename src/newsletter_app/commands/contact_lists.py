"""Shows the lists of readers, renames or deletes one."""

import click

from newsletter_app.commands import contact_shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.content.contact import ReaderList
from newsletter_app.errors import NeedsConfirmation, Open
from newsletter_app.i18n import _, ngettext


@click.command("lists", cls=Verb)
@pass_parts
def lists(parts: Parts) -> None:
    """List the lists with their counts."""
    shown = [contact_shapes.reader_list(of) for of in parts.to_read().readers.lists()]
    parts.answer.many(shown, contact_shapes.LIST_COLUMNS)


@click.command("rename-list", cls=Verb)
@click.argument("name", metavar="L")
@click.argument("new", metavar="NAME")
@pass_parts
def rename_list(parts: Parts, name: str, new: str) -> None:
    """Give a list another name."""
    readers = parts.to_read().readers
    of = readers.list_called(name)
    readers.rename_list(of.id, new)
    _answer(parts, readers.list_called(of.id))


@click.command("delete-list", cls=Verb)
@click.argument("name", metavar="L")
@click.option("--force", is_flag=True, help=_("Delete it although there are people on it."))
@pass_parts
def delete_list(parts: Parts, name: str, *, force: bool) -> None:
    """Delete a list, with the people who are on no other."""
    readers = parts.to_read().readers
    of = readers.list_called(name)
    on_it = of.people + of.unsubscribed
    if on_it and not force:
        raise NeedsConfirmation(
            ngettext("{number} person is on “{list}”.", "{number} people are on “{list}”.", on_it).format(
                number=on_it, list=of.name
            ),
            hint=_("Who is on no other list goes with it, for good: say --force if that is meant."),
            action=Open.READERS,
        )
    readers.delete_list(of.id)
    _answer(parts, of)


def _answer(parts: Parts, of: ReaderList) -> None:
    parts.answer.one(contact_shapes.reader_list(of), [f"{of.id}\t{of.name}"])
