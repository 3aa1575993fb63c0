"""Finds the backups of a library that need not be readable, in its folder or in the second place."""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from newsletter_app.content.ids import is_id
from newsletter_app.errors import LibraryError
from newsletter_app.library.backup_names import read_name
from newsletter_app.library.backup_shelf import FOLDER, BackupShelf, KeptBackup
from newsletter_app.library.connecting import connect
from newsletter_app.library.looking import FILE, access_without_trace, look_at
from newsletter_app.library.second_place import SecondPlace

_PATIENCE = 1.0


def backups_at_hand(
    folder: Path, second: Path | None = None, others: Sequence[Path] = ()
) -> tuple[KeptBackup, ...]:
    """Return the backups of the library in `folder`, its own before what only the second place has."""
    own, shelf = BackupShelf(folder / FOLDER).kept(), shelf_in_second_place(folder, second, others)
    known = {_name(kept) for kept in own}
    there = shelf.kept() if shelf is not None else ()
    return (*own, *(kept for kept in there if _name(kept) not in known))


def shelf_in_second_place(
    folder: Path, second: Path | None, others: Sequence[Path] = ()
) -> BackupShelf | None:
    """Return where the backups of the library in `folder` lie in the second place, None if nobody can tell.

    Where it does not say its id any more, what lies beside it does. Where nothing does, it is the only one in
    that place which is not the library of one of `others`.
    """
    if second is None:
        return None
    library_id = id_of(folder) or _only_one(second, [other for other in others if other != folder])
    return SecondPlace(second, library_id).shelf if library_id else None


def id_of(folder: Path) -> str:
    """Return the id of the library in a folder by its own word, else by what lies beside it; "" for none."""
    newest = BackupShelf(folder / FOLDER).newest()
    beside = [
        file.name.removeprefix("lasting-").removesuffix(".jsonl") for file in folder.glob("lasting-*.jsonl")
    ]
    said = (
        _own_word(folder / FILE),
        "" if newest is None else newest[1].library,
        *beside[: len(beside) == 1],
    )
    return next((each for each in said if is_id(each)), "")


def _own_word(file: Path) -> str:
    """Ask the library itself, unless something is the matter with it: opening would end knowing of that."""
    with contextlib.suppress(sqlite3.Error, LibraryError, OSError):
        access = access_without_trace(file)
        if not look_at(file, access, _PATIENCE).is_blank:
            with contextlib.closing(connect(file, access, _PATIENCE, query_only=True)) as connection:
                found = connection.execute("SELECT value FROM setting WHERE key = 'id'").fetchone()
                return str(found[0]) if found else ""
    return ""


def _only_one(second: Path, others: Sequence[Path]) -> str:
    theirs = {id_of(other) for other in others}
    with contextlib.suppress(OSError):
        found = {place.name for place in second.iterdir() if is_id(place.name)} - theirs
        return found.pop() if len(found) == 1 and "" not in theirs else ""
    return ""


def _name(kept: KeptBackup) -> str:
    name = read_name(kept.file.name)
    return kept.file.name if name is None else name.without_number
