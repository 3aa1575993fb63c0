"""Holds the pictures of a library."""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sqlalchemy import insert, select

from newsletter_app.content.asset import Asset
from newsletter_app.errors import Ambiguous, LibraryError, Missing
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.cleaned_picture import CleanedPicture, CleanPicture
from newsletter_app.library.database import Database
from newsletter_app.library.items import Items
from newsletter_app.library.once_more import once_more
from newsletter_app.library.saved import Saved
from newsletter_app.library.schema import asset as table

_DIGITS = re.compile(r"[0-9a-f]{12,64}")
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says about a picture when it comes in."""

    alt: str
    decorative: bool
    caption: str
    credit: str
    consent: str


class Assets:
    """Takes pictures in, cleaned, and gives them out again by their sha256."""

    def __init__(self, database: Database, items: Items, files: AssetFiles, clean: CleanPicture) -> None:
        self._database = database
        self._items = items
        self._files = files
        self._clean = clean

    @once_more
    def add(
        self,
        data: bytes,
        name: str,
        *,
        alt: str = "",
        decorative: bool = False,
        caption: str = "",
        credit: str = "",
        consent: str = "",
    ) -> Saved[Asset]:
        """Clean a picture and keep it; the same picture again gives the asset that is there.

        What is said about it then fills only what was empty; one in the bin comes out of it. The bytes are on
        the disk before the row that names them. Raises PictureRefused, LibraryUnwritable.
        """
        said = _Said(alt, decorative, caption, credit, consent)
        cleaned = self._own(data) or self._clean(data)
        asset = _asset(cleaned, name, said)
        with self._database.writing() as connection:
            self._files.write(asset.file_name, cleaned.data)
            known = connection.execute(select(table.c.item).where(table.c.sha256 == asset.sha256)).scalar()
            if known is not None:
                return self._again(known, said)
            saved = self._items.insert(asset)
            row = {
                "sha256": asset.sha256,
                "item": saved.item.record.id,
                "suffix": asset.suffix,
                "size": asset.size,
            }
            connection.execute(insert(table), row)
            return saved

    def by_sha(self, sha256: str) -> Asset:
        """Return the asset with that sha256, or with the one that begins so (12 digits at least).

        It may be in the bin: a picture still in use does not vanish from a text. Raises Missing, Ambiguous.
        """
        wanted = sha256.strip().lower()
        if not _DIGITS.fullmatch(wanted):
            raise _missing(sha256)
        alike = select(table.c.item).where(table.c.sha256.between(wanted, wanted + "g")).limit(2)
        with self._database.reading() as connection:
            found = connection.execute(alike).scalars().all()
        if len(found) > 1:
            raise Ambiguous(
                _("Several pictures begin with “{digits}”.").format(digits=sha256),
                hint=_("Give more of its digits."),
            )
        if not found:
            raise _missing(sha256)
        return _as_asset(self._items.get(found[0]))

    def data(self, sha256: str) -> bytes:
        """Return the bytes of a picture. Raises Missing."""
        return self._files.read(self.by_sha(sha256))

    def path(self, sha256: str) -> Path:
        """Return where the file of a picture lies. Raises Missing where the library knows no such picture."""
        return self._files.path(self.by_sha(sha256).file_name)

    def _own(self, data: bytes) -> CleanedPicture | None:
        """Return the bytes as they are where they came out of this library: cleaning twice wears them."""
        try:
            asset = self.by_sha(hashlib.sha256(data).hexdigest())
        except Missing:
            return None
        return CleanedPicture(data, asset.suffix, asset.width, asset.height)

    def _again(self, item_id: str, said: _Said) -> Saved[Asset]:
        changes = self._items.undelete(item_id)
        known = _as_asset(self._items.get(item_id))
        saved = self._items.save(_filled(known, said), keep=True)
        return Saved(saved.item, changes | saved.changes)


def _filled(known: Asset, said: _Said) -> Asset:
    """Return the asset with what was said about it where nothing was."""
    alt = known.alt or said.alt
    return replace(
        known,
        alt=alt,
        decorative=(known.decorative or said.decorative) and not alt,
        caption=known.caption or said.caption,
        credit=known.credit or said.credit,
        consent=known.consent or said.consent,
    )


def _asset(cleaned: CleanedPicture, name: str, said: _Said) -> Asset:
    return Asset(
        sha256=hashlib.sha256(cleaned.data).hexdigest(),
        name=PurePath(name.replace("\\", "/")).name[:_NAME_LENGTH],
        suffix=cleaned.suffix,
        width=cleaned.width,
        height=cleaned.height,
        size=len(cleaned.data),
        alt=said.alt,
        decorative=said.decorative,
        caption=said.caption,
        credit=said.credit,
        consent=said.consent,
    )


def _missing(sha256: str) -> LibraryError:
    return Missing(
        _("There is no picture “{digits}” in the library.").format(digits=sha256[:64]),
        hint=_("Add it to the library, or take it out of the text."),
    )


def _as_asset(item: object) -> Asset:
    if not isinstance(item, Asset):
        raise TypeError(item)
    return item
