"""Brings backups to a second place, which outlives the drive that holds the library."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.errors import LibraryUnwritable, Open
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.backup_names import BackupName
from newsletter_app.library.backup_shelf import BackupShelf, KeptBackup
from newsletter_app.library.files import make_folder, replacing, write_file
from newsletter_app.library.manifest import Manifest
from newsletter_app.library.packing import sha256_of


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A folder that the user gave, in which each library has one of its own by its id.

    It holds backups as the library's own shelf does, and the pictures they name; with the files `beside`,
    such as the key without which nobody could tell who has left, a library can be taken back from it alone.
    """

    folder: Path
    library_id: str

    @property
    def shelf(self) -> BackupShelf:
        """Return the backups that are kept there."""
        return BackupShelf(self.folder / self.library_id)

    def bring(self, own: BackupShelf, files: AssetFiles, beside: Mapping[str, bytes]) -> bool:
        """Bring the newest backup there, unless it is there already; tell whether one was brought.

        It is read again before it gets its name, which is that of the newest there; then those that need not
        stay go. Raises LibraryUnwritable where the place is not there, is full, or cannot be written to.
        """
        newest = own.newest()
        if newest is None:
            return False
        if not self.folder.is_dir():
            raise self._not_there()
        kept, manifest = newest
        try:
            return self._bring(kept, manifest, files, beside)
        except OSError as error:
            raise failures.failure_of_backup(error, self.shelf.folder / kept.file.name) from error

    def _bring(
        self, kept: KeptBackup, manifest: Manifest, files: AssetFiles, beside: Mapping[str, bytes]
    ) -> bool:
        if self.shelf.holds(manifest):
            return False
        make_folder(self.shelf.folder / ASSETS)
        for name, data in beside.items():
            write_file(self.shelf.folder / name, data)
        for name in manifest.pictures:
            if files.path(name).is_file() and not (self.shelf.folder / ASSETS / name).exists():
                _copy(files.path(name), self.shelf.folder / ASSETS / name)
        _copy(kept.file, self.shelf.folder / self._name_there(kept, manifest).text)
        self.shelf.thin()
        return True

    def _name_there(self, kept: KeptBackup, manifest: Manifest) -> BackupName:
        """Return its name as the newest there: where a library was taken back, numbers begin anew."""
        return BackupName(max(kept.number, self.shelf.next_number()), manifest.made, manifest.reason)

    def _not_there(self) -> LibraryUnwritable:
        return LibraryUnwritable(
            _("The second place for backups, {folder}, is not there.").format(folder=self.folder),
            hint=_("Connect its drive, or choose another place under Tools, Backups."),
            action=Open.LIBRARY,
        )


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that it is there wholly or not at all, and read it again. Raises OSError."""
    with replacing(target) as draft:
        shutil.copyfile(source, draft)
        if sha256_of(draft) != sha256_of(source):
            raise OSError(target)
