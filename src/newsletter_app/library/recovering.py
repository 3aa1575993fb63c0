"""Finds what was typed and never came into the library."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from newsletter_app.content.asset import Asset
from newsletter_app.content.ids import new_id
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import AppError, JournalUnwritable, Missing
from newsletter_app.i18n import _
from newsletter_app.library.encoding import encoded
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_rows import Row
from newsletter_app.library.tidying import tidy

_LONGEST_NAME = 60
Tell = Callable[[str], object]
"""Takes a sentence for the person."""


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


def _nobody(_sentence: str) -> None:
    """Tell it nobody."""


def recover(journal: Journal, shelf: Shelf, tell: Tell = _nobody) -> tuple[Recovered, ...]:
    """Return the words that the library lacks, the latest last; none of them overwrites somebody else's.

    They stay in the journal until the library has them. What it has by now is forgotten. Words that cannot be
    put back yet stay as well, and `tell` is given a sentence about each. Raises JournalUnwritable.
    """
    by_item = _by_item(journal.rows())
    newer = {row.id for row, _sent in by_item}
    found: list[Recovered] = []
    for newest, sent in by_item:
        if newest.is_passed_over and isinstance(newest.item, Asset) and newest.of in newer:
            continue  # a picture is there once: one state after the other
        try:
            each = _recovered(journal, shelf, newest, sent, tell)
        except AppError as error:
            tell(_kept_for_later(newest.item, error))
            continue
        if each is not None:
            journal.note_seen(each.item.record.id)
            found.append(each)
    return tuple(found)


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


def _recovered(journal: Journal, shelf: Shelf, newest: Row, sent: Row | None, tell: Tell) -> Recovered | None:
    try:
        theirs = shelf.get(newest.of)
    except Missing:
        return _begun(journal, newest)
    if _says_the_same(newest.item, theirs):
        _let_go(journal, newest)
        return None
    if theirs.record.deleted is not None:
        _leave_in_the_bin(journal, newest, tell)
        return None
    if isinstance(theirs, Asset):  # a picture cannot be there twice: a person decides whose words stay
        return _of_picture(journal, theirs, newest, sent)
    if newest.is_passed_over:
        return _copied(journal, newest)
    if _is_ours(theirs, newest, sent):
        return Recovered(newest.item.with_record(theirs.record), theirs, newest.written)
    return replace(_copied(journal, newest), is_copy=True)


def _let_go(journal: Journal, row: Row) -> None:
    """Forget words that the library has; where that fails they are compared once more at the next start."""
    journal.note_seen(row.id)
    with contextlib.suppress(JournalUnwritable):
        journal.forget(row.id)


def _leave_in_the_bin(journal: Journal, row: Row, tell: Tell) -> None:
    """Leave words to the item they belong to, and say so once."""
    with contextlib.suppress(JournalUnwritable):
        journal.note_binned(row.id)
    if not row.was_binned:
        tell(
            _(
                "“{title}” lies in the bin. What was typed in it last and not saved is kept: it is there "
                "when “{title}” is taken out and the library is opened again."
            ).format(title=title_of(row.item) or _("Without a title"))
        )


def _of_picture(journal: Journal, theirs: Asset, newest: Row, sent: Row | None) -> Recovered:
    is_ours = _is_ours(theirs, newest, sent)
    record = theirs.record if is_ours else replace(theirs.record, version=newest.item.record.version)
    item = newest.item.with_record(record)
    if newest.is_passed_over:
        journal.keep_as(newest, item)
    return Recovered(item, theirs, newest.written)


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
        _let_go(journal, row)
        return None
    if not (row.item.record.is_saved or row.is_passed_over):
        return Recovered(row.item, None, row.written)
    return _kept_as(journal, row, row.item)


def _copied(journal: Journal, row: Row) -> Recovered:
    match row.item:
        case Snippet() as item:
            return _kept_as(journal, row, replace(item, name=_recovered_name(item.name)))
        case Post() | Newsletter() as item:
            title = _("{title} (recovered)").format(title=item.title).strip()
            return _kept_as(journal, row, replace(item, title=title, status=Status.DRAFT))
    raise TypeError(row.item)


def _recovered_name(name: str) -> str:
    end = f"-recovered-{new_id()[:4]}"
    return f"{name[: _LONGEST_NAME - len(end)]}{end}"


def _kept_as(journal: Journal, row: Row, item: Item) -> Recovered:
    fresh = item.with_record(Record(id=new_id()))
    journal.keep_as(row, fresh)
    return Recovered(fresh, None, row.written)


def _kept_for_later(item: Item, error: AppError) -> str:
    return _(
        "What was typed last in “{title}” could not be put back. It is kept, and tried again at the next "
        "start. {reason}"
    ).format(title=title_of(item) or _("Without a title"), reason=error)


def _says_the_same(ours: Item, theirs: Item) -> bool:
    """Tell whether the library would say just that after a save of ours."""
    return ours.kind is theirs.kind and encoded(tidy(ours)) == encoded(tidy(theirs))
