"""Gives each item a slug that no other of its kind has."""

from sqlalchemy import Connection, select

from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.slugs import numbered, slug_of
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.library.schema import item as table

_FINAL = {Status.PUBLISHED, Status.SENT}


def is_final(item: Item) -> bool:
    """Tell whether the item stands somewhere under its slug, so that the slug must not change any more."""
    return getattr(item, "status", None) in _FINAL


def first_slug(connection: Connection, item: Item) -> str:
    """Return the slug of an item that is new: the one it brings along, else one after its title."""
    if isinstance(item, Snippet):
        return _snippet_slug(connection, item.name)
    return _free(connection, item.kind, slug_of(item.record.slug or title_of(item)))


def next_slug(connection: Connection, item: Item, before: Item, *, is_frozen: bool) -> str:
    """Return the slug an item has after a change of its title; a frozen one stays."""
    slug = before.record.slug
    if is_frozen or slug_of(title_of(item)) == slug_of(title_of(before)):
        return slug
    if isinstance(item, Snippet):
        return _snippet_slug(connection, item.name)
    return _free(connection, item.kind, slug_of(title_of(item)), but=slug)


def _snippet_slug(connection: Connection, name: str) -> str:
    """Return the name itself: texts call a snippet by it. Raises ContentError where another has it."""
    if _is_taken(connection, Kind.SNIPPET, name):
        raise ContentError(
            _("There is already a snippet called {name}.").format(name=name),
            hint=_("Choose another name; one in the bin keeps its name as well."),
        )
    return name


def _free(connection: Connection, kind: Kind, slug: str, *, but: str = "") -> str:
    """Return `slug`, or it with the lowest number from 2 that makes it unique."""
    candidate, number = slug, 1
    while candidate != but and _is_taken(connection, kind, candidate):
        number += 1
        candidate = numbered(slug, number)
    return candidate


def _is_taken(connection: Connection, kind: Kind, slug: str) -> bool:
    found = select(table.c.id).where(table.c.slug == slug, table.c.kind == str(kind))
    return connection.execute(found).first() is not None
