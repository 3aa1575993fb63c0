"""Keeps dialogs about faults from coming one after the other."""

from collections import deque
from collections.abc import Callable

_WHILE = 600.0
_DIFFERENT = 3


class Calm:
    """Says which faults are worth a dialog: one for each place in ten minutes, three for all of them.

    `monotonic` gives seconds by a clock that is never set.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._shown: deque[tuple[float, str]] = deque()

    def allows(self, place: str) -> bool:
        """Tell whether a fault at this place may be shown now; one that may counts as shown."""
        now = self._monotonic()
        while self._shown and now - self._shown[0][0] >= _WHILE:
            self._shown.popleft()
        if len(self._shown) >= _DIFFERENT or any(shown == place for _moment, shown in self._shown):
            return False
        self._shown.append((now, place))
        return True
