"""Hands the keys that a part of the window is given on to what is meant inside it."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class HandsKeysOn:
    """Stands before a QWidget in place of its focus proxy: Tab would pass over all that lies before that."""

    keys_for: QWidget | None = None
    """Takes the keys that its whole is given."""

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.keys_for is not None:
            self.keys_for.setFocus(event.reason())
