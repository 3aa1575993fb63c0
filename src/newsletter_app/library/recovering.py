"""Finds what was typed and never came into the library."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from newsletter_app.content.asset import Asset
from newsletter_app.content.ids import new_id
from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library.encoding import encoded
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_rows import Row
from newsletter_app.library.tidying import tidy

_LONGEST_NAME = 60


class Shelf(Protocol):
    """What is needed of `library.items`."""

    def get(self, item_id: str, /) -> Item:
        """Return an item, be it in the bin or not. Raises Missing."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Words that only the journal had.

    `before` is what the library says instead; None where they are of no item of the library: a post begun
    while it could not be written to, or a copy because somebody else saved a newer version (`is_copy`).
    """

    item: Item
    before: Item | None
    written: datetime
    is_copy: bool = False


def recover(journal: Journal, shelf: Shelf) -> tuple[Recovered, ...]:
    """Return the words that the library lacks, the latest last; none of them overwrites somebody else's.

    They stay in the journal until the library has them. What it has by now is forgotten.
    Raises JournalUnwritable, LibraryError.
    """
    found = (_recovered(journal, shelf, newest, sent) for newest, sent in _by_item(journal.rows()))
    return tuple(each for each in found if each is not None)


def _by_item(rows: Iterable[Row]) -> list[tuple[Row, Row | None]]:
    """Return the newest words of each item, with those that were on their way into the library."""
    newest: dict[str, Row] = {}
    sent: dict[str, Row] = {}
    for row in rows:
        newest.pop(row.id, None)
        newest[row.id] = row
        if row.is_sent:
            sent[row.id] = row
    return [(row, sent.get(item_id)) for item_id, row in newest.items()]


def _recovered(journal: Journal, shelf: Shelf, newest: Row, sent: Row | None) -> Recovered | None:
    try:
        theirs = shelf.get(newest.id)
    except Missing:
        return _begun(journal, newest)
    if _says_the_same(newest.item, theirs):
        journal.forget(newest.id)
        return None
    if theirs.record.deleted is not None:
        journal.note_binned(newest.id)
        return None
    if _is_ours(theirs, newest, sent):
        return Recovered(newest.item.with_record(theirs.record), theirs, newest.written)
    if isinstance(theirs, Asset):  # a picture cannot be there twice: a person decides whose words stay
        record = replace(theirs.record, version=newest.item.record.version)
        return Recovered(newest.item.with_record(record), theirs, newest.written)
    return _copied(journal, newest)


def _is_ours(theirs: Item, newest: Row, sent: Row | None) -> bool:
    """Tell whether the library still says what the words began with, or what was sent there before them."""
    if theirs.record.version == newest.item.record.version:
        return True
    return sent is not None and _says_the_same(sent.item, theirs)


def _begun(journal: Journal, row: Row) -> Recovered | None:
    """Return words of an item that the library does not have; none where its bin was emptied."""
    if row.was_binned or isinstance(
        row.item, Asset
    ):  # the bin was emptied; a picture is nothing without its bytes
        journal.forget(row.id)
        return None
    if not row.item.record.is_saved:
        return Recovered(row.item, None, row.written)
    return _kept_as(journal, row, row.item)


def _copied(journal: Journal, row: Row) -> Recovered:
    match row.item:
        case Snippet() as item:
            return _kept_as(journal, row, replace(item, name=_recovered_name(item.name)), is_copy=True)
        case Post() | Newsletter() as item:
            title = _("{title} (recovered)").format(title=item.title).strip()
            return _kept_as(journal, row, replace(item, title=title, status=Status.DRAFT), is_copy=True)
    raise TypeError(row.item)


def _recovered_name(name: str) -> str:
    end = f"-recovered-{new_id()[:4]}"
    return f"{name[: _LONGEST_NAME - len(end)]}{end}"


def _kept_as(journal: Journal, row: Row, item: Item, *, is_copy: bool = False) -> Recovered:
    fresh = item.with_record(Record(id=new_id()))
    journal.keep_as(row, fresh)
    return Recovered(fresh, None, row.written, is_copy)


def _says_the_same(ours: Item, theirs: Item) -> bool:
    """Tell whether the library would say just that after a save of ours."""
    return ours.kind is theirs.kind and encoded(tidy(ours)) == encoded(tidy(theirs))
