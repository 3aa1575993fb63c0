"""Kills upgrades of libraries that older versions made."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from newsletter_app.library.versions import SCHEMA_VERSION
from torture.killing import changed, kill_at, soon
from torture.outcome import Outcome
from torture.program import LONG, TESTS, Program
from torture.soundness import ask, faults_of

_FIXTURES = TESTS / "library" / "fixtures"
_OLDER = range(1, SCHEMA_VERSION)
_POST = "cafe-outcomes"


class Upgrades:
    """A killed upgrade leaves the old library or the new one, with a backup of the old one from before."""

    name = "upgrade"
    about = "upgrades from every older version are killed"
    guard = "a transaction for each statement"
    full = 60

    def lacking(self) -> str:
        """Return "": it can run everywhere."""
        return ""

    @contextmanager
    def bench(self, folder: Path) -> Iterator["UpgradeBench"]:
        """Give a bench that upgrades copies of the fixture libraries."""
        yield UpgradeBench(folder)


class UpgradeBench:
    """Opens an old library, which upgrades it."""

    def __init__(self, folder: Path) -> None:
        self._program = Program(folder / "library", folder / "home")
        self._file = self._program.library / "library.sqlite"
        self._steps: dict[tuple[int, str], int] = {}

    def case(self, number: int, dice: Random) -> Outcome:
        """Kill the upgrade at one of its steps, or at any moment."""
        old = _OLDER[number % len(_OLDER)]
        if dice.random() < 0.8:
            return self._judged(old, is_killed=self._at_a_step(self._program, old, dice))
        self._put_old(old)
        process = self._program.start("list", "posts")
        return self._judged(old, is_killed=kill_at(process, changed(self._program.library), soon(dice)))

    def control(self, _number: int, dice: Random) -> Outcome:
        """Kill the longest upgrade in its second half, past its backup, where each statement counts."""
        careless = replace(self._program, guard="with a transaction for each statement")
        return self._judged(_OLDER[0], is_killed=self._at_a_step(careless, _OLDER[0], dice, begin=0.5))

    def _put_old(self, version: int) -> None:
        shutil.rmtree(self._program.library, ignore_errors=True)
        shutil.copytree(_FIXTURES / f"schema-{version}", self._program.library)

    def _at_a_step(self, program: Program, old: int, dice: Random, begin: float = 0.0) -> bool:
        """Kill it at a file or a statement that it writes, for its backup or for its tables."""
        known = (old, program.guard)
        self._put_old(old)
        if known not in self._steps:
            self._steps[known] = program.steps(program.library, "list", "posts")
            self._put_old(old)
        step = dice.randint(1 + int(begin * self._steps[known]), self._steps[known])
        process = program.start_mortal(program.library, step, "list", "posts")
        process.communicate(timeout=LONG)
        return process.returncode < 0

    def _judged(self, old: int, *, is_killed: bool) -> Outcome:
        """Look at the file as it was left, then have the program open it."""
        left = faults_of(self._file) or _odd_version(self._file, old)
        found = [f"from {old}: {left}"] if left else []
        check = self._program.run("library", "check")
        if check.status:
            found.append(f"from {old}: it does not open: {check.err.strip() or check.out.strip()}")
        else:
            found += [f"from {old}: {fault}" for fault in self._what_is_missing()]
        return Outcome(int(is_killed), 0, len(found), tuple(found))

    def _what_is_missing(self) -> Iterator[str]:
        if self._program.do("show", _POST, "--json").json["body"] != "Nine points.":
            yield "the post is another one"
        kept = self._program.do("library", "backups", "--json").json["items"]
        if not any(each["reason"] == "before-upgrade" for each in kept):
            yield "there is no backup from before"


def _odd_version(file: Path, old: int) -> str:
    """Return what is odd about the version, "" where the library is wholly old or wholly new."""
    try:
        ((version,),) = ask(file, "PRAGMA user_version")
        ((step,),) = ask(file, "SELECT version_num FROM alembic_version")
    except (sqlite3.Error, ValueError) as error:
        return f"no version: {error}"
    return (
        "" if version in (old, SCHEMA_VERSION) and int(step) == version else f"version {version}, step {step}"
    )
