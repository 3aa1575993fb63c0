"""Brings pictures from the clipboard or from files into the library."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsletter_app.content.asset import Asset
from newsletter_app.errors import PictureRefused
from newsletter_app.i18n import _
from newsletter_app.library.cleaned_picture import picture_in

if TYPE_CHECKING:  # the window paints before it imports SQLAlchemy
    from newsletter_app.library.library import Library


@dataclass(frozen=True, slots=True)
class OfferedPicture:
    """A picture that somebody wants in the text: its bytes, or the file that has them."""

    name: str
    data: bytes = b""
    file: Path | None = None

    def read(self) -> bytes:
        """Return the bytes. Raises PictureRefused where the file cannot be read."""
        if self.file is None:
            return self.data
        try:
            return picture_in(self.file)
        except OSError as error:
            raise PictureRefused(
                _("The file {name} could not be read.").format(name=self.name),
                hint=_("Check that it is still there, and try again."),
            ) from error


class Pictures(Protocol):
    """Keeps pictures; all may take a while and raise AppError."""

    def add(self, offered: OfferedPicture) -> Asset:
        """Return the asset of the picture, cleaned; the same picture gives the same asset."""

    def describe(self, asset: Asset, alt: str, *, is_decorative: bool) -> Asset:
        """Return the asset with what is said about it."""

    def file(self, sha256: str) -> Path:
        """Return the file of the picture whose sha256 begins like that, with 12 digits at least."""


class LibraryPictures:
    """Keeps pictures in the library."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def add(self, offered: OfferedPicture) -> Asset:
        """Return the asset of the picture; raises PictureRefused for what is none, or LibraryError."""
        return self._library.assets.add(offered.read(), offered.name).item

    def describe(self, asset: Asset, alt: str, *, is_decorative: bool) -> Asset:
        """Return the asset with what is said about it."""
        newest = self._library.assets.by_sha(asset.sha256)
        said = replace(newest, alt=alt, decorative=is_decorative)
        saved = self._library.items.save(said, keep=False).item
        assert isinstance(saved, Asset)  # noqa: S101 - what went in comes back
        return saved

    def file(self, sha256: str) -> Path:
        """Return the file of the picture whose sha256 begins like that; raises Missing."""
        assets = self._library.assets
        return assets.path(assets.by_sha(sha256).sha256)
