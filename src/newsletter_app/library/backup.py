"""Copies a whole library into one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.errors import Missing, NeedsConfirmation
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.database import Database
from newsletter_app.library.database_copy import DatabaseCopy, copy_database, driver_of
from newsletter_app.library.files import make_file, replacing, size_of
from newsletter_app.library.manifest import MANIFEST, Manifest
from newsletter_app.library.moments import Clock
from newsletter_app.library.packing import pack
from newsletter_app.library.part_files import part_folder, sweep_parts


@dataclass(frozen=True, slots=True)
class Backup:
    """Writes a zip of database, pictures and a manifest with hashes and counts."""

    database: Database
    files: AssetFiles
    now: Clock
    library_id: str

    def write(self, file: Path, *, force: bool, beside: Mapping[str, bytes]) -> None:
        """Write the zip to `file`; it gets its name only once it was read again and found whole.

        `beside` are further files of the user's that the library cannot do without, by name.
        """
        target = file.absolute()
        if target.exists() and not force:
            raise NeedsConfirmation(
                _("{file} is already there.").format(file=target),
                hint=_("Choose another name, or say that it shall be replaced."),
            )
        sweep_parts(target.parent)
        try:
            with replacing(target) as draft:
                self._fill(draft, beside)
        except OSError as error:
            raise failures.failure_of_backup(error, target, self._needed()) from error

    def _needed(self) -> int:
        """Return about how many bytes it takes to write one: twice the database, once the pictures."""
        pictures = sum(size_of(self.files.path(name)) for name in self.files.names())
        return 2 * size_of(self.database.file) + pictures

    def _fill(self, draft: Path, beside: Mapping[str, bytes]) -> None:
        with part_folder(draft.parent) as staging:
            copy = self._copy_database(staging / self.database.file.name)
            extra = _staged(staging, beside, copy.file.name)
            files = [(copy.file.name, copy.file), *extra, *self._pictures(copy)]
            pack(draft, files, self._manifest(copy))

    def _copy_database(self, target: Path) -> DatabaseCopy:
        """Copy the database as it is at one moment. Raises LibraryDamaged."""
        with self.database.reading() as connection:
            return copy_database(driver_of(connection), target, self.database.folder)

    def _pictures(self, copy: DatabaseCopy) -> list[tuple[str, Path]]:
        """Return name and place of each picture the copy names. Raises Missing where one is not as it was."""
        for name in copy.pictures:
            if not self.files.is_sound(name, name.partition(".")[0]):
                raise Missing(
                    _("The file of the picture {name} is missing or damaged.").format(name=name),
                    hint=_("Check the library; add that picture again or delete it, then back up again."),
                )
        return [(f"{ASSETS}/{name}", self.files.path(name)) for name in copy.pictures]

    def _manifest(self, copy: DatabaseCopy) -> Manifest:
        return Manifest(
            library=self.library_id,
            made=self.now(),
            schema=copy.schema,
            counts=copy.counts,
            kinds=copy.kinds,
            pictures=copy.pictures,
        )


def _staged(staging: Path, beside: Mapping[str, bytes], database: str) -> list[tuple[str, Path]]:
    """Write the further files for the zip, each readable by the owner alone; return names and places."""
    placed = [(name, staging / name) for name in sorted(beside)]
    for name, place in placed:
        if name in ("", ".", "..", database, MANIFEST, ASSETS) or place.name != name:
            raise ValueError(name)
        make_file(place)
        place.write_bytes(beside[name])
    return placed
