"""Holds the posts, newsletters, snippets and pictures of a library."""

from dataclasses import replace

from sqlalchemy import Connection, RowMapping, or_, select

from newsletter_app.content.asset import Asset
from newsletter_app.content.changes import Changes
from newsletter_app.content.ids import new_id
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.plain import without_control_characters
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library import listing, writing
from newsletter_app.library.admitting import admit
from newsletter_app.library.copying import copy_of
from newsletter_app.library.database import Database
from newsletter_app.library.finding import found_id
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.naming import first_slug, is_final, next_slug
from newsletter_app.library.once_more import once_more
from newsletter_app.library.query import Card, Counts, Query
from newsletter_app.library.reasons import GOING_BACK, Reason
from newsletter_app.library.revision_rows import keep_state, says_the_same
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.rows import row_of
from newsletter_app.library.saved import Saved, SomeItem
from newsletter_app.library.schema import item as table
from newsletter_app.library.seats import free_seat, seat_below, wanted_seat
from newsletter_app.library.tidying import tidy


class Items:
    """Everything a person wrote or put in; each write counts when it returns, and says which ids differ."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def get(self, item_id: str) -> Item:
        """Return the item of that id, be it in the bin or not. Raises Missing."""
        with self._database.reading() as connection:
            return item_of(_row(connection, item_id))

    def find(self, reference: str, kind: Kind | None = None, *, in_bin: bool = False) -> Item:
        """Return the item a person names: by id, by slug, by the beginning of its id (4 characters at least).

        Looks in the bin only where asked to. Raises Missing, or Ambiguous where several fit.
        """
        with self._database.reading() as connection:
            return item_of(_row(connection, found_id(connection, reference, kind, in_bin=in_bin)))

    def all(
        self, kind: Kind | None = None, status: Status | None = None, tag: str | None = None
    ) -> tuple[Item, ...]:
        """Return all items outside the bin that fit, newest first."""
        with self._database.reading() as connection:
            return listing.items(connection, Query(kind, status, tag or ""))

    def cards(self, query: Query, start: int = 0, count: int = 200) -> tuple[Card, ...]:
        """Return what a list shows of the items that fit, newest first, from place `start` (from 0) on."""
        with self._database.reading() as connection:
            return listing.cards(connection, query, start, count)

    def counts(self) -> Counts:
        """Count the items by kind and status."""
        with self._database.reading() as connection:
            return listing.counts(connection)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return each tag in use with how often, in the order of the alphabet."""
        with self._database.reading() as connection:
            return listing.tags(connection)

    def same_as(self, fingerprint: str) -> tuple[str, ...]:
        """Return the ids outside the bin of what says that now, or said it when it was imported."""
        same = or_(table.c.fingerprint == fingerprint, table.c.origin == fingerprint)
        wanted = select(table.c.id).where(same, table.c.deleted.is_(None)).order_by(table.c.seat.desc())
        with self._database.reading() as connection:
            return tuple(connection.execute(wanted).scalars()) if fingerprint else ()

    def snippet(self, name: str) -> Snippet:
        """Return the snippet a text calls by `name`. Raises Missing."""
        found = self.find(name, Kind.SNIPPET)
        if not isinstance(found, Snippet) or found.name != name:
            raise Missing(_("There is no snippet called “{name}”.").format(name=name))
        return found

    def add(self, item: SomeItem, *, origin: str = "", below: str = "") -> Saved[SomeItem]:
        """Take in a new item, as its revision 1; whatever its record says, it gets an id of its own.

        A slug in its record is kept where it is free. `origin` is the fingerprint of what was imported;
        `below` the id of the item it shall stand directly under in "newest first".
        Raises ContentError, Missing.
        """
        if isinstance(item, Asset):
            raise TypeError("a picture comes in through Assets.add, with its bytes")
        return self.insert(item, origin=origin, below=below)

    @once_more
    def insert(self, item: SomeItem, *, origin: str = "", below: str = "") -> Saved[SomeItem]:
        """Do what `add` does, for the parts of the library that have seen to the bytes of a picture."""
        fresh = tidy(item)
        admit(fresh, needs_title=True)
        reason = Reason.IMPORTED if origin else Reason.MADE
        with self._database.writing() as connection:
            recorded = replace(fresh, record=self._first_record(connection, fresh, below))
            frozen = is_final(fresh)
            return writing.insert_item(connection, recorded, reason, origin=origin, frozen=frozen)

    @once_more
    def begin(self, item: SomeItem) -> Saved[SomeItem]:
        """Take in an item that was begun outside the library, under the id it has, as its revision 1.

        It may lack a title, as an autosave may. Raises Conflict where the id is known, ContentError.
        """
        if isinstance(item, Asset):
            raise TypeError("a picture comes in through Assets.add, with its bytes")
        fresh = tidy(item)
        admit(fresh, needs_title=False)
        with self._database.writing() as connection:
            if row_of(connection, item.record.id) is not None:
                raise writing.conflict(item)
            record = replace(self._first_record(connection, fresh, below=""), id=item.record.id)
            recorded = replace(fresh, record=record)
            return writing.insert_item(connection, recorded, Reason.MADE, origin="", frozen=is_final(fresh))

    @once_more
    def save(self, item: SomeItem, *, keep: bool, reason: Reason = Reason.SAVED) -> Saved[SomeItem]:
        """Write an item over the version it started from; with `keep` as a revision where it says new things.

        An autosave (`keep` False) may lack a title, as may what is kept in going back. Raises Conflict where
        the library has another version, Missing where the item is unknown or in the bin, ContentError.
        """
        fresh = tidy(item)
        admit(fresh, needs_title=keep and reason not in GOING_BACK)
        with self._database.writing() as connection:
            row = _row(connection, item.record.id)
            before = item_of(row)
            _see_that_it_may_change(before, item)
            fresh = _with_its_own_bytes(fresh, before)
            keeps = keep and not says_the_same(connection, fresh.with_record(before.record), row["revision"])
            if not keeps and not writing.is_changed(fresh, before):
                return Saved(replace(fresh, record=before.record), Changes())
            return self._write(connection, fresh, row, reason if keeps else None)

    @once_more
    def duplicate(self, item_id: str) -> Saved[Item]:
        """Take in a copy of a post, newsletter or snippet, as a draft. Raises Missing, ContentError."""
        with self._database.writing():
            return self.add_copy(self.get(item_id))

    def add_copy(self, item: Item) -> Saved[Item]:
        """Take in a post, newsletter or snippet that says the same, as a draft. Raises ContentError."""
        with self._database.writing() as connection:
            return self.add(copy_of(item, self._names(connection)))

    def delete(self, item_id: str) -> Changes:
        """Put an item into the bin; it keeps its id and its slug. Raises Missing."""
        return self._move(item_id, deleted=True)

    def undelete(self, item_id: str) -> Changes:
        """Take an item out of the bin, as it was. Raises Missing."""
        return self._move(item_id, deleted=False)

    def _move(self, item_id: str, *, deleted: bool) -> Changes:
        with self._database.writing() as connection:
            before = item_of(_row(connection, item_id))
            if (before.record.deleted is not None) == deleted:
                return Changes()
            moment = micros(self._now()) if deleted else None
            writing.move_item(connection, before, moment)
            return Changes.of(before.kind, item_id)

    def _write(
        self, connection: Connection, item: SomeItem, row: RowMapping, reason: Reason | None
    ) -> Saved[SomeItem]:
        before = item_of(row)
        frozen = bool(row["slug_frozen"])
        record = replace(
            before.record,
            slug=next_slug(connection, item, before, is_frozen=frozen),
            version=before.record.version + 1,
            revision=before.record.revision + (reason is not None),
            modified=self._now(),
            seat=_next_seat(connection, item, before),
        )
        recorded = replace(item, record=record)
        writing.update_item(connection, recorded, row, frozen=frozen or is_final(item))
        if reason is not None:
            keep_state(connection, recorded, reason)
        return writing.saved(recorded)

    def _first_record(self, connection: Connection, item: Item, below: str) -> Record:
        moment = self._now()
        if below:
            seat = seat_below(connection, _row(connection, below)["seat"])
        else:
            seat = free_seat(connection, wanted_seat(getattr(item, "date", None), moment))
        slug = first_slug(connection, item)
        return Record(
            id=new_id(), slug=slug, version=1, revision=1, created=moment, modified=moment, seat=seat
        )

    def _names(self, connection: Connection) -> frozenset[str]:
        names = select(table.c.slug).where(table.c.kind == str(Kind.SNIPPET))
        return frozenset(connection.execute(names).scalars())


def _row(connection: Connection, item_id: str) -> RowMapping:
    row = row_of(connection, without_control_characters(item_id))
    if row is None:
        raise Missing(
            _("There is no item with the id “{id}”.").format(id=item_id),
            hint=_("The list shows what is there."),
        )
    return row


def _see_that_it_may_change(before: Item, item: Item) -> None:
    if before.record.version != item.record.version or before.kind != item.kind:
        raise writing.conflict(before)
    if before.record.deleted is not None:
        raise Missing(
            _("“{title}” is in the bin.").format(title=title_of(before)),
            hint=_("Take it out of the bin to change it."),
        )


def _next_seat(connection: Connection, item: Item, before: Item) -> int:
    date = getattr(item, "date", None)
    if date == getattr(before, "date", None):
        return before.record.seat
    return free_seat(connection, wanted_seat(date, before.record.created))


def _with_its_own_bytes(item: SomeItem, before: Item) -> SomeItem:
    """Return the item; of a picture all that its bytes decide is taken from the library."""
    if not (isinstance(item, Asset) and isinstance(before, Asset)):
        return item
    return replace(
        item,
        sha256=before.sha256,
        suffix=before.suffix,
        width=before.width,
        height=before.height,
        size=before.size,
    )
