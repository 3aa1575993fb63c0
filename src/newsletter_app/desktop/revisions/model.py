"""Holds the kept states for a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsletter_app.desktop.revisions.states import KeptState

Index = QModelIndex | QPersistentModelIndex
STATE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class StatesModel(QAbstractListModel):
    """The kept states, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.states: Sequence[KeptState] = ()

    def show(self, states: Sequence[KeptState]) -> None:
        """Take other states."""
        self.beginResetModel()
        self.states = states
        self.endResetModel()

    # Qt

    def rowCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        state = self.states[index.row()]
        if role == STATE:
            return state
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return "\n".join((state.when, f"{state.name}, {state.why}", state.facts))
        return None
