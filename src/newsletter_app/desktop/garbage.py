"""Frees what nobody holds any more, on the thread of the window alone."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_SECONDS = 1.0


class GarbageCollector(QObject):
    """Collects garbage on the window's thread, at Python's own thresholds; once it is made nobody else does.

    Python collects on whichever thread happens to allocate, and Qt then tears a widget or a timer down on
    that thread. A timer that ends there stays in the list of the window's thread, which falls over it when
    its time comes (seen: a segmentation fault in QTimerInfoList::activateTimers).
    """

    def __init__(self, parent: QObject, seconds: float = _SECONDS) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.CoarseTimer)
        self._clock.setInterval(round(1000 * seconds))
        self._clock.timeout.connect(collect_what_is_due)

    @Slot()
    def begin(self) -> None:
        """Collect from now on; what is there now stays, so that no pass over it ever holds up a key."""
        gc.freeze()
        self._clock.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has come due, if any, as Python itself would have."""
    thresholds = gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and gc.get_count()[generation] > thresholds[generation]:
            gc.collect(generation)
            return
