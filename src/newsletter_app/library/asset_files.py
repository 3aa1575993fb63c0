"""Keeps the bytes of pictures, each in a file named by its sha256."""

import hashlib
from pathlib import Path

from newsletter_app.content.asset import Asset
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.files import make_folder, write_file
from newsletter_app.library.part_files import sweep_parts

FOLDER = "assets"


class AssetFiles:
    """The folder `assets` of a library; a file in it never changes."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._folder = library / FOLDER
        self._is_swept = False

    def path(self, file_name: str) -> Path:
        """Return where the file of that name lies, whether it is there or not."""
        return self._folder / file_name

    def write(self, file_name: str, data: bytes) -> None:
        """Bring the bytes onto the disk, unless they are there already. Raises LibraryUnwritable."""
        file = self.path(file_name)
        try:
            if _holds(file, data):
                return
            make_folder(self._folder)
            self._sweep()
            write_file(file, data)
        except OSError as error:
            raise failures.failure_of_file(error, self._library) from error

    def read(self, asset: Asset) -> bytes:
        """Return the bytes of a picture. Raises Missing where its file is gone or cannot be read."""
        try:
            return self.path(asset.file_name).read_bytes()
        except OSError as error:
            raise Missing(
                _("The file of the picture “{name}” is no longer in the library.").format(name=asset.name),
                hint=_("Add the picture again; it takes its old place."),
            ) from error

    def is_sound(self, file_name: str, sha256: str) -> bool:
        """Tell whether the file is there with the bytes its name promises."""
        try:
            return hashlib.sha256(self.path(file_name).read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    def remove(self, file_name: str) -> int:
        """Take a file away; return how many bytes that gives back. Raises LibraryUnwritable."""
        file = self.path(file_name)
        try:
            size = file.stat().st_size
            file.unlink()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise failures.failure_of_file(error, self._library) from error
        return size

    def names(self) -> frozenset[str]:
        """Return the names of all files that are there."""
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(file.name for file in self._folder.iterdir())

    def _sweep(self) -> None:
        """Look for what killed programs left, once: the folder may hold tens of thousands of files."""
        if not self._is_swept:
            self._is_swept = True
            sweep_parts(self._folder)


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data
