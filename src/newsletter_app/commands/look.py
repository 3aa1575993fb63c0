"""Looks at what the library holds."""

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.values import ANY_STATUS
from newsletter_app.content.items import body_of, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.library.query import Card, Query

_KINDS = {f"{kind}s": kind for kind in Kind}
_PAGE = 1_000


@click.command("list", cls=Verb)
@click.argument("kind", type=click.Choice(list(_KINDS)), required=False)
@click.option("--status", type=ANY_STATUS)
@click.option("--tag")
@pass_parts
def list_(parts: Parts, kind: str | None, status: str | None, tag: str | None) -> None:
    r"""List what is there, newest first.

    \b
    Examples:
      newsletter-app list
      newsletter-app list posts --status ready --tag events --json
    """
    items = parts.to_read().items.all(_KINDS[kind] if kind else None, Status(status) if status else None, tag)
    parts.answer.many([shapes.summary(item) for item in items], shapes.COLUMNS)


@click.command("search", cls=Verb)
@click.argument("words", nargs=-1, required=True)
@pass_parts
def search(parts: Parts, words: tuple[str, ...]) -> None:
    r"""Search for the beginnings of WORDS, newest first; case and accents do not matter.

    \b
    Example:
      newsletter-app search learn allian
    """
    items = parts.to_read().items
    query = Query(words=" ".join(words))
    found: list[Card] = []
    while len(page := items.cards(query, len(found), _PAGE)):
        found += page
    parts.answer.many([shapes.summary(items.get(card.id)) for card in found], shapes.COLUMNS)


@click.command("show", cls=Verb)
@click.argument("id_", metavar="ID")
@pass_parts
def show(parts: Parts, id_: str) -> None:
    r"""Show an item: what is known about it, then its text.

    \b
    Example:
      newsletter-app show spring-meeting --json
    """
    item = parts.to_read().items.find(id_)
    told = shapes.summary(item) | {"title": title_of(item)}
    lines = [
        f"{name}: {shapes.in_words(value)}" for name, value in told.items() if value not in ("", None, [], {})
    ]
    parts.answer.one(shapes.whole(item), [*lines, "", body_of(item)])
