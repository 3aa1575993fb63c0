"""Settles that two people wrote at the same item, so that neither text is lost."""

from collections.abc import Callable
from dataclasses import replace

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.shelf import SavedItem, Shelf
from newsletter_app.i18n import _
from newsletter_app.library.reasons import Reason


def copy_mine(shelf: Shelf, mine: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that adds what was written here as an item of its own."""

    def work() -> SavedItem[Item]:
        return shelf.add(_as_copy(mine))

    return work


def take_theirs(shelf: Shelf, mine: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that leaves the library's version in place, with `mine` as a revision below it."""

    def work() -> SavedItem[Item]:
        theirs = shelf.get(mine.record.id)
        below = shelf.save(mine.with_record(theirs.record), keep=True)
        return shelf.save(theirs.with_record(below.item.record), keep=True)

    return work


def go_back(shelf: Shelf, mine: Item, before: Item) -> Callable[[], SavedItem[Item]]:
    """Return the work that saves `before` over `mine`, each as a revision where it has a title."""

    def work() -> SavedItem[Item]:
        now = shelf.get(mine.record.id)
        below = shelf.save(mine.with_record(now.record), keep=_has_title(mine))
        record = below.item.record
        return shelf.save(before.with_record(record), keep=_has_title(before), reason=Reason.REVERTED)

    return work


def _has_title(item: Item) -> bool:
    return bool(title_of(item).strip())


def _as_copy(item: Item) -> Item:
    match item:
        case Snippet():
            return replace(item, name=f"{item.name[:54]}-mine", record=Record())
        case Asset():
            return item.with_record(Record())
        case _:
            return replace(item, title=_("{title} (my version)").format(title=item.title), record=Record())
