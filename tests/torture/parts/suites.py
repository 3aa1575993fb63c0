"""Runs tests that have a long form and controls of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import ClassVar

from torture.outcome import Outcome
from torture.program import TESTS


@dataclass(frozen=True, slots=True)
class Suite:
    """Some of the tests, at their full length; they say by themselves what they lack."""

    name: str
    about: str
    words: tuple[str, ...]
    full: ClassVar[int] = 1
    guard: ClassVar[str] = ""

    def lacking(self) -> str:
        """Return "": they can run everywhere."""
        return ""

    @contextmanager
    def bench(self, _folder: Path) -> Iterator["SuiteBench"]:
        """Give a bench that starts them."""
        yield SuiteBench(self.words)


@dataclass(frozen=True, slots=True)
class SuiteBench:
    """Starts pytest, and tells whether all passed."""

    words: tuple[str, ...]

    def case(self, _number: int, _dice: Random) -> Outcome:
        """Run the tests; what they say goes to stderr."""
        status = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:benchmark", *self.words],
            cwd=TESTS.parent,
            env=os.environ | {"NEWSLETTER_TORTURE": "1"},
            stdout=sys.stderr,
            check=False,
        ).returncode
        return Outcome(torn=int(status != 0), found=(f"pytest ended with {status}",) if status else ())

    def control(self, _number: int, _dice: Random) -> Outcome:
        """Do nothing: the tests have their own controls beside them."""
        return Outcome()
