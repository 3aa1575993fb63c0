"""Holds the kept states of items."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library.database import Database
from newsletter_app.library.items import Items
from newsletter_app.library.moments import moment_of
from newsletter_app.library.naming import is_final
from newsletter_app.library.once_more import once_more
from newsletter_app.library.reasons import LASTING, Reason
from newsletter_app.library.revision_rows import keep_state, note_use, says_the_same, state
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.rows import row_of
from newsletter_app.library.saved import Saved
from newsletter_app.library.schema import item as item_table
from newsletter_app.library.schema import revision, revision_use

_LISTED = 40


@dataclass(frozen=True, slots=True)
class Revision:
    """A kept state: its number (from 1), when and why it was kept, its title and the words of its body.

    `uses` are what became of it since, as that it was exported.
    """

    number: int
    kept: datetime
    title: str
    words: int
    reason: Reason
    uses: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return why it was kept, then what became of it."""
        return tuple(dict.fromkeys((self.reason, *self.uses)))


class Revisions:
    """Lets a person look at what an item said, then go back to it."""

    def __init__(self, database: Database, items: Items) -> None:
        self._database = database
        self._items = items

    def of(self, item_id: str) -> tuple[Revision, ...]:
        """Return the kept states of an item, newest first; numbers may lack. Raises Missing."""
        self._items.get(item_id)
        columns = (revision.c[name] for name in ("number", "kept", "title", "words", "reason"))
        wanted = select(*columns).where(revision.c.item == item_id).order_by(revision.c.number.desc())
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
            uses = _uses(connection, item_id)
        return tuple(
            Revision(n, moment_of(kept), title, words, Reason(why), uses.get(n, ()))
            for n, kept, title, words, why in rows
        )

    def at(self, item_id: str, number: int) -> Item:
        """Return what the item said then, with the record it has now. Raises Missing."""
        now = self._items.get(item_id)
        with self._database.reading() as connection:
            then = state(connection, item_id, now.kind, number)
        if then is None:
            raise self._no_state(now, number)
        return then.with_record(now.record)

    def keep(self, item_ids: Iterable[str], reason: Reason) -> None:
        """Keep what each item says now as a revision, where the newest one does not say so already.

        That it was exported or sent is written down of the newest one all the same. Its version stays, for
        it says nothing else than before. Raises Missing, and what a write raises where there is one to do.
        """
        wanted = tuple(dict.fromkeys(item_ids))
        with self._database.reading() as connection:
            is_done = all(_is_kept(connection, self._items.get(each), reason) for each in wanted)
        if is_done:
            return
        with self._database.writing() as connection:
            for each in wanted:
                self._keep(connection, each, reason)

    @once_more
    def revert(self, item_id: str, number: int) -> Saved[Item]:
        """Make the item say again what it said then, as a new revision; what it says now is kept before.

        What was published or sent stays so: that has happened, whatever the text says now. Raises Missing.
        """
        with self._database.writing() as connection:
            then = _still_out(self.at(item_id, number), self._items.get(item_id))
            note_use(connection, item_id, number, Reason.SOURCE)  # first, so that nothing thins it out
            self._keep(connection, item_id, Reason.BEFORE_REVERT)
            return self._items.save(then, keep=True, reason=Reason.REVERTED)

    def copy(self, item_id: str, number: int) -> Saved[Item]:
        """Take in a new item that says what this one said then, as a draft. Raises Missing, ContentError."""
        return self._items.add_copy(self.at(item_id, number))

    def _keep(self, connection: Connection, item_id: str, reason: Reason) -> None:
        row = row_of(connection, item_id)
        now = self._items.get(item_id) if row is None else item_of(row)
        if says_the_same(connection, now, now.record.revision):
            if reason in LASTING:
                note_use(connection, item_id, now.record.revision, reason)
            return
        number = now.record.revision + 1
        connection.execute(update(item_table).where(item_table.c.id == item_id).values(revision=number))
        keep_state(connection, now.with_record(replace(now.record, revision=number)), reason)

    def _no_state(self, now: Item, number: int) -> Missing:
        said = _("There is no revision {number} of it.")
        if 0 < number < now.record.revision:
            said = _("Revision {number} of it is no longer there: of old ones only some are kept.")
        there = [str(each.number) for each in reversed(self.of(now.record.id))]
        return Missing(
            said.format(number=number),
            hint=_("There are: {numbers}.").format(numbers=", ".join(there[-_LISTED:])),
        )


def _uses(connection: Connection, item_id: str) -> dict[int, tuple[Reason, ...]]:
    found: dict[int, tuple[Reason, ...]] = {}
    wanted = select(revision_use.c.number, revision_use.c.reason).where(revision_use.c.item == item_id)
    for number, reason in connection.execute(wanted):
        found[number] = (*found.get(number, ()), Reason(reason))
    return found


def _is_kept(connection: Connection, item: Item, reason: Reason) -> bool:
    """Tell whether there is nothing to write about it."""
    number = item.record.revision
    if not says_the_same(connection, item, number):
        return False
    return reason not in LASTING or reason in _uses(connection, item.record.id).get(number, ())


def _still_out(then: Item, now: Item) -> Item:
    if not is_final(now):
        return then
    if isinstance(then, Post) and isinstance(now, Post):
        return replace(then, status=now.status, published_at=now.published_at)
    if isinstance(then, Newsletter) and isinstance(now, Newsletter):
        return replace(then, status=now.status)
    return then
