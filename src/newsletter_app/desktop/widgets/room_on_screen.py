"""Knows how large a window may be where it is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 40


def room_on_screen(window: QWidget) -> QSize:
    """Return the size in which all of a window is seen, with its title bar."""
    free = window.screen().availableGeometry()
    return QSize(free.width(), free.height() - _TITLE_BAR)
