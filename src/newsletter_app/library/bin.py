"""Holds what was deleted until somebody lets it go."""

from collections.abc import Collection, Iterable
from functools import reduce

from sqlalchemy import Connection, delete, func, select

from newsletter_app.content.asset import Asset
from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item, title_of
from newsletter_app.errors import NotNow
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backups import Backups
from newsletter_app.library.database import Database
from newsletter_app.library.days_of_use import DAY, days_of_use
from newsletter_app.library.items import Items
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.pictures_in_use import PicturesInUse
from newsletter_app.library.schema import binned
from newsletter_app.library.schema import item as table
from newsletter_app.library.word_index import take_out

DAYS = 30
"""What was deleted has its time after so many days on which the library was used."""

_SIZE = select(func.count()).where(table.c.deleted.is_not(None))


class Bin:
    """What was deleted is here, with its revisions, as long as nobody drops it; nothing goes by itself."""

    def __init__(self, database: Database, items: Items, backups: Backups, now: Clock) -> None:
        self._database = database
        self._items = items
        self._backups = backups
        self._now = now

    def newest(self) -> Item | None:
        """Return what was deleted last, whatever the clock said then; None where the bin is empty."""
        in_order = select(table.c.id).join(binned, binned.c.item == table.c.id, isouter=True)
        last = in_order.where(table.c.deleted.is_not(None)).order_by(binned.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            found = connection.execute(last).scalar()
        return None if found is None else self._items.get(found)

    def size(self) -> int:
        """Return how many items lie in it."""
        with self._database.reading() as connection:
            return connection.execute(_SIZE).scalar_one()

    def look_at(self, item_id: str) -> tuple[Item, bool]:
        """Return an item, and whether it is a picture that something outside the bin uses. Raises Missing."""
        item = self._items.get(item_id)
        with self._database.reading() as connection:
            return item, not self._without_used_pictures(connection, [item_id])

    def had_their_time(self) -> tuple[str, ...]:
        """Return the ids of what was deleted 30 days of use ago, which no clock that jumps makes pass.

        The stamp must lie as far from now as well, ahead or behind. A picture that something outside the bin
        uses is not among them.
        """
        far = func.abs(table.c.deleted - micros(self._now())) >= DAYS * DAY
        with self._database.reading() as connection:
            used = binned.c.days <= days_of_use(connection) - DAYS
            wanted = select(table.c.id).join(binned, binned.c.item == table.c.id).where(far, used)
            return self._without_used_pictures(connection, connection.execute(wanted).scalars().all())

    def empty(self) -> Changes:
        """Let go of all that lies in it, after a backup; pictures that something outside it uses stay.

        Raises LibraryError, also where the backup cannot be made.
        """
        self._backups.take(BackupReason.EMPTYING)
        with self._database.writing() as connection:
            every = connection.execute(select(table.c.id).where(table.c.deleted.is_not(None))).scalars()
            return self.drop(self._without_used_pictures(connection, every.all()))

    def drop(self, item_ids: Iterable[str]) -> Changes:
        """Let go of items for good, with their revisions, tags and words in the index.

        The file of a picture goes when the library is compacted; what was sent stays in its sending. Raises
        Missing, NotNow for what is not in the bin.
        """
        with self._database.writing() as connection:
            dropped = [self._drop(connection, item_id) for item_id in item_ids]
        return reduce(Changes.__or__, dropped, Changes())

    def _drop(self, connection: Connection, item_id: str) -> Changes:
        item = self._items.get(item_id)
        if item.record.deleted is None:
            raise NotNow(
                _("“{title}” is not in the bin.").format(title=title_of(item)),
                hint=_("Only what lies there can be deleted for good."),
            )
        take_out(connection, item.record.seat)
        connection.execute(delete(table).where(table.c.id == item_id))
        return Changes.of(item.kind, item_id)

    def _without_used_pictures(self, connection: Connection, item_ids: Collection[str]) -> tuple[str, ...]:
        items = [self._items.get(item_id) for item_id in item_ids]
        if not any(isinstance(item, Asset) for item in items):
            return tuple(item_ids)
        used = PicturesInUse(connection)
        return tuple(
            item.record.id for item in items if not (isinstance(item, Asset) and item.sha256 in used)
        )
