"""A table in which whole rows are chosen, one at a time, and nothing is written."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

_ROW = 32


class RowTable(QTableView):
    """Shows a row a thing; `widths` in pixels by column, the columns that it leaves out share the rest.

    `row_opened` carries the number of the row that is double-clicked, or by Enter.
    """

    row_opened = Signal(int)

    def __init__(self, model: QAbstractItemModel, widths: Mapping[int, int]) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_WholeRow(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._set_headers(widths)
        self.doubleClicked.connect(self._on_double_clicked)

    def choose(self, row: int) -> None:
        """Go to a row, where there is one."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def _set_headers(self, widths: Mapping[int, int]) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        for column, width in widths.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, width)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.row())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _WholeRow(QStyledItemDelegate):
    """Draws no frame around the one cell that has the keys: the row is what is chosen."""

    # Qt

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
