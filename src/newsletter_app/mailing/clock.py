"""Says what time it is, and lets time pass."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Now = Callable[[], datetime]
Sleep = Callable[[float], None]


def utc_now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clocks of a run: `now` is told to people, `monotonic` (in seconds) measures, `sleep` waits."""

    now: Now = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Sleep = time.sleep


USUAL = Clock()
"""The clocks of this computer."""
