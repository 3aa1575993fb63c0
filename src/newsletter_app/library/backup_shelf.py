"""Holds the automatic backups of a library, in a folder beside it."""

import contextlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import BackupName, read_name
from newsletter_app.library.backup_thinning import those_that_stay
from newsletter_app.library.manifest import MANIFEST, Manifest, read_manifest

FOLDER = "backups"
_UNREADABLE = (OSError, ValueError, KeyError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A verified backup; `made` is UTC by the clock of then, `size` that of the file in bytes."""

    number: int
    made: datetime
    reason: str
    file: Path
    size: int
    posts: int = 0
    newsletters: int = 0
    readers: int = 0


class BackupShelf:
    """The backups in one folder, which need no library that can be read.

    A file gets its name only after it was verified. One that can no longer be read is neither listed nor
    taken away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self) -> tuple[KeptBackup, ...]:
        """Return what is kept, newest first: by number, whatever clocks say."""
        return tuple(each.backup for each in self._entries())

    def newest(self) -> tuple[KeptBackup, Manifest] | None:
        """Return the newest with what it says of itself, or None where there is none."""
        return next(((each.backup, each.manifest) for each in self._entries()), None)

    def holds(self, manifest: Manifest) -> bool:
        """Tell whether that very backup is here and can be read, under whatever number. Raises OSError."""
        named = BackupName(0, manifest.made, manifest.reason).without_number
        return any(
            entry.manifest == manifest
            for entry in self._read([each for each in self._named() if each[0].without_number == named])
        )

    def named_pictures(self) -> frozenset[str]:
        """Return the file names of all pictures that some backup names: their files must stay.

        Raises LibraryDamaged where one cannot be read, for then nobody knows what it names.
        """
        try:
            named = self._named()
        except OSError as error:
            raise _unreadable(self.folder) from error
        return frozenset(name for each in named for name in _manifest_of(*each).pictures)

    def next_number(self) -> int:
        """Return the number after the highest there is, of unreadable files too. Raises OSError."""
        return max((name.number for name, _file in self._named()), default=0) + 1

    def thin(self) -> tuple[Path, ...]:
        """Take away what need not stay; return what went. What cannot be taken away stays for now."""
        files = {each.name: each.backup.file for each in self._entries()}
        gone = []
        for name in sorted(files.keys() - those_that_stay(files), key=lambda name: name.number):
            with contextlib.suppress(OSError):
                files[name].unlink()
                gone.append(files[name])
        return tuple(gone)

    def _entries(self) -> "Iterator[_Entry]":
        with contextlib.suppress(OSError):
            yield from self._read(sorted(self._named(), key=lambda pair: pair[0].number, reverse=True))

    def _read(self, named: "list[tuple[BackupName, Path]]") -> "Iterator[_Entry]":
        for name, file in named:
            with contextlib.suppress(*_UNREADABLE):
                yield _entry(name, file)

    def _named(self) -> list[tuple[BackupName, Path]]:
        """Return the backups by their names, in no order. Raises OSError where nobody can tell."""
        try:
            files = list(self.folder.iterdir())
        except FileNotFoundError:
            return []
        return [(name, file) for file in files if (name := read_name(file.name)) is not None]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: BackupName
    backup: KeptBackup
    manifest: Manifest


def _entry(name: BackupName, file: Path) -> _Entry:
    with zipfile.ZipFile(file) as archive:
        manifest = read_manifest(archive.read(MANIFEST))
    kept = KeptBackup(
        number=name.number,
        made=name.made,
        reason=name.reason,
        file=file,
        size=file.stat().st_size,
        posts=manifest.kinds.get("post", 0),
        newsletters=manifest.kinds.get("newsletter", 0),
        readers=manifest.counts.get("contact", 0),
    )
    return _Entry(name, kept, manifest)


def _manifest_of(name: BackupName, file: Path) -> Manifest:
    try:
        return _entry(name, file).manifest
    except FileNotFoundError:  # it was thinned out at this moment
        return Manifest("", name.made, 0, {})
    except _UNREADABLE as error:
        raise _unreadable(file) from error


def _unreadable(place: Path) -> LibraryDamaged:
    return LibraryDamaged(
        _("The backup {file} cannot be read.").format(file=place),
        hint=_("Take it out of that folder once you need it no more."),
    )
