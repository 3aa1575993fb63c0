"""What a part of the torture promises."""

from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from typing import Protocol

from torture.outcome import Outcome


class Bench(Protocol):
    """A place where cases are tried one after the other."""

    def case(self, number: int, dice: Random) -> Outcome:
        """Try the program as it is shipped; all that is random comes from the dice."""

    def control(self, number: int, dice: Random) -> Outcome:
        """Try it with a guard taken out, so that something must be lost sooner or later."""


class Part(Protocol):
    """One way to end a program by force, in one file; it is listed in registry.py.

    `full` is the number of cases in full. `guard` says what the control does without, "" where a part has no
    control of its own.
    """

    name: str
    about: str
    guard: str
    full: int

    def lacking(self) -> str:
        """Return what this machine lacks for it, as the beginning of a sentence; "" where it can run."""

    def bench(self, folder: Path) -> AbstractContextManager[Bench]:
        """Prepare a bench in an empty folder, and leave nothing running or mounted behind."""
