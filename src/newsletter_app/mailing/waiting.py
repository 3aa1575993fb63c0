"""Waits in short steps, so that a person can end it at any moment."""

from collections.abc import Callable

Sleep = Callable[[float], None]
IsOver = Callable[[], bool]
STEP = 0.1
_SHORT = 0.02


def wait(seconds: float, is_over: IsOver, sleep: Sleep, monotonic: Callable[[], float]) -> bool:
    """Wait so many seconds; return early, and True, once `is_over` says so.

    It is asked ten times a second, and not at all for less than a fiftieth.
    """
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        if left > _SHORT and is_over():
            return True
        sleep(min(left, STEP))
    return False
