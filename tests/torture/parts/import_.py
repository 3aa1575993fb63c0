"""Kills imports."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from torture.batches import Batch, batches
from torture.killing import changed, kill_at
from torture.outcome import Outcome
from torture.program import LONG, Program


class Imports:
    """A killed import has brought all or nothing, and run again it brings all, each once."""

    name = "import"
    about = "imports of posts with pictures, of a text and of 10,000 readers are killed"
    guard = "a transaction for each item"
    full = 100

    def lacking(self) -> str:
        """Return "": it can run everywhere."""
        return ""

    @contextmanager
    def bench(self, folder: Path) -> Iterator["ImportBench"]:
        """Give a bench with a library that is small before each import."""
        yield ImportBench(folder)


class ImportBench:
    """Imports into a copy of a small library."""

    def __init__(self, folder: Path) -> None:
        self._program = Program(folder / "library", folder / "home")
        self._small = Program(folder / "small", folder / "home")
        self._small.do("new", "post", "--title", "There before", "--body", "-", typed="Words.")
        self._batches = batches(folder)
        self._once: dict[str, tuple[int, float]] = {}

    def case(self, number: int, dice: Random) -> Outcome:
        """Kill an import at one of its steps, or soon after it began to write; then run it to its end."""
        batch = self._batches[number % len(self._batches)]
        steps, takes = self._known(batch)
        self._begin_small()
        if dice.random() < 0.5:
            process = self._program.start_mortal(self._program.library, dice.randint(1, steps), *batch.words)
            process.communicate(timeout=LONG)
        else:
            process = self._program.start(*batch.words)
            kill_at(process, changed(self._program.library), dice.uniform(0, takes / 3))
        outcome = self._judged(batch, is_killed=process.returncode < 0)
        again = self._program.run(*batch.words)
        return self._judged_again(outcome, batch, again.status)

    def control(self, _number: int, dice: Random) -> Outcome:
        """Kill an import that counts after each item."""
        self._begin_small()
        careless = replace(self._program, guard="with a transaction for each item")
        trigger = changed(self._program.library / "assets")
        is_killed = kill_at(careless.start(*self._batches[0].words), trigger, dice.uniform(0.02, 0.3))
        return self._judged(self._batches[0], is_killed=is_killed)

    def _known(self, batch: Batch) -> tuple[int, float]:
        """Return in how many steps an import is written, and in how many seconds."""
        if batch.name not in self._once:
            self._begin_small()
            began = time.monotonic()
            steps = self._program.steps(self._program.library, *batch.words)
            self._once[batch.name] = (steps, time.monotonic() - began)
            assert batch.count(self._program) == batch.whole, batch
        return self._once[batch.name]

    def _begin_small(self) -> None:
        shutil.rmtree(self._program.library, ignore_errors=True)
        shutil.copytree(self._small.library, self._program.library)

    def _judged(self, batch: Batch, *, is_killed: bool) -> Outcome:
        """Return what a broken-off import left."""
        count = batch.count(self._program)
        is_half = count not in (0, batch.whole) or not (is_killed or count)
        found = (f"{batch.name}: {count} of {batch.whole} came",) if is_half else ()
        return Outcome(int(is_killed), 0, int(is_half), found)

    def _judged_again(self, outcome: Outcome, batch: Batch, status: int) -> Outcome:
        """Add what is wrong after the import was run to its end."""
        count = batch.count(self._program)
        found = [f"{batch.name}: run again it ended with {status}"] if status else []
        found += [f"{batch.name}: run again there are {count}"] if count != batch.whole else []
        found += [f"{batch.name}: {name} is nobody's picture" for name in self._orphans()]
        check = self._program.run("library", "check")
        found += [f"{batch.name}: library check says {check.out}{check.err}"] if check.status else []
        return replace(outcome, torn=outcome.torn + len(found), found=(*outcome.found, *found))

    def _orphans(self) -> list[str]:
        """Return the files of pictures that no row names."""
        named = {each["sha256"] for each in self._program.do("list", "assets", "--json").json["items"]}
        files = (self._program.library / "assets").iterdir()
        return sorted(file.name for file in files if file.name.partition(".")[0] not in named)
