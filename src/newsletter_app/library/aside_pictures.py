"""Tells which pictures the libraries that were put aside may need."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.looking import FILE
from newsletter_app.library.lost_changes import are_changes_lost
from newsletter_app.library.putting_aside import FOLDER, PARTS

_LOG = f"{FILE}-wal"
_READING = ".reading-"
_PATIENCE = 5.0


def named_aside(folder: Path) -> frozenset[str]:
    """Return the file names of all pictures that some library put aside in `folder` names.

    What lies there stays as it is, byte for byte. Raises LibraryDamaged where one cannot be read wholly, for
    then nobody knows what it names.
    """
    places = _places(folder / FOLDER)
    return frozenset(name for place in places for name in _named_in(place))


def _places(asides: Path) -> list[Path]:
    try:
        found = sorted(place for place in asides.iterdir() if place.is_dir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(asides) from error
    for place in found:
        if place.name.startswith(_READING):  # somebody who read here was killed
            shutil.rmtree(place, ignore_errors=True)
    return [place for place in found if not place.name.startswith(_READING)]


def _named_in(place: Path) -> frozenset[str]:
    if not any((place / part).exists() for part in PARTS):
        return frozenset()
    try:
        if are_changes_lost(place / FILE):
            raise _unreadable(place)
        with _without_trace(place) as (file, access):
            return _named(file, access)
    except (sqlite3.Error, OSError) as error:
        raise _unreadable(place) from error


@contextlib.contextmanager
def _without_trace(place: Path) -> Iterator[tuple[Path, Access]]:
    """Give what is read so that nothing changes in `place`: beside a log SQLite writes, so that is copied."""
    if not (place / _LOG).exists():
        yield place / FILE, Access.FROZEN
        return
    with tempfile.TemporaryDirectory(prefix=_READING, dir=place.parent) as scratch:
        for part in (FILE, _LOG):
            shutil.copyfile(place / part, Path(scratch) / part)
        yield Path(scratch) / FILE, Access.READ


def _named(file: Path, access: Access) -> frozenset[str]:
    """Return the pictures that a database names. Raises sqlite3.Error where it is not sound."""
    with contextlib.closing(connect(file, access, _PATIENCE, query_only=True)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        names = connection.execute("SELECT sha256 || '.' || suffix FROM asset").fetchall()
    return frozenset(name for (name,) in names)


def _unreadable(place: Path) -> LibraryDamaged:
    return LibraryDamaged(
        _("The library that was put aside in {place} cannot be read wholly.").format(place=place),
        hint=_("Take it out of that folder once you need it no more."),
    )
