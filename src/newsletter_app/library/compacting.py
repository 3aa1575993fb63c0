"""Takes out of a library what nobody needs any more."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from newsletter_app.content.changes import Changes
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.aside_pictures import named_aside
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backups import Backups
from newsletter_app.library.bin import Bin
from newsletter_app.library.database import Database
from newsletter_app.library.revision_rows import thin_out
from newsletter_app.library.room_taken import room_taken
from newsletter_app.library.schema import asset, revision
from newsletter_app.library.thinning import NEWEST
from newsletter_app.library.word_index import optimise

_OURS = re.compile(r"[0-9a-f]{64}\.[a-z]+")
"""The files of pictures; whatever else somebody put there stays."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many revisions, items from the bin and files of pictures went; `freed` bytes, `size` since.

    `why_pictures_stay` says in a sentence why none went though nobody may need them, "" where that is known.
    """

    revisions: int
    items: int
    pictures: int
    freed: int
    size: int
    changes: Changes
    why_pictures_stay: str = ""

    @property
    def in_words(self) -> str:
        """Return what went, in sentences."""
        gone = (
            ngettext("{n} old revision", "{n} old revisions", self.revisions).format(n=f"{self.revisions:,}"),
            ngettext("{n} item from the bin", "{n} items from the bin", self.items).format(
                n=f"{self.items:,}"
            ),
            ngettext("{n} picture", "{n} pictures", self.pictures).format(n=f"{self.pictures:,}"),
        )
        went = _("{revisions}, {items}, {pictures} went.").format(
            revisions=gone[0], items=gone[1], pictures=gone[2]
        )
        room = _("{freed} are free again; the library takes {size}.")
        room_words = room.format(freed=_size_words(self.freed), size=_size_words(self.size))
        return " ".join(filter(None, (went, self.why_pictures_stay, room_words)))


class Compacting:
    """Makes a library small: each step is done wholly or not at all, and none asks for the ones before."""

    def __init__(self, database: Database, files: AssetFiles, bin_: Bin, backups: Backups) -> None:
        self._database = database
        self._files = files
        self._bin = bin_
        self._backups = backups

    def compact(self) -> Compacted:
        """Thin revisions, drop what had its time in the bin, remove pictures nothing names, rewrite the file.

        Before something is dropped there is a backup. Files that a backup names stay, and those of a library
        that was put aside; all do while one of these cannot be read. Raises LibraryError.
        """
        before = room_taken(self._database.file, self._files)
        over = self._bin.had_their_time()
        if over:
            self._backups.take(BackupReason.EMPTYING)
        with self._database.writing() as connection:
            thinned = sum(thin_out(connection, item_id) for item_id in _often_kept(connection))
            changes = self._bin.drop(over)
            optimise(connection)
        pictures, why_they_stay = self._without_owner()
        self._database.rewrite()
        size = room_taken(self._database.file, self._files)
        freed = max(before - size, 0)
        return Compacted(thinned, len(changes.ids), pictures, freed, size, changes, why_they_stay)

    def _without_owner(self) -> tuple[int, str]:
        """Remove the files of pictures that nothing names; return how many, or why none may go."""
        with self._database.writing() as connection:  # so that nobody brings one in meanwhile
            named = connection.execute(select(asset.c.sha256 + "." + asset.c.suffix)).scalars().all()
            try:
                stay = self._backups.named_pictures() | named_aside(self._database.folder) | set(named)
            except LibraryDamaged as error:
                return 0, _("No picture was removed, for one may still be needed: {reason}").format(
                    reason=error
                )
            gone = [name for name in self._files.names() - stay if _OURS.fullmatch(name)]
            for name in gone:
                self._files.remove(name)
        return len(gone), ""


def _often_kept(connection: Connection) -> list[str]:
    """Return the ids of items with so many states that some may go."""
    many = select(revision.c.item).group_by(revision.c.item).having(func.count() > NEWEST)
    return list(connection.execute(many).scalars())


def _size_words(size: int) -> str:
    """Return a number of bytes as a person reads it; a KB is 1,000 of them."""
    if size < 1_000_000:
        return _("{size} KB").format(size=f"{size / 1000:,.0f}")
    return _("{size} MB").format(size=f"{size / 1_000_000:,.1f}")
