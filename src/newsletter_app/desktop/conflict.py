"""Settles that two people wrote at the same item, so that neither text is lost."""

from collections.abc import Callable
from dataclasses import replace

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.shelf import SavedItem, Shelf
from newsletter_app.i18n import _
from newsletter_app.library.reasons import Reason


def has_copies(item: Item) -> bool:
    """Tell whether an item can be in the library twice; a picture cannot, its bytes are what it is."""
    return not isinstance(item, Asset)


def keep_mine(shelf: Shelf, mine: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that adds what was written here as an item of its own.

    What is said of a picture goes over theirs, which stays as a revision below it.
    """

    def work() -> SavedItem[Item]:
        if has_copies(mine):
            return shelf.add(_as_copy(mine))
        theirs = shelf.save(shelf.get(mine.record.id), keep=True)
        return shelf.save(mine.with_record(theirs.item.record), keep=True)

    return work


def with_late_words(copy: Item, mine: Item, newest: Item) -> Item:
    """Return the copy of `mine` with what was typed while it was being made."""
    title = title_of(copy if title_of(newest) == title_of(mine) else newest)
    match newest:
        case Post():
            return replace(newest, record=copy.record, title=title)
        case Newsletter():
            return replace(newest, record=copy.record, title=title)
        case Snippet():
            return replace(newest, record=copy.record, name=title_of(copy))
    raise TypeError(newest)


def take_theirs(shelf: Shelf, mine: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that leaves the library's version in place, with `mine` as a revision below it."""

    def work() -> SavedItem[Item]:
        theirs = shelf.get(mine.record.id)
        below = shelf.save(mine.with_record(theirs.record), keep=True, reason=Reason.BEFORE_REVERT)
        return shelf.save(theirs.with_record(below.item.record), keep=True, reason=Reason.REVERTED)

    return work


def go_back(shelf: Shelf, mine: Item, before: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that saves `before` over `mine`, each as a revision, be it with a title or without."""

    def work() -> SavedItem[Item]:
        now = shelf.get(mine.record.id)
        below = shelf.save(mine.with_record(now.record), keep=True, reason=Reason.BEFORE_REVERT)
        return shelf.save(before.with_record(below.item.record), keep=True, reason=Reason.REVERTED)

    return work


def _as_copy(item: Item) -> Item:
    match item:
        case Snippet():
            return replace(item, name=f"{item.name[:54]}-mine", record=Record())
        case Post() | Newsletter():
            return replace(item, title=_("{title} (my version)").format(title=item.title), record=Record())
    raise TypeError(item)
