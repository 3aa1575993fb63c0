"""The library panel: search, sections, cards."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from newsletter_app.desktop.library.card_delegate import CardDelegate
from newsletter_app.desktop.library.card_list import CardList
from newsletter_app.desktop.library.model import CARD, CardsModel
from newsletter_app.desktop.library.place_list import PlaceList
from newsletter_app.desktop.library.search_row import SearchRow
from newsletter_app.desktop.library.section_list import SectionList
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.desktop.widgets.rule import Rule
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _
from newsletter_app.library.query import Card


class LibraryView(HandsKeysOn, QWidget):
    """Shows what the library holds; wishes go out as signals with ids.

    `open_requested` comes at once for a click or Enter (then with True, for the text to take the keys), and a
    moment after the arrow keys have come to rest.
    """

    open_requested = Signal(str, bool)
    menu_requested = Signal(object, QPoint)
    section_requested = Signal(str)
    words_changed = Signal(str)
    tag_requested = Signal(str)
    new_requested = Signal(str)
    act_requested = Signal()
    bin_requested = Signal(str)
    empty_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search_row = SearchRow(theme)
        self.sections = SectionList(theme)
        self.places = PlaceList(theme)
        self.list = CardList()
        self.state = StatePanel("library.state")
        self.notice = NoticeBar("library.notice")
        self.bin_note = NoticeBar("library.bin")
        self._bin_row = _inset(self.bin_note, theme.tokens.s2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.state)
        self._rest = QTimer(self, singleShot=True, interval=200)
        self._arrange(theme.tokens.s2)
        self._connect()
        self.keys_for = self.list

    def use(self, model: CardsModel, delegate: CardDelegate) -> None:
        """Show the cards of a model."""
        self.list.setItemDelegate(delegate)
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_list(self) -> None:
        """Show the cards."""
        self._stack.setCurrentWidget(self.list)

    def show_state(self, sentence: str, act: str = "") -> None:
        """Show a sentence in the place of the cards."""
        self.state.say(sentence, act)
        self._stack.setCurrentWidget(self.state)

    def select(self, row: int) -> None:
        """Mark a row as the open one without asking for it to be opened; -1 marks none."""
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if row < 0:
            selection.clear()
        else:
            selection.setCurrentIndex(self.list.model().index(row, 0), flags)
        selection.blockSignals(False)
        self.list.viewport().update()

    def current(self) -> Card | None:
        """Return the card that the keys act on, None where there is none."""
        index = self.list.currentIndex()
        return index.data(CARD) if index.isValid() else None

    @Slot()
    def draw_again(self) -> None:
        """Draw the cards again, as a picture of one of them has come."""
        self.list.viewport().update()

    def show_bin_note(self, *, is_shown: bool) -> None:
        """Say above the cards how long what lies in the bin stays, with a button that empties it."""
        self._bin_row.setVisible(is_shown)
        if is_shown:
            said = _("What you delete stays here until you let it go.")
            self.bin_note.ask(said, [("empty", _("Empty the bin…"))])

    def offer_tags(self, tags: Sequence[tuple[str, int]]) -> None:
        """Let the person choose among these tags."""
        self.search_row.offer_tags(tags)

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with a button that undoes it, for some seconds."""
        self.notice.ask(sentence, [("undo", _("Undo"))], seconds=12)

    def offer_place(self, name: str, label: str, icon: str) -> None:
        """Offer a place at the foot of the panel."""
        self.places.add(name, label, icon)
        self._places_foot.show()

    def _arrange(self, space: int) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.search_row)
        layout.addWidget(self.sections)
        layout.addSpacing(space)
        layout.addWidget(Rule())
        layout.addWidget(self._bin_row)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.notice)
        self._places_foot = self._foot(space)
        layout.addWidget(self._places_foot)

    def _foot(self, space: int) -> QWidget:
        foot = QWidget()
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Rule())
        layout.addSpacing(space // 2)
        layout.addWidget(self.places)
        layout.addSpacing(space // 2)
        foot.hide()
        return foot

    def _connect(self) -> None:
        self.search_row.words_changed.connect(self.words_changed)
        self.search_row.tag_requested.connect(self.tag_requested)
        self.search_row.new_requested.connect(self.new_requested)
        self.search_row.down_pressed.connect(self._on_search_down_pressed)
        self.sections.chosen.connect(self.section_requested)
        self.state.act_requested.connect(self.act_requested)
        self.notice.answered.connect(self.undo_requested)
        self.bin_note.answered.connect(self.empty_requested)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.enter_pressed.connect(self._on_list_enter_pressed)
        self.list.delete_pressed.connect(self._on_list_delete_pressed)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)
        self._rest.timeout.connect(self._on_rest)

    def _ask_to_open(self, *, with_keys: bool) -> None:
        self._rest.stop()
        card = self.current()
        if card is not None:
            self.open_requested.emit(card.id, with_keys)

    @Slot()
    def _on_search_down_pressed(self) -> None:
        model = self.list.model()
        if model is not None and model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(model.index(0, 0))

    @Slot()
    def _on_list_clicked(self) -> None:
        self._ask_to_open(with_keys=False)

    @Slot()
    def _on_list_enter_pressed(self) -> None:
        self._ask_to_open(with_keys=True)

    @Slot()
    def _on_list_delete_pressed(self) -> None:
        card = self.current()
        if card is not None:
            self.bin_requested.emit(card.id)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self.list.hasFocus():
            self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        self._ask_to_open(with_keys=False)

    @Slot(QPoint)
    def _on_list_menu_requested(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            self.menu_requested.emit(index.data(CARD), self.list.viewport().mapToGlobal(place))


def _inset(widget: QWidget, margin: int) -> QWidget:
    """Return a widget around another, with room at its sides and above it."""
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(margin, margin, margin, 0)
    layout.addWidget(widget)
    row.hide()
    return row
