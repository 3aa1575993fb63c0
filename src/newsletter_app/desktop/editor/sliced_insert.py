"""Puts a large text into a document slice by slice."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor

from newsletter_app.desktop.editor import pasting


class SlicedInsert(QObject):
    """Keys go on between two slices, and one undo takes back all of them."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices: Iterator[str] | None = None
        self._cursor = QTextCursor()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._insert_next)

    @property
    def is_running(self) -> bool:
        """Tell whether slices are still to come."""
        return self._slices is not None

    def start(self, cursor: QTextCursor, text: str) -> None:
        """Put the first slice in the place of what the cursor selects; the others follow by themselves."""
        self._slices = pasting.slices(text)
        cursor.insertText(next(self._slices, ""))
        self._cursor = QTextCursor(cursor)
        self._next.start()

    def stop(self) -> None:
        """Leave out what is still to come."""
        self._next.stop()
        self._slices = None

    @Slot()
    def _insert_next(self) -> None:
        piece = next(self._slices, "") if self._slices else ""
        if not piece:
            self._slices = None
            self.finished.emit()
            return
        self._cursor.joinPreviousEditBlock()
        self._cursor.insertText(piece)
        self._cursor.endEditBlock()
        self._next.start()
