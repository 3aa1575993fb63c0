"""Kills restores and repairs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from torture.killing import changed, kill_at
from torture.outcome import Outcome
from torture.program import LONG, Program
from torture.replacing_rig import Way, parts_of, titles, ways

_LEFT = ("restoring", ".restored-*", "aside/*.part")


class Restores:
    """A killed restore or repair leaves the old library, or the new one with the old one put aside, whole."""

    name = "restore"
    about = "restores and repairs are killed"
    guard = "the decision that is written down"
    full = 100

    def lacking(self) -> str:
        """Return "": it can run everywhere."""
        return ""

    @contextmanager
    def bench(self, folder: Path) -> Iterator["RestoreBench"]:
        """Give a bench with a library that was not closed, and a damaged one."""
        yield RestoreBench(folder)


class RestoreBench:
    """Replaces a copy of a library."""

    def __init__(self, folder: Path) -> None:
        self._program = Program(folder / "library", folder / "home")
        self._ways = ways(folder)
        self._steps: dict[tuple[str, str], int] = {}

    def case(self, number: int, dice: Random) -> Outcome:
        """Kill it at one of its steps, often a late one, or at any moment; then do it again to its end."""
        way = self._ways[number % len(self._ways)]
        if dice.random() < 0.8:
            is_killed = self._at_a_step(self._program, way, dice, begin=dice.choice((0.0, 0.6)))
        else:
            way.put(self._program)
            process = self._program.start(*way.words)
            is_killed = kill_at(process, changed(self._program.library), dice.uniform(0, 1))
        outcome = self._judged(way, is_killed=is_killed)
        return self._done_again(outcome, way) if self._is_old(way) else outcome

    def control(self, _number: int, dice: Random) -> Outcome:
        """Kill a restore among its last steps, of which nobody can tell that they are to be finished."""
        careless = replace(self._program, guard="without a decision")
        is_killed = self._at_a_step(careless, self._ways[0], dice, begin=0.85)
        return self._judged(self._ways[0], is_killed=is_killed)

    def _at_a_step(self, program: Program, way: Way, dice: Random, begin: float) -> bool:
        known = (way.name, program.guard)
        way.put(program)
        if known not in self._steps:
            self._steps[known] = program.steps(program.library, *way.words)
            way.put(program)
        step = dice.randint(1 + int(begin * self._steps[known]), self._steps[known])
        process = program.start_mortal(program.library, step, *way.words)
        process.communicate(timeout=LONG)
        return process.returncode < 0

    def _done_again(self, outcome: Outcome, way: Way) -> Outcome:
        before = parts_of(self._program.library)  # looking at it closed it
        again = self._program.run(*way.words)
        outcome = _and(outcome, [f"again: it said {again.status}, {again.err}"] if again.status else [])
        return _and(outcome, self._what_is_wrong(way, before, may_be_old=False))

    def _judged(self, way: Way, *, is_killed: bool) -> Outcome:
        return _and(
            Outcome(int(is_killed)), self._what_is_wrong(way, parts_of(way.before), may_be_old=is_killed)
        )

    def _is_old(self, way: Way) -> bool:
        return not list((self._program.library / "aside").glob("*")) and self._shown() == way.old

    def _shown(self) -> frozenset[str] | None:
        """Return the titles that the program shows; None where it says that the library is damaged."""
        return None if self._program.run("library", "check").status else titles(self._program)

    def _what_is_wrong(self, way: Way, before: dict[str, bytes], *, may_be_old: bool) -> Iterator[str]:
        """Have the program open it, then look at what lies there."""
        library = self._program.library
        shown = self._shown()
        asides = [parts_of(place) for place in (library / "aside").glob("*")]
        yield from (f"{way.name}: {left.name} is left" for each in _LEFT for left in library.glob(each))
        if shown == way.new and asides == [before]:
            return
        if not may_be_old or shown != way.old or asides:
            yield f"{way.name}: neither old nor new: {shown and len(shown)} posts, {len(asides)} put aside"
        elif shown is None and parts_of(library) != before:
            yield f"{way.name}: the damaged library is not as it was"


def _and(outcome: Outcome, faults: Iterable[str]) -> Outcome:
    more = tuple(faults)
    return replace(outcome, torn=outcome.torn + len(more), found=(*outcome.found, *more))
