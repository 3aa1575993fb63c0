"""The entries of the open newsletter as Qt wants a list."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from newsletter_app.desktop.newsletter.rows import EntryRow

ROW = Qt.ItemDataRole.UserRole
_PLACE = "application/x-newsletter-entry"
Index = QModelIndex | QPersistentModelIndex


class EntriesModel(QAbstractListModel):
    """Shows rows; a card that is dropped elsewhere is a wish, `move_requested(source, target)`."""

    move_requested = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[EntryRow, ...] = ()

    def show_rows(self, rows: tuple[EntryRow, ...]) -> None:
        """Show these rows, keeping the selection where their number is the same."""
        if len(rows) == len(self._rows):
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, place: int) -> EntryRow:
        """Return the row at a place from 0."""
        return self._rows[place]

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.title
            case _ if role == ROW:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_PLACE]

    def mimeData(self, indexes: Any) -> QMimeData:
        data = QMimeData()
        data.setData(_PLACE, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_PLACE):
            return False
        source = int(bytes(data.data(_PLACE).data()))
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        target = before - 1 if before > source else before
        if target != source:
            self.move_requested.emit(source, target)
        return False  # the rows come back with the changed newsletter; Qt must not remove any
