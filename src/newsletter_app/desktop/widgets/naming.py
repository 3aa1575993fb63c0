"""Gives a widget the name that tests know it by, with the one that a screen reader tells."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, label: str = "") -> W:
    """Return the widget with `name` as its objectName (room and job), `label` as its accessible name."""
    widget.setObjectName(name)
    if label:
        widget.setAccessibleName(label)
    return widget


def with_role(widget: W, role: str) -> W:
    """Return the widget dressed for a role of the style sheet, also where it was dressed already."""
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget
