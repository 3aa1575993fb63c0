"""Holds the rows of a comparison for a list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsletter_app.desktop.comparing.shown import Shown, in_words

Index = QModelIndex | QPersistentModelIndex
SHOWN = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class RowsModel(QAbstractListModel):
    """The rows from top to bottom; a fold can be opened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Shown] = []

    def show(self, rows: tuple[Shown, ...]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def unfold(self, place: int) -> bool:
        """Put in the place of a fold what it hides; tell whether there was one."""
        hidden = self._rows[place].hidden if 0 <= place < len(self._rows) else ()
        if not hidden:
            return False
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._rows[place]
        self.endRemoveRows()
        self.beginInsertRows(_NOWHERE, place, place + len(hidden) - 1)
        self._rows[place:place] = hidden
        self.endInsertRows()
        return True

    @property
    def changes(self) -> list[int]:
        """Return the first place of each stretch of rows that differ."""
        return [
            place
            for place, shown in enumerate(self._rows)
            if shown.is_change and not (place and self._rows[place - 1].is_change)
        ]

    # Qt

    def rowCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._rows[index.row()]
        if role == SHOWN:
            return shown
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return in_words(shown)
        return None
