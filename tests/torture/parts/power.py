"""Takes the power away while words are saved."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from torture import disks
from torture.outcome import Outcome
from torture.program import Program, wait_until
from torture.saver import SavingCommands
from torture.typing_rig import BEGUN, TITLE, TypingWindow, missing, words_in


class PowerCuts:
    """A save that was acknowledged is there after a power cut, by the window as by the command line."""

    name = "power"
    about = "the power is cut while the window and the command line save"
    guard = "synchronous OFF"
    full = 100

    def lacking(self) -> str:
        """Return what it takes to cut the power of a disk."""
        return disks.lacking()

    @contextmanager
    def bench(self, folder: Path) -> Iterator["PowerBench"]:
        """Give a bench that makes a disk for each case."""
        yield PowerBench(folder)


@dataclass(frozen=True, slots=True)
class Told:
    """Up to which word somebody was told that the library has it, and that it is safe somewhere."""

    whose: str
    saved: int
    safe: int


@dataclass(frozen=True, slots=True)
class PowerBench:
    """Puts library and home on a disk, saves, cuts, and reads what is there afterwards."""

    folder: Path

    def case(self, number: int, dice: Random) -> Outcome:
        """Cut the power of the program as it is; two cases of three save by the window."""
        return self._cut(dice, "", by_window=number % 3 < 2)

    def control(self, number: int, dice: Random) -> Outcome:
        """Cut it where SQLite does not wait for the disk."""
        return self._cut(dice, "without syncing", by_window=True)

    def _cut(self, dice: Random, guard: str, *, by_window: bool) -> Outcome:
        with disks.power_disk(self.folder) as disk:
            program = Program(disk.place / "library", disk.place / "home")
            program.do("new", "post", "--title", TITLE, "--body", "-", typed=BEGUN)
            careless = Program(program.library, program.home, guard)
            saves = _saved_by_window if by_window else _saved_by_commands
            told = saves(careless, disk, dice)
            disk.come_back()
            return _judged(program, told)


def _saved_by_window(program: Program, disk: disks.PowerDisk, dice: Random) -> Told:
    """Type and press Ctrl+S until the power goes; return what the window said."""
    with TypingWindow(program, dice.randrange(1 << 30), 1, keeping=0.5) as window:
        window.wait_until_ready()
        wait_until(lambda: window.safe > 3)
        time.sleep(dice.uniform(0, 2.5))
        disk.cut()
    return Told("the window", window.saved, window.safe)


def _saved_by_commands(program: Program, disk: disks.PowerDisk, dice: Random) -> Told:
    """Save by one command after the other until the power goes; return what they said."""
    with SavingCommands(program) as commands:
        wait_until(lambda: commands.safe > 0)
        time.sleep(dice.uniform(0, 3))
        disk.cut()
    return Told("the command line", commands.safe, commands.safe)


def _judged(program: Program, told: Told) -> Outcome:
    """Read the library as anybody does after a start, then look at what the window shows."""
    listed = program.run("list", "posts", "--json")
    posts = listed.json["items"] if listed.status == 0 else []
    if not posts:
        found = f"no post is there after {told.whose} had saved; {listed.err.strip()}"
        return Outcome(1, told.safe, 1, (found,))
    in_library = words_in(program.do("show", posts[0]["id"], "--json").json["body"])
    check = program.run("library", "check")
    with TypingWindow(program, 0, told.safe + 1) as window:
        in_window = words_in(window.wait_until_ready())
    unsaved = missing(told.saved, in_library)
    gone = missing(told.safe, in_window)
    found = [f"{len(unsaved)} words that {told.whose} called saved are not in the library"] if unsaved else []
    found += [f"{len(gone)} words that {told.whose} called saved or kept are gone"] if gone else []
    found += [f"library check: {check.out.strip()} {check.err.strip()}"] if check.status else []
    measured = {"words acknowledged before": told.safe, "of them called saved": told.saved}
    return Outcome(1, len(unsaved | gone), int(check.status != 0), tuple(found), measured)
