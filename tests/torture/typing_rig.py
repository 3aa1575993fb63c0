"""Starts a window that types, and knows what it said."""

import json
import re
import subprocess
import threading
import time
from typing import Any, Self

from torture.killing import end
from torture.program import Program, wait_until

_WORDS = re.compile(r"w(\d{6})")
BEGUN = "Begun."
_OPENS_S = 90.0
TITLE = "A post that is being written"


def words_in(text: str) -> set[int]:
    """Return the numbers of the words in a text."""
    return set(map(int, _WORDS.findall(text)))


def missing(last: int, there: set[int]) -> set[int]:
    """Return which of the words up to the last one are not there."""
    return set(range(1, last + 1)) - there


class OnlyReads(AssertionError):
    """The window opened, and takes no words."""


class TypingWindow:
    """The window in a process of its own, which types by itself; `typed` has the moment of each word.

    The status bar said of the words up to `saved` that the library has them, of those up to `safe` that they
    are saved or kept in the journal.
    """

    def __init__(self, program: Program, seed: int, first: int, *, keeping: float = 0.0) -> None:
        self.shown: str | None = None
        self.read: str | None = None
        self.typed: dict[int, float] = {}
        self.safe = self.saved = first - 1
        self.late = 0.0
        self._words = (program.library, program.guard, seed, first, keeping)
        self._program = program

    def __enter__(self) -> Self:
        self.process = self._program.start_module("torture.typist", *self._words, stderr=subprocess.DEVNULL)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_reason: object) -> None:
        self.end()

    def wait_until_ready(self) -> str:
        """Return what it shows once it can be typed into.

        Raises OnlyReads where it shows an item that takes no words, AssertionError where nothing ever comes.
        """
        wait_until(self._is_open, _OPENS_S)
        if self.shown is None and self.read is not None:
            raise OnlyReads(self.read)
        assert self.shown is not None, f"the window did not open: {self.process.poll()}"
        return self.shown

    def _is_open(self) -> bool:
        return self.shown is not None or self.read is not None or self.process.poll() is not None

    def wait_for_words(self, count: int) -> None:
        """Wait until it has typed so many. Raises AssertionError where it ends by itself."""
        wait_until(lambda: len(self.typed) >= count or self.process.poll() is not None)
        assert len(self.typed) >= count, f"the window stopped after {len(self.typed)} words"

    def end_while_alive(self) -> float:
        """Kill it, and return the moment. Raises AssertionError where it had ended by itself."""
        assert self.process.poll() is None, "the window ended by itself"
        moment = time.monotonic()
        self.end()
        return moment

    def end(self) -> None:
        """Kill it; what it had said is known afterwards."""
        end(self.process)
        self._reader.join()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                if line.endswith("\n"):
                    self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        if "shows" in line:
            self.shown = line["shows"]
        elif "reads" in line:
            self.read = line["reads"]
        elif "typed" in line:
            self.typed[line["typed"]] = line["at"]
        elif "late" in line:
            self.late = max(self.late, line["late"])
        else:
            self.safe = line["safe"]
            if line["says"].startswith("Saved"):
                self.saved = self.safe
