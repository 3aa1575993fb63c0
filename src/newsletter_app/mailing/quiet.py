"""Measures the time to think better of a sending."""

from collections.abc import Callable
from datetime import timedelta

from newsletter_app.mailing.clock import Clock
from newsletter_app.mailing.waiting import STEP, IsOver

UNSEEN = 5.0
"""Seconds between two looks in which nobody can have looked on: the computer slept, the program stood."""
AGAIN = 60.0
"""Seconds to think that come back after such a gap, at most."""
OVERDUE = timedelta(minutes=15)
"""How long after its time a sending may begin by itself (RELIABILITY S8)."""


class Quiet:
    """Counts so many seconds, of which none passes unseen.

    The clock that cannot be set measures; the one on the wall tells of sleep, which the other may not notice.
    """

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._clock, self._again = clock, min(seconds, AGAIN)
        self._seen, self._seen_on_the_wall = clock.monotonic(), clock.now()
        self._ends = self._seen + seconds
        self._ends_on_the_wall = self._seen_on_the_wall + timedelta(seconds=seconds)

    @property
    def left(self) -> float:
        """Return the seconds that are left, 0 where it is over."""
        return max(0.0, self._ends - self._seen)

    @property
    def is_overdue(self) -> bool:
        """Tell whether its end lies so far back that a person has to say again that they want it."""
        return self._seen_on_the_wall - self._ends_on_the_wall > OVERDUE

    def look(self) -> bool:
        """Take notice of the time; tell whether some of it passed unseen, and is given back."""
        seen, on_the_wall = self._clock.monotonic(), self._clock.now()
        gap = max(seen - self._seen, (on_the_wall - self._seen_on_the_wall).total_seconds())
        self._seen, self._seen_on_the_wall = seen, on_the_wall
        if gap > UNSEEN:
            self._ends = max(self._ends, seen + self._again)
        return gap > UNSEEN


def think(quiet: Quiet, is_over: IsOver, clock: Clock, begun_anew: Callable[[], None]) -> None:
    """Wait until it is over, overdue, or `is_over` says so; call `begun_anew` where time was given back."""
    while quiet.left > 0 and not quiet.is_overdue and not is_over():
        clock.sleep(min(quiet.left, STEP))
        if quiet.look() and not quiet.is_overdue:
            begun_anew()
