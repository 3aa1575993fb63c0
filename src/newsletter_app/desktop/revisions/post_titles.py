"""Names the posts of a newsletter."""

from typing import Protocol

from newsletter_app.content.items import Item, title_of
from newsletter_app.errors import Missing
from newsletter_app.i18n import _


class Items(Protocol):
    """What is needed of `library.items`."""

    def get(self, item_id: str, /) -> Item:
        """Return an item. Raises Missing."""


class PostTitles:
    """Gives the title that a post has now by its id."""

    def __init__(self, items: Items) -> None:
        self._items = items

    def __call__(self, post: str) -> str:
        """Return the title; a post that is gone is told as that."""
        try:
            return title_of(self._items.get(post)) or _("Without a title")
        except Missing:
            return _("a post that is no longer there")
