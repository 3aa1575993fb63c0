"""Kills exports."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from torture.export_rig import WAYS, ExportRig, Way, way_of
from torture.killing import changed, kill_at, soon
from torture.outcome import Outcome
from torture.program import LONG
from torture.trees import TORN, Trees, tree_of


class Exports:
    """After a killed export there is the old one or the new one, and after the next no stray."""

    name = "export"
    about = "exports to every target, backups and lists of readers are killed"
    guard = "files written straight over the old ones"
    full = 100

    def lacking(self) -> str:
        """Return "": it can run everywhere."""
        return ""

    @contextmanager
    def bench(self, folder: Path) -> Iterator["ExportBench"]:
        """Give a bench with a library in two states."""
        yield ExportBench(folder)


class ExportBench:
    """Exports the new state over what was exported before."""

    def __init__(self, folder: Path) -> None:
        self._out = folder / "out"
        self._rig = ExportRig(folder)

    def case(self, number: int, dice: Random) -> Outcome:
        """Kill an export at one of its steps or at any moment of its writing; then let it run."""
        way = way_of(number)
        trees, steps = self._rig.known(way)
        self._put_before(way)
        if dice.random() < 0.6:
            step = dice.randint(1, steps)
            process = self._rig.new.start_mortal(self._out, step, *way.words, self._out / way.out)
            process.communicate(timeout=LONG)
        else:
            process = self._rig.new.start(*way.words, self._out / way.out)
            kill_at(process, changed(self._out), soon(dice))
        outcome = judged(trees, self._out, way, process.returncode)
        self._rig.new.do(*way.words, self._out / way.out)
        return with_the_next(outcome, trees, self._out, way)

    def control(self, _number: int, dice: Random) -> Outcome:
        """Kill an export that writes straight over the old file."""
        way = next(way for way in WAYS if way.name == "eml")
        trees, _steps = self._rig.known(way)
        self._put_before(way)
        careless = replace(self._rig.new, guard="with plain writes")
        process = careless.start(*way.words, self._out / way.out)
        kill_at(process, changed(self._out), dice.uniform(0, 0.002))
        return judged(trees, self._out, way, process.returncode)

    def _put_before(self, way: Way) -> None:
        shutil.rmtree(self._out, ignore_errors=True)
        shutil.copytree(self._rig.before(way), self._out)


def judged(trees: Trees, out: Path, way: Way, status: int | None) -> Outcome:
    """Return what an export left that ended with this status, None or negative where it was broken off."""
    state = trees.state(tree_of(out))
    is_lost = status == 0 and state != "new"
    found = [f"{way.name}: neither old nor new"] if state == TORN else []
    found += [f"{way.name}: acknowledged, and gone"] if is_lost else []
    return Outcome(int(status != 0), int(is_lost), int(state == TORN), tuple(found))


def with_the_next(outcome: Outcome, trees: Trees, out: Path, way: Way) -> Outcome:
    """Add what is wrong after the next export, which must be whole and leave nothing else."""
    tree = tree_of(out)
    found = [f"{way.name}: the next export is not whole"] if trees.state(tree) != "new" else []
    found += [f"{way.name}: {name} stayed" for name in trees.strays(tree)]
    return replace(outcome, torn=outcome.torn + len(found), found=(*outcome.found, *found))
