"""The table of backups."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from newsletter_app.desktop.backups.model import MADE, NEWSLETTERS, POSTS, READERS, SIZE, WHY, BackupsModel
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup

_ROW = 32
_WIDTHS = {MADE: 176, POSTS: 56, NEWSLETTERS: 94, READERS: 76, SIZE: 76}


class BackupsTable(QTableView):
    """Shows a row a backup; `open_requested` when one is double-clicked, or by Enter."""

    open_requested = Signal()

    def __init__(self, model: BackupsModel) -> None:
        super().__init__()
        named(self, "backups.list", _("Backups, newest first"))
        self._backups = model
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

    @property
    def current(self) -> KeptBackup | None:
        """Return the backup that the keys act on, None where there is none."""
        index = self.currentIndex()
        return self._backups.backup(index.row()) if index.isValid() else None

    def choose_first(self) -> None:
        """Go to the newest, where there is one."""
        if self._backups.rowCount():
            self.setCurrentIndex(self._backups.index(0, 0))

    def _set_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, width)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.open_requested.emit()
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
