"""The table of people."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from newsletter_app.desktop.readers.people_model import LANGUAGE, NAME, SINCE, STATE, PeopleModel
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.desktop.widgets.row_table import RowTable
from newsletter_app.i18n import _

_NARROW, _NAME_SHARE = 640, 0.4
_WIDTHS = {LANGUAGE: 84, SINCE: 168, STATE: 112}


class PeopleTable(RowTable):
    """Shows a row a person; `open_requested` carries the id of the one who is double-clicked, or by Enter."""

    open_requested = Signal(str)
    escape_pressed = Signal()
    search_requested = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__(model, _WIDTHS)
        named(self, "readers.people", _("People"))
        self._people = model
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self.row_opened.connect(self._on_row_opened)

    def current_id(self) -> str:
        """Return who the keys act on, "" where there is nobody."""
        index = self.currentIndex()
        return self._people.person(index.row()).id if index.isValid() else ""

    @Slot(int)
    def _on_row_opened(self, row: int) -> None:
        self.open_requested.emit(self._people.person(row).id)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        for column in (LANGUAGE, SINCE):
            self.setColumnHidden(column, width < _NARROW)
        rest = width - sum(of for column, of in _WIDTHS.items() if not self.isColumnHidden(column))
        self.horizontalHeader().resizeSection(NAME, int(rest * _NAME_SHARE))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.search_requested.emit()
        else:
            super().keyPressEvent(event)
