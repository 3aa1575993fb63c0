"""Looks for the files of pictures that are missing or torn in backups of the library."""

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.newsletter import Newsletter, TextEntry
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.putting_aside import FOLDER as ASIDE
from newsletter_app.library.repairing.told import Told

_SHORTEST_NAME = 12
_MOST_BYTES = 1 << 26
_MOST_NAMED = 5
_UNREADABLE = (OSError, ValueError, KeyError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)


def pictures_without_file(items: Iterable[Item], files: AssetFiles) -> tuple[Asset, ...]:
    """Return the pictures whose file is not there with the bytes its name promises."""
    pictures = (item for item in items if isinstance(item, Asset))
    return tuple(picture for picture in pictures if not files.is_sound(picture.file_name, picture.sha256))


def find_again(picture: Asset, folder: Path, places: Iterable[Path]) -> bytes:
    """Return the bytes of a picture from what was put aside or backed up; b"" where nobody has them."""
    for data in _candidates(picture, folder, places):
        if hashlib.sha256(data).hexdigest() == picture.sha256:
            return data
    return b""


def _candidates(picture: Asset, folder: Path, places: Iterable[Path]) -> Iterator[bytes]:
    for file in sorted((folder / ASIDE).glob(f"*/{ASSETS}/{picture.file_name}")):
        with contextlib.suppress(OSError):
            yield file.read_bytes()
    for place in places:
        for archive in sorted(place.glob("**/*.zip"), reverse=True):
            with contextlib.suppress(*_UNREADABLE):
                yield _packed(archive, f"{ASSETS}/{picture.file_name}")


def _packed(archive: Path, name: str) -> bytes:
    with zipfile.ZipFile(archive) as opened, opened.open(name) as packed:
        return packed.read(_MOST_BYTES)


def told_of(picture: Asset, items: Iterable[Item], *, is_found: bool) -> Told:
    """Say of a picture that its file was found again, or that it is lost and who uses it."""
    if is_found:
        message = _("The file of the picture “{name}” was taken from a backup.").format(name=picture.name)
        return Told(message, picture.record.id, title_of(picture))
    users = [title_of(item) for item in items if _uses(item, picture)]
    message = _("The file of the picture “{name}” is missing or damaged.").format(name=picture.name)
    if users:
        named = ", ".join(f"“{title}”" for title in users[:_MOST_NAMED]) + (
            ", …" if len(users) > _MOST_NAMED else ""
        )
        message += " " + _("It is used in {titles}.").format(titles=named)
    return Told(message, picture.record.id, title_of(picture), is_loss=True)


def _uses(item: Item, picture: Asset) -> bool:
    texts = [body_of(item)]
    if isinstance(item, Newsletter):
        texts += [entry.body for entry in item.entries if isinstance(entry, TextEntry)]
    is_cover = getattr(item, "cover", "") == picture.sha256
    return is_cover or any(f"asset:{picture.sha256[:_SHORTEST_NAME]}" in text for text in texts)
