"""Puts together what the open item says on the screen."""

from collections.abc import Callable

from newsletter_app.content.items import Item

Seen = Callable[[Item], Item]
"""Returns the item with what a person wrote in a view since that view and the desk last agreed."""


class OnScreen:
    """Asks the views that are written in; where nothing went wrong they say what the desk says."""

    def __init__(self) -> None:
        self._views: list[Seen] = []

    def add(self, seen: Seen) -> None:
        """Ask this view too."""
        self._views.append(seen)

    def of(self, item: Item) -> Item:
        """Return the item as it stands on the screen."""
        for seen in self._views:
            item = seen(item)
        return item
