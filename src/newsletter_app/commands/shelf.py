"""Duplicates items, puts them into the bin or takes them out."""

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.content.items import Item, title_of
from newsletter_app.i18n import _


@click.command("duplicate", cls=Verb)
@click.argument("id_", metavar="ID")
@pass_parts
def duplicate(parts: Parts, id_: str) -> None:
    r"""Make a copy of an item, as a draft.

    \b
    Example:
      newsletter-app duplicate spring
    """
    items = parts.to_read().items
    _answer(parts, items.duplicate(items.find(id_).record.id).item)


@click.command("delete", cls=Verb)
@click.argument("id_", metavar="ID")
@pass_parts
def delete(parts: Parts, id_: str) -> None:
    r"""Put an item into the bin.

    \b
    Example:
      newsletter-app delete spring-meeting
    """
    items = parts.to_read().items
    item = items.find(id_)
    items.delete(item.record.id)
    _answer(parts, items.get(item.record.id))
    parts.answer.note(
        _("“{title}” is in the bin; take it out with: newsletter-app undelete {id}").format(
            title=title_of(item), id=item.record.id
        )
    )


@click.command("undelete", cls=Verb)
@click.argument("id_", metavar="ID")
@pass_parts
def undelete(parts: Parts, id_: str) -> None:
    r"""Take an item out of the bin.

    \b
    Example:
      newsletter-app undelete spring-meeting
    """
    items = parts.to_read().items
    item = items.find(id_, in_bin=True)
    items.undelete(item.record.id)
    _answer(parts, items.get(item.record.id))


def _answer(parts: Parts, item: Item) -> None:
    shown = shapes.whole(item) | {"deleted": shapes.moment(item.record.deleted)}
    parts.answer.one(shown, [shapes.line(item)])
