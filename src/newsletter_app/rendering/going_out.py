"""Tells which items the page of an item is made of."""

from typing import Protocol

from newsletter_app.content.items import Item, body_of
from newsletter_app.content.newsletter import Newsletter, TextEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import Missing
from newsletter_app.rendering.source import references


class Written(Protocol):
    """What is needed of `library.items`."""

    def get(self, item_id: str, /) -> Item:
        """Return an item. Raises Missing."""

    def snippet(self, name: str, /) -> Snippet:
        """Return the snippet of that name. Raises Missing."""


def going_out(item: Post | Newsletter, items: Written) -> tuple[str, ...]:
    """Return the ids of the item, of a newsletter's posts, of the snippets that any of them uses.

    What the library lacks, and what lies in the bin, goes nowhere.
    """
    shown = (item, *_posts(item, items))
    texts = [text for each in shown for text in _texts(each)]
    ids = [each.record.id for each in shown] + [each.record.id for each in _snippets(texts, items).values()]
    return tuple(dict.fromkeys(filter(None, ids)))


def _posts(item: Post | Newsletter, items: Written) -> tuple[Item, ...]:
    if not isinstance(item, Newsletter):
        return ()
    found = (each for post in item.posts for each in _found(items, post))
    return tuple(each for each in found if each.record.deleted is None)


def _found(items: Written, item_id: str) -> tuple[Item, ...]:
    try:
        return (items.get(item_id),)
    except Missing:
        return ()


def _texts(item: Item) -> tuple[str, ...]:
    own = [entry.body for entry in getattr(item, "entries", ()) if isinstance(entry, TextEntry)]
    return (body_of(item), *own)


def _snippets(texts: list[str], items: Written) -> dict[str, Snippet]:
    """Return the snippets by name, those that snippets use too."""
    found: dict[str, Snippet] = {}
    asked: set[str] = set()
    while texts:
        for name in references(texts.pop()).snippets:
            if name in asked:
                continue
            asked.add(name)
            try:
                found[name] = items.snippet(name)
            except Missing:
                continue
            texts.append(found[name].body)
    return found
