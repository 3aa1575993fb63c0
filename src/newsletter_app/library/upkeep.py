"""Looks after a library as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import func, select, text

from newsletter_app.errors import LibraryBusy, LibraryDamaged
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.backup import Backup
from newsletter_app.library.check_due import is_check_due, note_check
from newsletter_app.library.database import Database
from newsletter_app.library.items import Items
from newsletter_app.library.moments import Clock, moment_of
from newsletter_app.library.place import Place, place_of
from newsletter_app.library.query import Counts
from newsletter_app.library.room_taken import room_taken
from newsletter_app.library.schema import item
from newsletter_app.library.soundness import Fault, faults


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library is; `size` is of database and pictures in bytes, `newest` the last change in UTC.

    `held_by` says who has it open for writing, None where that is nobody else.
    """

    id: str
    folder: Path
    schema: int
    counts: Counts
    size: int
    newest: datetime | None
    is_read_only: bool
    place: Place
    held_by: LibraryBusy | None


class Upkeep:
    """Tells how a library is, and copies it."""

    def __init__(
        self, database: Database, items: Items, files: AssetFiles, now: Clock, library_id: str
    ) -> None:
        self._database = database
        self._items = items
        self._files = files
        self._now = now
        self._library_id = library_id

    def info(self) -> LibraryInfo:
        """Return what the library is."""
        with self._database.reading() as connection:
            schema = connection.execute(text("PRAGMA user_version")).scalar_one()
            newest = connection.execute(select(func.max(item.c.modified))).scalar()
        return LibraryInfo(
            id=self._library_id,
            folder=self._database.folder,
            schema=schema,
            counts=self._items.counts(),
            size=room_taken(self._database.file, self._files),
            newest=None if newest is None else moment_of(newest),
            is_read_only=self._database.refusal is not None,
            place=place_of(self._database.folder),
            held_by=self._database.turns.who(),
        )

    def check(self) -> tuple[str, ...]:
        """Return a sentence for each thing that is not as it should be; nothing where all is sound."""
        return tuple(fault.message for fault in self.faults())

    def faults(self) -> tuple[Fault, ...]:
        """Return all that is lost, torn or unreadable, and what a repair can make anew."""
        return faults(self._database, self._files)

    def stop_writing(self, error: LibraryDamaged) -> None:
        """Refuse every write from now on: the file is damaged, and stays as it is."""
        self._database.stop_writing(error)

    def is_check_due(self) -> bool:
        """Tell whether the library is to be checked again by itself."""
        return self._database.refusal is None and is_check_due(self._database)

    def note_check(self) -> None:
        """Write down that it was checked. Raises LibraryBusy, LibraryUnwritable."""
        note_check(self._database)

    def backup(
        self, file: Path, *, force: bool = False, beside: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        """Write the whole library into one zip file, verified before it gets its name, for its owner alone.

        `beside` are further files for the zip by name, as the key without which its suppressions say nothing.
        Raises NeedsConfirmation where `file` is there already and `force` is not given, LibraryDamaged where
        the copy is not sound, LibraryUnwritable where there is no room or right to write, Missing where a
        picture's file is gone.
        """
        Backup(self._database, self._files, self._now, self._library_id).write(
            file, force=force, beside=beside
        )
