"""Backs a library up by itself."""

from collections.abc import Callable, Mapping

from newsletter_app.errors import LibraryError
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.automatic_backup import AutomaticBackup
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import FOLDER, BackupShelf, KeptBackup
from newsletter_app.library.database import Database
from newsletter_app.library.database_copy import driver_of
from newsletter_app.library.moments import Clock
from newsletter_app.library.second_place import SecondPlace

Tell = Callable[[LibraryError], object]


class Backups:
    """The automatic backups of one library; may be asked from any thread, but not inside a write."""

    def __init__(self, database: Database, files: AssetFiles, now: Clock) -> None:
        self._database, self._files = database, files
        self._shelf = BackupShelf(database.folder / FOLDER)
        self._automatic = AutomaticBackup(self._shelf, files, now)
        self._tell: Tell = _nobody

    def tell_failures(self, tell: Tell) -> None:
        """Let `tell` hear, in the thread of the work, why a backup before some other work was not made."""
        self._tell = tell

    def take(self, reason: BackupReason) -> KeptBackup | None:
        """Write a verified backup now; None where the newest one holds the same, or nobody may write.

        Before an upgrade or a repair there is always one. Raises LibraryDamaged, LibraryUnwritable,
        LibraryBusy.
        """
        if self._database.refusal is not None:
            return None
        with self._database.reading() as connection:
            return self._automatic.write(driver_of(connection), self._database.file, reason)

    def before(self, reason: BackupReason) -> None:
        """Take one before some work, which no failure of it stops: that is told instead."""
        try:
            self.take(reason)
        except LibraryError as error:
            self._tell(error)

    def bring_to(self, place: SecondPlace, beside: Mapping[str, bytes]) -> bool:
        """Bring the newest backup to a second place, if it is not there; tell whether one was brought.

        `beside` are further files that the library cannot do without. Raises LibraryUnwritable.
        """
        return place.bring(self._shelf, self._files, beside)

    def kept(self) -> tuple[KeptBackup, ...]:
        """Return what is kept, newest first."""
        return self._shelf.kept()

    def named_pictures(self) -> frozenset[str]:
        """Return the file names of all pictures that some backup names: their files must stay.

        Raises LibraryDamaged where one of them cannot be read.
        """
        return self._shelf.named_pictures()


def _nobody(_error: LibraryError) -> None:
    """Tell nobody."""
