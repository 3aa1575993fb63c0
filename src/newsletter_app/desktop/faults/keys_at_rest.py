"""Waits until nobody types."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

_REST_MS = 700
_TYPED = (QEvent.Type.KeyPress, QEvent.Type.InputMethod)


class KeysAtRest(QObject):
    """`came` tells that what has the keys was not typed into for a moment.

    A dialog that comes up under somebody's fingers takes their next words, and may be answered by them.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    @property
    def is_awaited(self) -> bool:
        """Tell whether somebody waits for it."""
        return self._rest.isActive()

    def wait(self) -> None:
        """Tell the next time that the keys rest."""
        self._field = (
            QApplication.focusWidget()
        )  # not the application: Chromium's parts would pass the filter
        if self._field is not None:
            self._field.installEventFilter(self)
        self._rest.start()

    @Slot()
    def _on_rest_timeout(self) -> None:
        field, self._field = self._field, None
        if field is not None and shiboken6.isValid(field):
            field.removeEventFilter(self)
        self.came.emit()

    # Qt

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TYPED:
            self._rest.start()
        return False
