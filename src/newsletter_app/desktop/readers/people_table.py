"""The table of people."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from newsletter_app.desktop.readers.people_model import LANGUAGE, NAME, SINCE, STATE, PeopleModel
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.i18n import _

_ROW = 32
_NARROW, _NAME_SHARE = 640, 0.4
_WIDTHS = {LANGUAGE: 84, SINCE: 168, STATE: 112}


class PeopleTable(QTableView):
    """Shows a row a person; `open_requested` carries the id of the one who is double-clicked, or by Enter."""

    open_requested = Signal(str)
    escape_pressed = Signal()
    search_requested = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        named(self, "readers.people", _("People"))
        self._people = model
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
        self._set_headers()
        self.doubleClicked.connect(self._on_double_clicked)

    def current_id(self) -> str:
        """Return who the keys act on, "" where there is nobody."""
        index = self.currentIndex()
        return self._people.person(index.row()).id if index.isValid() else ""

    def choose(self, row: int) -> None:
        """Go to a row, where there is one."""
        if 0 <= row < self._people.rowCount():
            self.setCurrentIndex(self._people.index(row, 0))

    def _set_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        for column, width in _WIDTHS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, width)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.open_requested.emit(self._people.person(index.row()).id)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        for column in (LANGUAGE, SINCE):
            self.setColumnHidden(column, width < _NARROW)
        rest = width - sum(of for column, of in _WIDTHS.items() if not self.isColumnHidden(column))
        self.horizontalHeader().resizeSection(NAME, int(rest * _NAME_SHARE))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.open_requested.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.search_requested.emit()
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
