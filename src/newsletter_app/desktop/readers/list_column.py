"""The lists of readers with how many people each has."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from newsletter_app.content.contact import ReaderList
from newsletter_app.desktop.library.section_list import COUNT, NAME, SectionDelegate
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

EVERYBODY = ""
"""Stands for all readers, of whatever list or of none."""
_WIDTH, _WIDE, _BESIDE_NAME = 216, 272, 100


class ListColumn(HandsKeysOn, QWidget):
    """All lists below "All readers"; `chosen` carries a list's id, `delete_pressed` comes by that key."""

    chosen = Signal(str)
    delete_pressed = Signal()
    new_requested = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._shown: tuple[Sequence[ReaderList], int, str] = ((), 0, EVERYBODY)
        self._theme = theme
        self._items = QStandardItemModel(self)
        self.lists = named(QListView(), "readers.lists", _("Lists of readers"))
        self.lists.setModel(self._items)
        self.lists.setItemDelegate(SectionDelegate(theme, self.lists))
        self.lists.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.lists.setUniformItemSizes(True)
        self.lists.setMouseTracking(True)
        self.lists.selectionModel().currentChanged.connect(self._on_current_changed)
        self.new = named(QPushButton(_("&New list…")), "readers.new_list", _("New list"))
        self.bring_in = named(QPushButton(_("I&mport…")), "readers.import", _("Import readers from a file"))
        self.new.clicked.connect(self.new_requested)
        self.bring_in.clicked.connect(self.import_requested)
        self._lay_out()
        self.keys_for = self.lists

    def show_lists(self, lists: Sequence[ReaderList], everybody: int, chosen: str) -> None:
        """Show the lists with how many people there are in all, and which list is chosen."""
        self._shown = (lists, everybody, chosen)
        selection = self.lists.selectionModel()
        selection.blockSignals(True)
        self._items.clear()
        self._add(EVERYBODY, _("All readers"), "readers", everybody)
        for of in lists:
            self._add(of.id, of.name, "list", of.people)
        selection.blockSignals(False)
        self.choose(chosen)

    def use_room(self, *, is_wide: bool) -> None:
        """Give the names of the lists more room where there is some."""
        width = _WIDE if is_wide else _WIDTH
        if width != self.width():
            self.setFixedWidth(width)
            self.resize(width, self.height())
            lists, everybody, _chosen = self._shown
            if lists or everybody:
                self.show_lists(lists, everybody, str(self.lists.currentIndex().data(NAME) or EVERYBODY))

    def choose(self, list_id: str) -> None:
        """Mark a list as the one that is shown."""
        selection = self.lists.selectionModel()
        selection.blockSignals(True)
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(NAME) == list_id:
                self.lists.setCurrentIndex(self._items.index(row, 0))
        selection.blockSignals(False)
        self.lists.viewport().update()

    def _add(self, list_id: str, label: str, icon: str, people: int) -> None:
        shown = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, self.width() - _BESIDE_NAME)
        item = QStandardItem(self._theme.icon(icon, "muted"), shown)
        item.setData(list_id, NAME)
        item.setData(people, COUNT)
        item.setData(f"{label}, {people}", Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(label)
        self._items.appendRow(item)

    def _lay_out(self) -> None:
        heading = with_role(QLabel(_("Lists")), "card-title")
        heading.setContentsMargins(8, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.lists, 1)
        for button in (self.new, self.bring_in):
            foot = QHBoxLayout()
            foot.setContentsMargins(8, 0, 8, 0)
            foot.addWidget(button)
            layout.addLayout(foot)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(NAME))
