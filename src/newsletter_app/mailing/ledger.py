"""Writes down what becomes of each message before the next is begun."""

from collections.abc import Callable
from typing import TypeVar

from newsletter_app.errors import LibraryBusy
from newsletter_app.library.claims import Claimed, Outcome
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.runs import Runs

T = TypeVar("T")
_PAUSES = (1.0, 2.0, 4.0)
"""Seconds to wait where another program writes to the library for long."""


class Ledger:
    """The ledger of one run in the hands of one sender, who keeps the last outcome until it is written.

    Outcome and next claim are one transaction, durable before the server hears of the next message. Every
    method raises LibraryError where that cannot be done: then nothing more may be sent.
    """

    def __init__(
        self, runs: Runs, run: str, claimer: str, hash_address: HashAddress, wait: Callable[[float], object]
    ) -> None:
        self._runs = runs
        self._run = run
        self._claimer = claimer
        self._hash_address = hash_address
        self._wait = wait
        self._outcomes: list[Outcome] = []

    def note(self, outcome: Outcome) -> None:
        """Keep an outcome until the next write."""
        self._outcomes.append(outcome)

    def write(self) -> None:
        """Write the outcome that is kept, if there is one."""
        while self._outcomes:
            self._patiently(lambda: self._runs.record(self._run, self._outcomes[0]))
            self._outcomes.clear()

    def next(self, after: int) -> Claimed:
        """Write the outcome that is kept and claim the first waiting message numbered past `after`."""
        outcome = self._outcomes[0] if self._outcomes else None
        claimed = self._patiently(
            lambda: self._runs.claim(self._run, self._claimer, self._hash_address, outcome, after=after)
        )
        self._outcomes.clear()
        return claimed

    def _patiently(self, write: Callable[[], T]) -> T:
        for pause in _PAUSES:
            try:
                return write()
            except LibraryBusy:
                self._wait(pause)
        return write()
