"""The list of a newsletter's entries, moved by mouse or keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from newsletter_app.content.newsletter import Shown
from newsletter_app.desktop.newsletter.card import EntryCards, IconOf
from newsletter_app.desktop.newsletter.model import EntriesModel
from newsletter_app.desktop.newsletter.rows import EntryRow, shown_word
from newsletter_app.desktop.theme.tokens import Tokens
from newsletter_app.i18n import _

_SHOWN = tuple(Shown)


class EntriesView(QListView):
    """Shows the entries and asks for what a person wants done with one, by its place from 0.

    Ctrl+Up and Ctrl+Down move the entry, Left shows more of a post, Right less, Enter opens it, Delete takes
    it out.
    """

    move_requested = Signal(int, int)
    shown_requested = Signal(int, object)
    remove_requested = Signal(int)
    open_requested = Signal(int)

    def __init__(self, tokens: Callable[[], Tokens], icon: IconOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newsletter.entries")
        self.setAccessibleName(_("Entries of this newsletter"))
        self._entries = EntriesModel(self)
        self._cards = EntryCards(tokens, icon, self)
        self.setModel(self._entries)
        self.setItemDelegate(self._cards)
        self._allow_dragging()
        self._entries.move_requested.connect(self.move_requested)
        self._cards.shown_requested.connect(self.shown_requested)
        self._cards.menu_requested.connect(self._on_cards_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_custom_context_menu_requested)

    def show_rows(self, rows: tuple[EntryRow, ...]) -> None:
        """Show these entries; the current one stays current."""
        place = self.currentIndex().row()
        self._entries.show_rows(rows)
        if rows and place >= 0:
            self.select(min(place, len(rows) - 1))

    def select(self, place: int) -> None:
        """Make the entry at a place current and bring it into view."""
        index = self._entries.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    @property
    def place(self) -> int:
        """Return the place of the current entry, -1 where there is none."""
        return self.currentIndex().row()

    def _allow_dragging(self) -> None:
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _move(self, place: int, by: int) -> None:
        target = place + by
        if place >= 0 and 0 <= target < self._entries.rowCount():
            self.move_requested.emit(place, target)
            self.select(target)

    def _show_more(self, place: int, by: int) -> None:
        shown = self._entries.row(place).shown
        if shown is None:
            return
        wanted = _SHOWN.index(shown) + by
        if 0 <= wanted < len(_SHOWN):
            self.shown_requested.emit(place, _SHOWN[wanted])

    def menu_of(self, place: int) -> QMenu:
        """Return the menu of the entry at a place."""
        menu, row = QMenu(self), self._entries.row(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.open_requested.emit(place))
        if row.shown is not None:
            self._add_switch(menu, place, row.shown)
        menu.addSeparator()
        menu.addAction(_("Move up"), lambda: self._move(place, -1)).setEnabled(place > 0)
        down = menu.addAction(_("Move down"), lambda: self._move(place, 1))
        down.setEnabled(place < self._entries.rowCount() - 1)
        menu.addSeparator()
        menu.addAction(_("Take out"), lambda: self.remove_requested.emit(place))
        return menu

    def _add_switch(self, menu: QMenu, place: int, now: Shown) -> None:
        menu.addSeparator()
        for shown in Shown:
            action = menu.addAction(shown_word(shown))
            action.setCheckable(True)
            action.setChecked(shown is now)
            action.triggered.connect(lambda _on, wanted=shown: self.shown_requested.emit(place, wanted))

    @Slot(int)
    def _on_cards_menu_requested(self, place: int) -> None:
        corner = self.visualRect(self._entries.index(place)).bottomRight() - QPoint(40, 20)
        self.menu_of(place).popup(self.viewport().mapToGlobal(corner))

    @Slot(QPoint)
    def _on_custom_context_menu_requested(self, spot: QPoint) -> None:
        index = self.indexAt(spot)
        if index.isValid():
            self.menu_of(index.row()).popup(self.viewport().mapToGlobal(spot))

    @Slot("QModelIndex")
    def _on_double_clicked(self, index: object) -> None:
        self.open_requested.emit(index.row())  # type: ignore[attr-defined]  # a QModelIndex

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, is_ctrl = self.place, event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if place < 0:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Up if is_ctrl:
                self._move(place, -1)
            case Qt.Key.Key_Down if is_ctrl:
                self._move(place, 1)
            case Qt.Key.Key_Left:
                self._show_more(place, -1)
            case Qt.Key.Key_Right:
                self._show_more(place, 1)
            case Qt.Key.Key_Delete:
                self.remove_requested.emit(place)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_requested.emit(place)
            case _:
                super().keyPressEvent(event)
