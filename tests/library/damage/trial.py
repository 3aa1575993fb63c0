"""Tries one damaged library: is it noticed, is it left alone, and what does a repair bring back."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from newsletter_app.content.items import Item, body_of
from newsletter_app.errors import LibraryError
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.early import Whole, open_early
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.repairing.told import Repaired
from newsletter_app.library.restoring import restore
from newsletter_app.library.schema import metadata
from newsletter_app.library.turns import FILE as LOCK
from newsletter_app.library.turns import Turns, WindowTurns

FILE = "library.sqlite"
PARTS = (FILE, f"{FILE}-wal", f"{FILE}-shm")
WAYS_OUT = ("library repair", "library restore", "Choose another folder", "Install the newer version")


@dataclass(frozen=True)
class Truth:
    """What a library held before it was damaged."""

    items: dict[str, Item]
    rows: dict[str, list[str]]
    states: dict[str, list[bytes]]


@dataclass
class Outcome:
    """What became of one damaged library; `wrong` is empty where all is as promised."""

    is_noticed: bool = False
    is_repaired: bool = False
    intact: int = 0
    older: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


def truth_of(folder: Path) -> Truth:
    """Return what a sound library holds."""
    with open_library(folder, clean_picture, make=False) as library:
        items = {item.record.id: item for item in everything(library)}
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection:
        rows = {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in metadata.tables
        }
        states: dict[str, list[bytes]] = {}
        for item, content in connection.execute("SELECT item, content FROM revision"):
            states.setdefault(item, []).append(content)
    return Truth(items, rows, states)


def try_one(folder: Path, truth: Truth) -> Outcome:
    """Open, check and repair a damaged library. Lets everything but LibraryErrors be raised."""
    outcome = Outcome()
    before = bytes_of(folder)
    is_refused = _look(folder, truth, outcome)
    if is_refused and not _is_left(folder, before):
        outcome.wrong.append("opening wrote to the original")
    if is_refused:
        _see_that_the_backup_takes_its_place(folder, outcome)
    before = bytes_of(folder)
    readable = _readable(before, truth)
    try:
        done = repair(folder)
    except LibraryError as error:
        _see_that_nothing_was_readable(folder, before, readable, str(error), outcome)
        return outcome
    outcome.is_repaired = done.aside is not None
    if done.aside is not None and bytes_of(done.aside) != before:
        outcome.wrong.append("what is aside is not what was there")
    _look_again(folder, truth, done, readable, outcome)
    return outcome


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the files of the database."""
    return {name: (folder / name).read_bytes() for name in PARTS if (folder / name).exists()}


def everything(library: Library) -> Iterator[Item]:
    """Give all items, those in the bin as well."""
    for query in (Query(), Query(deleted=True)):
        for card in library.items.cards(query, 0, 10_000):
            yield library.items.get(card.id)


def open_as_command(folder: Path) -> Library:
    """Open it as a command does that writes, which makes a library where there is none."""
    return open_library(folder, clean_picture, make=True)


@contextlib.contextmanager
def open_as_window(folder: Path) -> Iterator[Library]:
    """Open it as a window does at its first start."""

    def opened(turns: Turns) -> Library:
        return open_library(folder, clean_picture, make=True, turns=turns)

    whole = Whole(opened, WindowTurns(folder))
    try:
        with open_early(folder, whole):
            yield whole()
    finally:
        whole.close()


def _look(folder: Path, truth: Truth, outcome: Outcome) -> bool:
    """Open and check in both ways; tell whether it was refused."""
    is_refused = [_is_refused(folder, opened, outcome) for opened in (open_as_command, open_as_window)]
    if len(set(is_refused)) > 1:
        outcome.wrong.append("a window and a command do not say the same")
    if any(is_refused):
        return True
    if not outcome.is_noticed:
        now = truth_of(folder)
        outcome.wrong += [f"unnoticed in {name}" for name in truth.rows if now.rows[name] != truth.rows[name]]
    return False


