"""Brings the pictures beside a text into the library."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app.errors import LibraryError, Missing, PictureRefused
from newsletter_app.i18n import _
from newsletter_app.importing.base import PictureBeside

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

_DIGITS = 12
_LARGEST = 20_000_000
LOST = "missing:"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A picture's sha256, or "" with a sentence that says why it is not there."""

    sha256: str
    note: str = ""

    @property
    def address(self) -> str:
        """Return what a text calls it by."""
        return f"asset:{self.sha256[:_DIGITS]}" if self.sha256 else LOST


def located(root: Path, folder: Path, place: str) -> Path | None:
    """Return the file of a picture named in a text that lies in `folder`; None where there is none.

    What lies outside `root`, the folder that a person chose, is never looked at: a text must not fetch files.
    """
    try:
        path = (folder / place.replace("\\", "/")).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def not_there(place: str) -> str:
    """Return the sentence for a picture that was not found."""
    return _("The picture “{file}” is not beside the text and has to be added.").format(file=place)


class PicturesBeside:
    """Takes in what lies beside one text."""

    def __init__(self, library: "Library", root: Path, folder: Path) -> None:
        self._library = library
        self._root = root
        self._folder = folder

    def take_in(self, picture: PictureBeside) -> TakenIn:
        """Return the library's picture for the one beside, cleaned; a picture that is none becomes a note."""
        path = located(self._root, self._folder, picture.place)
        if path is None:
            return TakenIn("", not_there(picture.place))
        try:
            return TakenIn(self._added(path, picture))
        except PictureRefused as refused:
            return TakenIn(
                "", _("The picture “{file}”: {why}").format(file=picture.place, why=refused.message)
            )

    def cover(self, written: str) -> TakenIn:
        """Return the cover, which is beside or, as asset:SHA, in the library."""
        if not written.startswith("asset:"):
            return self.take_in(PictureBeside(written)) if written else TakenIn("")
        try:
            return TakenIn(self._library.assets.by_sha(written.removeprefix("asset:")).sha256)
        except (Missing, LibraryError):
            return TakenIn("", not_there(written))

    def _added(self, path: Path, picture: PictureBeside) -> str:
        if path.stat().st_size > _LARGEST:
            raise PictureRefused(_("It is larger than 20 MB."))
        saved = self._library.assets.add(
            path.read_bytes(), path.name, alt=picture.alt, caption=picture.caption, credit=picture.credit
        )
        return saved.item.sha256
