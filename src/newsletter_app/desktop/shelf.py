"""What the desk needs from a library."""

from typing import Protocol, TypeVar

from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item
from newsletter_app.library.reasons import Reason

T = TypeVar("T", bound=Item, covariant=True)


class SavedItem(Protocol[T]):
    """The result of a write: the item as the library has it now, and which ids differ."""

    @property
    def item(self) -> T:
        """Return the item with its new record."""

    @property
    def changes(self) -> Changes:
        """Return which ids differ."""


class Shelf(Protocol):
    """Gives items out and takes them back; all raise the LibraryErrors of `library.items`."""

    def get(self, item_id: str, /) -> Item:
        """Return the item; raises Missing."""

    def save(self, item: Item, /, *, keep: bool, reason: Reason = Reason.SAVED) -> SavedItem[Item]:
        """Write a new version of the item, with `keep` also a revision for that reason; raises Conflict."""

    def begin(self, item: Item, /) -> SavedItem[Item]:
        """Write an item that was begun on the desk, under the id it has; raises Conflict."""

    def add(self, item: Item, /) -> SavedItem[Item]:
        """Write an item the library does not have yet."""