def _is_refused(
    folder: Path, opened: Callable[[Path], AbstractContextManager[Library]], outcome: Outcome
) -> bool:
    before = _beside(folder)
    try:
        with opened(folder) as library:
            outcome.is_noticed = library.is_too_new or bool(library.upkeep.faults())
            with contextlib.suppress(LibraryError):
                list(everything(library))
    except LibraryError as error:
        outcome.is_noticed = True
        if not any(way in error.hint for way in WAYS_OUT):
            outcome.wrong.append(f"no way out is named: {error}")
        if _beside(folder) != before:
            outcome.wrong.append("opening left something beside the original")
        return True
    return False


def _beside(folder: Path) -> dict[str, bytes]:
    """Return what lies in the folder besides the database; a lock says nothing of the library."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (*PARTS, LOCK)
    }


def _see_that_the_backup_takes_its_place(folder: Path, outcome: Outcome) -> None:
    """Take back the newest backup in a copy of the folder, as the page of the window offers."""
    copy = shutil.copytree(folder, folder.with_name("taken-back"))
    before = bytes_of(copy)
    found = BackupShelf(copy / BACKUPS).newest()
    if found is None:
        outcome.wrong.append("no backup is offered")
    else:
        aside = restore(copy, found[0].file).aside
        kept = bytes_of(aside) if aside is not None else {}
        changed = [name for name in PARTS[:2] if kept.get(name) != before.get(name)]
        if changed:
            outcome.wrong.append(f"not kept aside by a restore as it was: {changed}")
        with open_library(copy, clean_picture, make=False) as library:
            if library.items.counts().posts != found[0].posts:
                outcome.wrong.append("not all that was in the backup is there")
    shutil.rmtree(copy)


def _is_left(folder: Path, before: dict[str, bytes]) -> bool:
    """Tell whether file and log are as they were; the index of the log says nothing that is not in it."""
    now = bytes_of(folder)
    return all(now.get(name) == before.get(name) for name in PARTS[:2] if before.get(name) or now.get(name))


def _readable(files: dict[str, bytes], truth: Truth) -> dict[str, bool]:
    """Return the ids of items of which a text stands in the files in one piece; True where it is the newest.

    This knows nothing of how the files are made: whatever a person could find in them counts.
    """
    data = files.get(FILE, b"") + files.get(f"{FILE}-wal", b"")
    found = {}
    for item_id, item in truth.items.items():
        body = body_of(item).encode()
        if len(body) > 30 and body in data and item_id.encode() in data:
            found[item_id] = True
        elif any(state in data for state in truth.states.get(item_id, ())):
            found[item_id] = False
    return found


def _see_that_nothing_was_readable(
    folder: Path, before: dict[str, bytes], readable: dict[str, bool], said: str, outcome: Outcome
) -> None:
    outcome.lost = len(readable)
    if not _is_left(folder, before):
        outcome.wrong.append("a repair that failed wrote to the original")
    if readable and "newer version" not in said:
        outcome.wrong.append(f"nothing saved, {len(readable)} readable: {said}")


def _look_again(
    folder: Path, truth: Truth, done: Repaired, readable: dict[str, bool], outcome: Outcome
) -> None:
    with open_library(folder, clean_picture, make=False) as library:
        faults = [fault.message for fault in library.upkeep.faults()]
        now = {item.record.id: item for item in everything(library)}
    outcome.wrong += [f"afterwards: {fault}" for fault in faults if "file of the picture" not in fault]
    bodies = {body_of(item) for item in now.values()}
    told = " ".join(each.message for each in done.told)
    for item_id, item in truth.items.items():
        is_same = item_id in now and now[item_id].with_record(item.record) == item
        outcome.intact += is_same
        outcome.older += not is_same and item_id in now
        outcome.lost += item_id not in now
        if readable.get(item_id) and body_of(item) not in bodies:
            outcome.wrong.append(f"{item_id} was readable, and its newest text is not there")
        elif item_id in readable and item_id not in now and body_of(item) not in bodies:
            outcome.wrong.append(f"{item_id} was readable in a kept state, and is not there")
        if not is_same and item_id not in told and done.is_complete:
            outcome.wrong.append(f"{item_id} is not as it was, and nobody says so")
    if repair(folder).aside is not None:
        outcome.wrong.append("repaired twice")
