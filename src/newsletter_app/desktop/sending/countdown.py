"""Counts the seconds until the first message of a sending goes."""

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_TICK_MS = 500


class Countdown(QObject):
    """Ticks twice a second until its time is over."""

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._until = 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self, seconds: float) -> None:
        """Count down from so many seconds."""
        self._until = time.monotonic() + seconds
        self._timer.start()

    @property
    def left(self) -> int:
        """Return the whole seconds that are left, rounded up."""
        return max(0, -int(-(self._until - time.monotonic()) // 1))

    @Slot()
    def _on_timeout(self) -> None:
        self.ticked.emit()
        if not self.left:
            self._timer.stop()
