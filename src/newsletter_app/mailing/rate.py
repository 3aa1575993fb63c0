"""Spreads messages evenly over time."""

from collections.abc import Callable

Monotonic = Callable[[], float]
_MINUTE = 60.0
_MADE_UP_FOR = 2.0


class Pace:
    """Says how long to wait so that no more than `rate` messages go in a minute; 0 is no limit.

    Two seconds that were lost are made up for, more are not: so no minute sees a twentieth too many.
    """

    def __init__(self, rate: int, monotonic: Monotonic) -> None:
        self._interval = _MINUTE / rate if rate > 0 else 0.0
        self._monotonic = monotonic
        self._next = 0.0

    def wait(self) -> float:
        """Return the seconds until the next message may go, 0 where it may go at once."""
        return max(0.0, self._next - self._monotonic()) if self._interval else 0.0

    def took_one(self) -> None:
        """Count a message that goes now."""
        now = self._monotonic()
        late = now - self._next
        began = self._next if 0.0 <= late <= _MADE_UP_FOR else now
        self._next = began + self._interval
