"""Repairs a library: what can be read of it goes into a new file, and the old one is kept aside."""

import contextlib
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from newsletter_app.content.ids import is_id
from newsletter_app.content.items import Item
from newsletter_app.errors import LibraryAbsent, LibraryDamaged, LibraryError, Open
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.automatic_backup import AutomaticBackup
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.damage_words import way_back
from newsletter_app.library.files import make_file, make_folder, write_file
from newsletter_app.library.looking import FILE
from newsletter_app.library.lost_changes import are_changes_lost
from newsletter_app.library.moments import Clock, utc_now
from newsletter_app.library.putting_aside import PARTS, next_name
from newsletter_app.library.repairing.earlier import Earlier, earlier_of
from newsletter_app.library.repairing.judging import judge
from newsletter_app.library.repairing.new_file import write_new_file
from newsletter_app.library.repairing.pictures import find_again, pictures_without_file, told_of
from newsletter_app.library.repairing.report import write_down
from newsletter_app.library.repairing.salvaging import salvage
from newsletter_app.library.repairing.source import Source
from newsletter_app.library.repairing.told import Repaired, Told
from newsletter_app.library.restoring import see_that_nothing_is_being_sent
from newsletter_app.library.swapping import swapping
from newsletter_app.library.turns import CommandTurns, Turns

_DAMAGED = "damaged"
_PATIENCE = 5.0


def repair(
    folder: Path,
    now: Clock = utc_now,
    turns: Turns | None = None,
    other_places: Sequence[Path] = (),
) -> Repaired:
    """Make a sound library of what can be read of the one in `folder`, which need not be readable.

    What was there is kept aside, byte for byte; what cannot be read is named. A kill at any moment leaves the
    old library or the new one. `turns` are those of the window that has it open; without them it is a
    command's. Files of pictures are looked for in the backups there and in `other_places`.
    Raises LibraryAbsent, LibraryTooNew, LibraryUnwritable, LibraryBusy while another has it or something is
    being sent, and LibraryDamaged where nothing at all can be read: then all stays as it was.
    """
    folder = folder.absolute()
    if not any((folder / part).exists() for part in (*PARTS[:2], ASSETS)):
        raise _absent(folder)
    try:
        with (turns or CommandTurns(folder, _PATIENCE)).turn():
            see_that_nothing_is_being_sent(folder)
            return _repaired(folder, now, (folder / BACKUPS, *other_places))
    except OSError as error:
        raise failures.failure_of_file(error, folder) from error


def _repaired(folder: Path, now: Clock, places: Sequence[Path]) -> Repaired:
    with swapping(folder, next_name(folder, now)) as swap:
        may_miss_changes = are_changes_lost(folder / FILE)
        copy = _copied(folder, swap.staging / _DAMAGED)
        judged = judge(copy, folder, may_miss_changes=may_miss_changes)
        if judged.sound is not None:
            told = _bring_back_pictures(folder, judged.sound.items, folder, places)
            return Repaired(judged.sound.counts, None, told)
        salvaged = salvage(judged.source, _earlier(folder, judged.source, swap.staging), now())
        if salvaged.is_empty:
            raise _nothing_left(folder)
        written = write_new_file(swap.staging / FILE, salvaged)
        told = _bring_back_pictures(folder, written.items, swap.staging, places)
        _back_up(copy, folder, now)
        told = tuple(dict.fromkeys((*salvaged.told, *told)))  # a row may be found twice, in file and log
        return write_down(Repaired(written.counts, swap.carry_out(), told))


def _copied(folder: Path, scratch: Path) -> Path:
    """Copy the files of the library to where they may be written to."""
    make_folder(scratch)
    for part in PARTS[:2]:  # what SQLite keeps of the log beside it, it makes again
        if (folder / part).exists():
            make_file(scratch / part)
            shutil.copyfile(folder / part, scratch / part)
    return scratch / FILE


def _earlier(folder: Path, source: Source, scratch: Path) -> Earlier:
    ids = (row["value"] for row in source.rows["setting"] if row["key"] == "id" and is_id(row["value"]))
    return earlier_of(folder, next(ids, ""), scratch)


def _bring_back_pictures(
    folder: Path, items: Sequence[Item], target: Path, places: Sequence[Path]
) -> tuple[Told, ...]:
    """Write the files that are found again into the `assets` of a folder; tell of each that was gone."""
    told = []
    for picture in pictures_without_file(items, AssetFiles(folder)):
        data = find_again(picture, folder, places)
        if data:
            make_folder(target / ASSETS)
            write_file(target / ASSETS / picture.file_name, data)
        told.append(told_of(picture, items, is_found=bool(data)))
    return tuple(told)


def _back_up(copy: Path, folder: Path, now: Clock) -> None:
    """Back up what there was, if it can be read at all; it is kept aside as well."""
    backup = AutomaticBackup(BackupShelf(folder / BACKUPS), AssetFiles(folder), now)
    with (
        contextlib.suppress(LibraryError, sqlite3.Error, OSError),
        contextlib.closing(connect(copy, Access.READ, _PATIENCE, query_only=True)) as source,
    ):
        backup.write(source, folder / FILE, BackupReason.REPAIR)


def _absent(folder: Path) -> LibraryAbsent:
    return LibraryAbsent(
        _("There is no library in {folder}.").format(folder=folder),
        hint=_("Choose another folder, or take the library back from a backup."),
        action=Open.LIBRARY,
    )


def _nothing_left(folder: Path) -> LibraryDamaged:
    return LibraryDamaged(
        _("Nothing can be read of the library in {folder}.").format(folder=folder),
        hint=f"{_('It was left as it is.')} {way_back(folder)}",
        action=Open.LIBRARY,
    )
