"""Unpacks a backup and sees that it is whole."""

import contextlib
import hashlib
import os
import re
import sqlite3
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.errors import LibraryDamaged, LibraryError, LibraryTooNew, Missing, Open
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.database_copy import copy_database, counts_of
from newsletter_app.library.looking import FILE, access_without_trace, look_at
from newsletter_app.library.manifest import MANIFEST, Manifest, PackedFile, read_manifest
from newsletter_app.library.versions import APPLICATION_ID, SCHEMA_VERSION

PATIENCE = 5.0
KEY = "suppression.key"
_PICTURE = re.compile(rf"{ASSETS}/[0-9a-f]{{64}}\.[a-z0-9]{{1,8}}")
_LONGEST = 1 << 26
_LONGEST_KEY = 1_000
_PORTION = 1 << 20
_UNREADABLE = (ValueError, KeyError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup whose database lies in the staging folder, found whole.

    `pictures` are the file names its database needs, `beside` the folder in which those it does not bring
    may lie. `key` is that of the suppressions as it lay in the backup, b"" for none.
    """

    library: str
    pictures: tuple[str, ...]
    beside: Path
    key: bytes = b""


def unpack(source: Path, staging: Path) -> Unpacked:
    """Bring a backup's database, with the pictures it holds, into the folder `staging`.

    `source` is a zip file that a backup was written to, or a folder with a library in it. Raises Missing
    where there is none, LibraryDamaged where it is not whole, LibraryTooNew, OSError where there is no room.
    """
    _see_that_it_can_be_read(source)
    try:
        unpacked = _from_folder(source, staging) if source.is_dir() else _from_zip(source, staging)
    except (LibraryDamaged, *_UNREADABLE) as error:
        raise _not_whole(source) from error
    return unpacked


def _see_that_it_can_be_read(source: Path) -> None:
    if not source.exists():
        raise Missing(
            _("There is no backup {file}.").format(file=source),
            hint=_("Name a file or a folder that is there; “library backups” lists those that are kept."),
        )
    if not os.access(source, os.R_OK):
        raise Missing(
            _("The backup {file} cannot be read.").format(file=source),
            hint=_("Look whether you may read it. The library is as it was."),
        )


def _from_zip(source: Path, staging: Path) -> Unpacked:
    with zipfile.ZipFile(source) as archive:
        manifest = read_manifest(_bytes(archive, MANIFEST, _LONGEST))
        _see_that_it_is_not_too_new(manifest.schema, source)
        for listed in manifest.files:
            if listed.path == FILE or _PICTURE.fullmatch(listed.path):
                _extract(archive, listed, staging / listed.path)
        key = _bytes(archive, KEY, _LONGEST_KEY) if KEY in archive.namelist() else _key_in(source.parent)
    return Unpacked(manifest.library, _pictures_of(staging / FILE, manifest), source.parent / ASSETS, key)


def _from_folder(source: Path, staging: Path) -> Unpacked:
    file = source / FILE
    access = access_without_trace(file)
    look = look_at(file, access, PATIENCE)
    if look.is_blank:
        raise ValueError(file)
    _see_that_it_is_not_too_new(look.version, source)
    with contextlib.closing(connect(file, access, PATIENCE, query_only=True)) as connection:
        copy = copy_database(connection, staging / FILE, source)
    return Unpacked(copy.library, copy.pictures, source / ASSETS, _key_in(source))


def _key_in(folder: Path) -> bytes:
    file = folder / KEY
    return file.read_bytes()[:_LONGEST_KEY] if file.is_file() else b""


def _extract(archive: zipfile.ZipFile, listed: PackedFile, target: Path) -> None:
    """Write one file of the zip, which must be what the manifest says. Raises ValueError, OSError."""
    found, size = hashlib.sha256(), 0
    with archive.open(listed.path) as packed, target.open("xb") as written:
        target.chmod(0o600)
        while portion := packed.read(_PORTION):
            size += len(portion)
            if size > listed.size:
                break
            found.update(portion)
            written.write(portion)
    if (size, found.hexdigest()) != (listed.size, listed.sha256):
        raise ValueError(listed.path)


def _pictures_of(database: Path, manifest: Manifest) -> tuple[str, ...]:
    """Return the pictures a database names, once it is found sound. Raises ValueError, sqlite3.Error."""
    with contextlib.closing(connect(database, Access.FROZEN, PATIENCE, query_only=True)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        is_sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts = counts_of(connection)
        is_whole = {table: counts.get(table, -1) for table in manifest.counts} == dict(manifest.counts)
        if not is_sound or not is_whole or (application, schema) != (APPLICATION_ID, manifest.schema):
            raise ValueError(database)
        names = connection.execute("SELECT sha256 || '.' || suffix FROM asset ORDER BY 1").fetchall()
    return tuple(name for (name,) in names)


def _bytes(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as packed:
        return packed.read(most)


def _see_that_it_is_not_too_new(schema: int, source: Path) -> None:
    if schema > SCHEMA_VERSION:
        raise LibraryTooNew(
            _("The backup {file} was made by a newer version of this program.").format(file=source),
            hint=_("Install the newer version. The library is as it was."),
            action=Open.LIBRARY,
        )


def _not_whole(source: Path) -> LibraryError:
    return LibraryDamaged(
        _("{file} is not a backup that can be read whole.").format(file=source),
        hint=_("Choose another one. The library is as it was."),
        action=Open.LIBRARY,
    )
