"""Writes one verified backup of a library's database onto its shelf."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.library import failures
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.backup_names import BackupName, BackupReason
from newsletter_app.library.backup_shelf import BackupShelf, KeptBackup
from newsletter_app.library.database_copy import DatabaseCopy, copy_database
from newsletter_app.library.files import make_folder, size_of, sync_file, sync_folder
from newsletter_app.library.lock_file import Held, LockFile
from newsletter_app.library.looking import FILE
from newsletter_app.library.manifest import Manifest
from newsletter_app.library.moments import Clock
from newsletter_app.library.packing import pack, sha256_of

_LOCK = ".lock"
_STAGING = ".unfinished-"
_PATIENCE = 60.0
_NAP = 0.05
_ALWAYS = (BackupReason.UPGRADE, BackupReason.REPAIR)


@dataclass(frozen=True, slots=True)
class AutomaticBackup:
    """Copies the database alone, for pictures never change and stay while a backup names them."""

    shelf: BackupShelf
    files: AssetFiles
    now: Clock

    def write(self, source: sqlite3.Connection, file: Path, reason: BackupReason) -> KeptBackup | None:
        """Write what a connection to a library's file sees; None where the newest backup holds the same.

        It gets its name once it was read again and found whole, and then those that need not stay go. Before
        an upgrade or a repair there is always one. Raises LibraryDamaged, LibraryUnwritable, LibraryBusy.
        """
        try:
            make_folder(self.shelf.folder)
            with self._turn():
                return self._written(source, file, reason)
        except OSError as error:
            raise failures.failure_of_backup(error, self.shelf.folder, 2 * size_of(file)) from error

    def _written(self, source: sqlite3.Connection, file: Path, reason: BackupReason) -> KeptBackup | None:
        mark = _mark(file)
        newest = self.shelf.newest()
        last = None if newest is None or reason in _ALWAYS else newest[1]
        if last is not None and last.mark == mark:
            return None
        self._sweep()
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=self.shelf.folder) as staging:
            copy = copy_database(source, Path(staging) / FILE, file.parent)
            if last is not None and sha256_of(copy.file) in {each.sha256 for each in last.files}:
                return None
            draft = Path(staging) / "backup.zip"
            manifest = self._manifest(copy, reason, mark)
            pack(draft, [(FILE, copy.file)], manifest)
            self._put_onto_the_shelf(draft, manifest)
        self.shelf.thin()
        kept = self.shelf.newest()
        return None if kept is None else kept[0]

    def _manifest(self, copy: DatabaseCopy, reason: BackupReason, mark: tuple[int, ...]) -> Manifest:
        here = self.files.names()
        return Manifest(
            library=copy.library,
            made=self.now(),
            schema=copy.schema,
            counts=copy.counts,
            reason=reason,
            kinds=copy.kinds,
            pictures=copy.pictures,
            missing=tuple(name for name in copy.pictures if name not in here),
            mark=mark,
        )

    def _put_onto_the_shelf(self, draft: Path, manifest: Manifest) -> None:
        name = BackupName(self.shelf.next_number(), manifest.made, manifest.reason)
        draft.chmod(0o600)
        sync_file(draft)
        draft.rename(self.shelf.folder / name.text)
        sync_folder(self.shelf.folder)

    def _sweep(self) -> None:
        """Take away what a program left behind that was killed at this; nobody else is at it now."""
        for left in self.shelf.folder.glob(f"{_STAGING}*"):
            shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one program at a time put something onto the shelf. Raises LibraryBusy."""
        lock = LockFile(self.shelf.folder / _LOCK, "backup")
        for _nap in range(int(_PATIENCE / _NAP)):
            try:
                lock.take()
                break
            except Held:
                time.sleep(_NAP)
        else:
            raise failures.busy(self.shelf.folder.parent)
        try:
            yield
        finally:
            lock.let_go()


def _mark(file: Path) -> tuple[int, ...]:
    """Return what is another after each write: sizes and times of the file and of what waits beside it."""
    found = file.stat()
    try:
        waiting = file.with_name(f"{file.name}-wal").stat()
    except FileNotFoundError:
        return (found.st_size, found.st_mtime_ns)
    beside = (waiting.st_size, waiting.st_mtime_ns) if waiting.st_size else ()
    return (found.st_size, found.st_mtime_ns, *beside)
