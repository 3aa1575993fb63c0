"""Kills the window while somebody types."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

from torture.killing import soon, written
from torture.outcome import Outcome
from torture.program import Program, wait_until
from torture.soundness import faults_of
from torture.typing_rig import BEGUN, TITLE, TypingWindow, words_in

MOST_S = 2.0
"""The bar: no word that was typed longer ago than this is lost, acknowledged or not."""
_LIVES = 40
"""Kills after which a new library is begun, so that the text stays one that people write."""


class Typing:
    """The window dies at a random moment, or in the middle of a save; the next one shows what was written."""

    name = "typing"
    about = "the window is killed while numbered words are typed, in a library that is free or busy"
    guard = "a journal that keeps nothing, in a library that is busy"
    full = 300

    def lacking(self) -> str:
        """Return "": it can run everywhere."""
        return ""

    @contextmanager
    def bench(self, folder: Path) -> Iterator["TypingBench"]:
        """Give a bench whose window types between the cases too."""
        with ExitStack() as stack:
            yield TypingBench(folder, stack)


class TypingBench:
    """A window that is always there; each case kills it and opens the next."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._window: TypingWindow | None = None
        self._lives = 0

    def case(self, number: int, dice: Random) -> Outcome:
        """Kill the window while it types, and look at what the next one shows."""
        window = self._window if self._window and self._lives % _LIVES else self._fresh(f"{number}")
        self._lives += 1
        self._window = None  # a case that breaks off leaves none behind for the next one
        kill = self._kill_while_busy if number % 3 == 2 else self._kill_while_typing
        ended = kill(window, dice)
        fault = faults_of(self._program.library / "library.sqlite")
        after = self._opened(dice.randrange(1 << 30), max(window.typed, default=0) + 1)
        outcome = judged(window, ended, after.wait_until_ready(), fault)
        self._window = after
        return outcome

    def control(self, number: int, dice: Random) -> Outcome:
        """Do the same without a journal while the library is busy."""
        window = self._fresh(f"control-{number}", guard="without a journal")
        ended = self._kill_while_busy(window, dice)
        after = self._opened(0, max(window.typed) + 1)
        outcome = judged(window, ended, after.wait_until_ready(), "")
        after.end()
        return outcome

    def _fresh(self, name: str, guard: str = "") -> TypingWindow:
        place = self._folder / f"library-{name}-{self._lives}"
        self._program = Program(place / "library", place / "home", guard)
        self._program.do("new", "post", "--title", TITLE, "--body", "-", typed=BEGUN)
        window = self._opened(0, 1)
        window.wait_until_ready()
        return window

    def _opened(self, seed: int, first: int) -> TypingWindow:
        return self._stack.enter_context(TypingWindow(self._program, seed, first))

    def _kill_while_typing(self, window: TypingWindow, dice: Random) -> float:
        """Kill it, half of the time in the middle of a save; return the moment."""
        window.wait_for_words(dice.randrange(1, 25))
        if dice.random() < 0.5:
            wait_until(written(self._program.library / "library.sqlite-wal"), 3.0)
            time.sleep(soon(dice))
        else:
            time.sleep(dice.uniform(0, 1.2))
        return window.end_while_alive()

    def _kill_while_busy(self, window: TypingWindow, dice: Random) -> float:
        """Kill it while another program does not let it into the library; return the moment."""
        with contextlib.closing(sqlite3.connect(self._program.library / "library.sqlite")) as other:
            window.wait_for_words(len(window.typed) + 1)
            other.execute("BEGIN IMMEDIATE")
            window.wait_for_words(len(window.typed) + dice.randrange(30, 60))
            time.sleep(dice.uniform(0, 1.2))
            return window.end_while_alive()


def judged(window: TypingWindow, ended: float, text: str, fault: str) -> Outcome:
    """Compare what the next window shows with what this one showed at first, typed and said."""
    there = words_in(text)
    gone = sorted(number for number in window.typed if number not in there)
    shown_before = words_in(window.shown or "") - there
    acknowledged = sorted(shown_before | {number for number in gone if number <= window.safe})
    # where the window itself stood still, its timers did as well
    late = [number for number in gone if ended - window.typed[number] > MOST_S + window.late]
    found = []
    if acknowledged:
        found.append(f"words {acknowledged[0]} to {acknowledged[-1]} were shown as saved and are gone")
    if late:
        found.append(f"words typed up to {ended - window.typed[late[0]]:.1f} s before the end are gone")
    if fault:
        found.append(f"the library is damaged: {fault}")
    seconds = max((ended - window.typed[number] for number in gone), default=0.0)
    return Outcome(
        ended=1,
        lost=len(set(acknowledged) | set(late)),
        torn=bool(fault),
        found=tuple(found),
        measured={"seconds of typing lost": seconds},
    )
