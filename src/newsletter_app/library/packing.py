"""Packs the files of a backup into a zip file."""

import hashlib
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.manifest import MANIFEST, Manifest, PackedFile, read_manifest

_QUICKLY = 1


def pack(draft: Path, files: Sequence[tuple[str, Path]], manifest: Manifest) -> None:
    """Write the files, each by its path in the zip, with the manifest; then read all of it again.

    Raises OSError, LibraryDamaged where what is read is not what was written.
    """
    listed = []
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICKLY) as archive:
        for name, file in files:
            listed.append(PackedFile(name, file.stat().st_size, sha256_of(file)))
            _put(archive, name, file)
        with archive.open(MANIFEST, "w") as target:
            target.write(replace(manifest, files=tuple(listed)).to_json())
    _see_that_it_is_whole(draft)


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _put(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    """Put a file in, without time or owner; pictures, which are packed already, as they are."""
    entry = zipfile.ZipInfo(name) if name.startswith(ASSETS) else name
    with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _see_that_it_is_whole(draft: Path) -> None:
    """Read the zip again and compare every file with the manifest. Raises LibraryDamaged."""
    with zipfile.ZipFile(draft) as archive:
        for listed in read_manifest(archive.read(MANIFEST)).files:
            with archive.open(listed.path) as packed:
                # The stubs ask for more than the bytes that file_digest reads.
                if hashlib.file_digest(packed, "sha256").hexdigest() != listed.sha256:  # type: ignore[arg-type]
                    raise LibraryDamaged(
                        _("The backup could not be written without faults."),
                        hint=_("Try another drive; this one may be failing."),
                    )
