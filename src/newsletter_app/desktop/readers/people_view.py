"""People of a list with what finds them."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from newsletter_app.desktop.readers.people_model import PeopleModel
from newsletter_app.desktop.readers.people_table import PeopleTable
from newsletter_app.desktop.readers.words import counted
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _

_REST_MS = 150


class PeopleView(QWidget):
    """A search above a table; `words_changed` comes when the keys rest, `away_requested` by Esc."""

    words_changed = Signal(str)
    away_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = PeopleModel(theme.current, self)
        self.table = PeopleTable(self.model)
        self.search = _Search(theme)
        self.state = StatePanel("readers.people_state")
        self._count = with_role(named(QLabel(), "readers.people_count"), "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._lay_out()
        self._connect()

    @property
    def words(self) -> str:
        """Return what is sought."""
        return self.search.text().strip()

    def begin(self) -> None:
        """Forget what was sought, and give the keys to the search."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self) -> None:
        """Show those the model has, and how many they are."""
        self._count.setText(counted(self.model.total))
        self._stack.setCurrentWidget(self.table)

    def say(self, sentence: str, act: str = "") -> None:
        """Show a sentence in the place of the table."""
        self._count.clear()
        self.state.say(sentence, act)
        self._stack.setCurrentWidget(self.state)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._rest.start)
        self.search.down_pressed.connect(self._on_search_down_pressed)
        self.search.escape_pressed.connect(self._on_search_escape_pressed)
        self.table.escape_pressed.connect(self.away_requested)
        self.table.search_requested.connect(self.search.setFocus)
        self._rest.timeout.connect(self._on_rest)

    @Slot()
    def _on_rest(self) -> None:
        self.words_changed.emit(self.words)

    @Slot()
    def _on_search_down_pressed(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.choose(0)

    @Slot()
    def _on_search_escape_pressed(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.away_requested.emit()


class _Search(QLineEdit):
    """Takes words; Down goes to what was found."""

    down_pressed = Signal()
    escape_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "readers.search", _("Find people by name or address"))
        self.setPlaceholderText(_("Find by name or address"))
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("find", "muted"), QLineEdit.ActionPosition.LeadingPosition)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.down_pressed.emit()
            case Qt.Key.Key_Escape:
                self.escape_pressed.emit()
            case _:
                super().keyPressEvent(event)
