"""One thread that does the work of a lane, in order."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], None]


@dataclass(slots=True)
class _Piece:
    work: Work
    key: str


class LaneThread:
    """Does pieces of work one after the other; the thread starts with the first piece.

    A piece with a key takes the place of a waiting one with the same key. The lane lets go of no piece by
    itself: each comes into `spent` when it is over, and `tell` is called, so that what hangs on it is freed
    by whoever takes it from there.
    """

    def __init__(self, name: str, spent: deque[object], tell: Callable[[], None]) -> None:
        self._name = name
        self._spent = spent
        self._tell = tell
        self._waiting: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._newest: dict[str, _Piece] = {}
        self._thread: threading.Thread | None = None
        self._is_dropping = False

    def add(self, work: Work, key: str = "") -> None:
        """Put a piece of work at the end."""
        piece = _Piece(work, key)
        if key:
            self._newest[key] = piece
        self._waiting.put(piece)
        if self._thread is None:
            self._thread = threading.Thread(target=self._go_on, name=self._name, daemon=True)
            self._thread.start()

    def end(self, *, drop: bool) -> None:
        """Let the thread end after what waits, or with `drop` after what runs."""
        self._is_dropping = drop
        self._waiting.put(None)

    def has_ended(self, seconds: float) -> bool:
        """Wait so long for the thread to end; tell whether it did."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _go_on(self) -> None:
        while (piece := self._waiting.get()) is not None:
            if self._is_wanted(piece):
                piece.work()
            handed = [piece]
            piece = None  # before it is handed over: the last to hold it frees it
            self._spent.append(handed.pop())
            self._tell()

    def _is_wanted(self, piece: _Piece) -> bool:
        return not self._is_dropping and (not piece.key or self._newest.get(piece.key) is piece)
