"""Takes a library back from a backup."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.errors import LibraryBusy, LibraryError, Missing, Open
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.automatic_backup import AutomaticBackup
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_reading import PATIENCE, Unpacked, unpack
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.connecting import connect
from newsletter_app.library.files import make_folder
from newsletter_app.library.library import Library
from newsletter_app.library.looking import FILE, access_without_trace
from newsletter_app.library.moments import Clock, utc_now
from newsletter_app.library.putting_aside import next_name
from newsletter_app.library.run_lock import is_any_held
from newsletter_app.library.succeeding import KeyOf, succeed
from newsletter_app.library.swapping import swapping
from newsletter_app.library.turns import CommandTurns, Turns

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: where the library of before lies, None where there was none, and what to know."""

    aside: Path | None
    notes: tuple[str, ...] = ()


def find_backup(folder: Path, reference: str) -> Path:
    """Return the backup of the library in `folder` with that number, else the file or folder so called.

    Raises Missing for a number that no kept backup has.
    """
    if not reference.isdecimal() or Path(reference).exists():
        return Path(reference)
    wanted = int(reference)
    for kept in BackupShelf(folder / BACKUPS).kept():
        if kept.number == wanted:
            return kept.file
    raise Missing(
        _("No backup has the number {number}.").format(number=wanted),
        hint=_("“library backups” lists those that are kept."),
    )


def no_key(_library: Library, _kept: bytes) -> None:
    """Have no key: who left is recognised once it is there."""


def restore(
    folder: Path,
    source: Path,
    now: Clock = utc_now,
    turns: Turns | None = None,
    key_of: KeyOf = no_key,
    others: Sequence[Path] = (),
) -> Restored:
    """Put the library of a backup into `folder`; what is there is kept aside, byte for byte.

    `source` is an automatic backup, a zip that `library backup` wrote, or a folder with a library in it.
    Nothing is replaced before all of it was read and found whole, brought up to date, and told who has left
    and what was sent since. A kill at any moment leaves the old library or the new one. The library there
    need not be readable. `turns` are those of the window that has it open; without them it is a command's.
    Where nothing in `folder` knows who left, a library of the same id does that lies in one of `others`, or
    where the backup was made.
    Raises Missing, LibraryDamaged for a backup that is not whole, LibraryTooNew, LibraryBusy while another
    has it or something is being sent, LibraryUnwritable.
    """
    folder = folder.absolute()
    try:
        make_folder(folder)
        with (turns or CommandTurns(folder, PATIENCE)).turn():
            see_that_nothing_is_being_sent(folder)
            source = source.absolute()
            made_in = source.parent.parent  # a backup lies in a folder of its library
            return _restored(folder, source, now, key_of, (*others, made_in))
    except OSError as error:
        raise failures.failure_of_file(error, folder) from error
    except sqlite3.Error as error:
        raise failures.failure(error, folder) from error


def see_that_nothing_is_being_sent(folder: Path) -> None:
    """Raise LibraryBusy while a sending from the library in `folder` is under way."""
    if is_any_held(folder):
        raise LibraryBusy(
            _("Something is being sent from the library in {folder}.").format(folder=folder),
            hint=_("Pause it, or wait until it has gone; then try again."),
            action=Open.SENDING,
        )


def _restored(folder: Path, source: Path, now: Clock, key_of: KeyOf, others: Sequence[Path]) -> Restored:
    with swapping(folder, next_name(folder, now)) as swap:
        unpacked = unpack(source, swap.staging)
        lost = tuple(_notes_on_pictures(folder, swap.staging, unpacked))
        since = succeed(swap.staging, folder, unpacked.key, key_of, now, others)
        _back_up(folder, now)  # only now: it may take away the oldest backups, of which this was one
        aside = swap.carry_out()
    return Restored(aside, lost + since)


def _back_up(folder: Path, now: Clock) -> None:
    """Back up what is there now, if it can be read: it is kept aside as well."""
    backup = AutomaticBackup(BackupShelf(folder / BACKUPS), AssetFiles(folder), now)
    file = folder / FILE
    with (
        contextlib.suppress(LibraryError, sqlite3.Error, OSError),
        contextlib.closing(connect(file, access_without_trace(file), PATIENCE)) as source,
    ):
        backup.write(source, file, BackupReason.RESTORE)


def _notes_on_pictures(folder: Path, staging: Path, unpacked: Unpacked) -> Iterator[str]:
    """Have every picture at hand, staged only where the library has not got it; say which are nowhere."""
    lost = [name for name in unpacked.pictures if not _is_at_hand(name, folder, staging, unpacked.beside)]
    if lost:
        named = ", ".join(lost[:_MOST_NAMED]) + (", …" if len(lost) > _MOST_NAMED else "")
        yield _("The files of these pictures are neither in the backup nor in the library: {names}.").format(
            names=named
        )


def _is_at_hand(name: str, folder: Path, staging: Path, beside: Path) -> bool:
    sha256 = name.partition(".")[0]
    staged = staging / ASSETS / name
    if AssetFiles(folder).is_sound(name, sha256):
        staged.unlink(missing_ok=True)
        return True
    if not staged.exists() and (beside / name).is_file():
        shutil.copyfile(beside / name, staged)
        staged.chmod(0o600)
    if AssetFiles(staging).is_sound(name, sha256):
        return True
    staged.unlink(missing_ok=True)
    return False
