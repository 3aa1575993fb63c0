"""Ends the worker's child when its time is up; time in which the whole program stood still does not count."""

import math
import subprocess
import threading
import time

_STEP, _STOOD = 1.0, 1.0
"""Seconds from one look at the clock to the next; and by which a look may be late, with nothing amiss."""


class DeadlineClock:
    """Kills a child whose time is up.

    One thread does so for all calls: starting one for each would cost every key a part of a millisecond.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._end = self._wakes_at = math.inf

    def start(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        """Give the child so much time from now on."""
        with self._changed:
            self._child, self._end = child, time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="worker's clock", daemon=True)
                self._thread.start()
            elif self._end < self._wakes_at:
                self._changed.notify()

    def stop(self) -> None:
        """Let the child live."""
        with self._changed:
            self._child, self._end = None, math.inf

    def rest(self) -> None:
        """End the thread until it is needed again."""
        with self._changed:
            self._thread = None
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while self._thread is threading.current_thread():
                left = self._end - time.monotonic()
                if self._child is not None and left <= 0:
                    self._child.kill()
                    self._child, self._end, left = None, math.inf, math.inf
                self._wakes_at = self._end
                self._rest(left)

    def _rest(self, left: float) -> None:
        """Wait for a change, or a second at most; what passed while the program stood still is given back."""
        if left == math.inf:
            self._changed.wait()
            return
        before, asked = time.monotonic(), min(left, _STEP)
        self._changed.wait(asked)
        late = time.monotonic() - before - asked
        if late > _STOOD:
            self._end += late
