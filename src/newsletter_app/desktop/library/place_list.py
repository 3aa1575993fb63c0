"""The places besides the sections, such as the readers, at the foot of the library panel."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy

from newsletter_app.desktop.library.section_list import NAME, ROW, SectionDelegate
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _


class PlaceList(QListView):
    """All places, always seen whole; `chosen` carries a place's name. Without any it is not shown."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("library.places")
        self.setAccessibleName(_("Places"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(SectionDelegate(theme, self))
        self._theme = theme
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.clicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)
        self.hide()

    def add(self, name: str, label: str, icon: str) -> None:
        """Offer one more place."""
        item = QStandardItem(self._theme.icon(icon, "muted"), label)
        item.setData(name, NAME)
        self._items.appendRow(item)
        self.setFixedHeight(ROW * self._items.rowCount())
        self.show()

    def mark(self, name: str) -> None:
        """Show which place is open; "" for none."""
        self.selectionModel().clear()
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(NAME) == name:
                self.setCurrentIndex(self._items.index(row, 0))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(NAME))
