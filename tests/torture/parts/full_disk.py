"""Works on disks that are too small, from no room at all to room enough."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from torture import disks
from torture.deeds import Deed, deeds, words, write_sources
from torture.outcome import Outcome
from torture.program import Program, wait_until
from torture.typing_rig import OnlyReads, TypingWindow, missing, words_in

_SIZES, _STEP_KB = 60, 16
_ROOMY_KB = 60_000
_TYPED = 25
_LEFT = "backups/.unfinished-0a1b2c3d/library.sqlite"
"""What a killed backup left: the next one takes it away, so that there is room again halfway."""
_LEFT_KB = 300
_FULL = re.compile(r"is full: [\d.,]+ MB free, about [\d.,]+ MB needed")


class FullDisks:
    """On a full disk nothing acknowledged is lost, typing goes on, and is saved once there is room."""

    name = "full-disk"
    about = "a day's work on disks of 60 sizes, in steps of 16 kB, beside what a killed backup left"
    guard = "exports written straight over the old ones"
    full = _SIZES

    def lacking(self) -> str:
        """Return what it takes to mount a small disk."""
        return disks.lacking()

    @contextmanager
    def bench(self, folder: Path) -> Iterator["FullDiskBench"]:
        """Give a bench with a library to copy onto each disk."""
        yield _bench(folder)


@dataclass(frozen=True, slots=True)
class FullDiskBench:
    """Copies a library onto a disk with so much room left, works, and makes room at the end."""

    folder: Path
    usual: Program
    taken_kb: int

    def case(self, number: int, dice: Random) -> Outcome:
        """Work on a disk of another size each; one of three has the person's home on it as well."""
        room = (number * 23 + 11) % _SIZES * _STEP_KB
        with disks.small_disk(self.folder, self.taken_kb + room) as drive:
            program = self._put(drive, has_home=number % 3 == 0)
            found, done = [], []
            for deed in dice.sample(deeds(drive, self.folder), k=len(deeds(drive, self.folder))):
                said = program.run(*deed.words, typed=deed.typed)
                if said.status == 0:
                    done.append(deed)
                elif not _FULL.search(said.err):
                    found.append(f"{deed.name}: said {said.status}, {said.err.strip()}")
            typed = _type(program, drive, dice.randrange(1 << 30))
            lost = list(_gone(program, done))
            torn = len(found) + typed.torn
            return Outcome(0, len(lost) + typed.lost, torn, (*lost, *found, *typed.found), typed.measured)

    def control(self, _number: int, _dice: Random) -> Outcome:
        """Export over what was exported before, straight, where there is no room."""
        with disks.small_disk(self.folder, self.taken_kb + _STEP_KB) as drive:
            program = replace(self._put(drive, has_home=False), guard="with plain writes")
            (export,) = [deed for deed in deeds(drive, self.folder) if deed.name == "export"]
            program.run(*export.words)
            is_torn = not export.is_there(program)
            return Outcome(0, 0, int(is_torn), ("the old export is torn",) if is_torn else ())

    def _put(self, drive: Path, *, has_home: bool) -> Program:
        shutil.copytree(self.usual.library, drive / "library")
        shutil.copy(self.folder / "mail.eml", drive / "mail.eml")
        home = drive / "home" if has_home else self.folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        return Program(drive / "library", home)


def _bench(folder: Path) -> FullDiskBench:
    usual = Program(folder / "library", folder / "home")
    write_sources(folder)
    usual.do("new", "post", "--title", "The hall", "--body", "-", typed=words(0, 20_000))
    usual.do("new", "newsletter", "--title", "Spring", "--subject", "News", "--entry", "the-hall:full")
    usual.do("export", "spring", "--to", "eml", "--out", folder / "mail.eml")
    usual.do("edit", "the-hall", "--body", "-", typed=words(4, 200_000))
    (usual.library / "reserve.bin").unlink(missing_ok=True)  # a disk as small as these has no room for it
    (usual.library / _LEFT).parent.mkdir()
    (usual.library / _LEFT).write_bytes(bytes(_LEFT_KB * 1024))
    files = [folder / "mail.eml", *usual.library.rglob("*")]
    return FullDiskBench(folder, usual, sum(4 + file.stat().st_size // 1024 for file in files))


def _type(program: Program, drive: Path, seed: int) -> Outcome:
    """Type on the full disk, make room, and wait until the window has saved by itself.

    Where not a byte is free the library can only be read: a window that is opened once there is room writes.
    """
    try:
        return _typed(program, drive, seed)
    except OnlyReads:
        disks.grow(drive, _ROOMY_KB)
        typed = _typed(program, drive, seed)
        return replace(typed, measured=typed.measured | {"windows that could only read before that": 1})


def _typed(program: Program, drive: Path, seed: int) -> Outcome:
    with TypingWindow(program, seed, 1, keeping=0.1) as window:
        window.wait_until_ready()
        window.wait_for_words(_TYPED)
        safe_before = window.safe
        disks.grow(drive, _ROOMY_KB)
        reached = len(window.typed)
        is_saved = wait_until(lambda: window.saved >= reached, 100)
    items = program.do("list", "posts", "--json").json["items"]
    in_library = words_in(" ".join(program.do("show", each["id"], "--json").json["body"] for each in items))
    with TypingWindow(program, 0, window.safe + 1) as after:
        in_window = words_in(after.wait_until_ready())
    unsaved = missing(window.saved, in_library)
    gone = missing(window.safe, in_window)
    found = (
        [f"typing: {len(unsaved)} words that were shown as saved are not in the library"] if unsaved else []
    )
    found += [f"typing: {len(gone)} words that were shown as saved or kept are gone"] if gone else []
    found += [] if is_saved else ["typing: not saved although there was room again"]
    measured = {"words typed before there was room": reached, "of them shown as safe": safe_before}
    return Outcome(0, len(unsaved | gone), int(not is_saved), tuple(found), measured)


def _gone(program: Program, done: list[Deed]) -> Iterator[str]:
    for deed in done:
        if not deed.is_there(program):
            yield f"{deed.name}: acknowledged, and gone"
