"""The dialog with the kept states of an item beside what differs."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.comparing.view import CompareView
from newsletter_app.desktop.revisions.model import STATE, StatesModel
from newsletter_app.desktop.revisions.state_delegate import StateDelegate
from newsletter_app.desktop.revisions.states import KeptState
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.room_on_screen import room_on_screen
from newsletter_app.i18n import N_, _

_WIDEST, _TALLEST, _AROUND, _LIST = 1240, 820, 64, 256


_OPEN = {
    Kind.POST: N_("Open as a &new post"),
    Kind.NEWSLETTER: N_("Open as a &new newsletter"),
    Kind.SNIPPET: N_("Open as a &new snippet"),
    Kind.ASSET: N_("Open as a &new picture"),
}


class RevisionsDialog(QDialog):
    """`chosen` comes when another pair is to be compared; the wishes carry no number: `state` tells which."""

    chosen = Signal()
    restore_requested = Signal()
    copy_requested = Signal()
    open_requested = Signal()

    def __init__(self, item: Item, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("revisions.dialog")
        title = title_of(item) or _("Without a title")
        self.setWindowTitle(_("Revisions of “{title}”").format(title=title))
        self._model = StatesModel(self)
        self.states = named(QListView(), "revisions.states", _("Revisions, newest first"))
        self.states.setModel(self._model)
        self.states.setUniformItemSizes(True)
        self.states.setItemDelegate(StateDelegate(theme, self.font(), self.states))
        self.states.setFixedWidth(_LIST)
        self.against = named(QComboBox(), "revisions.against", _("Compare with"))
        self.against.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.compare = CompareView(theme, "revisions.compare")
        self.trouble = with_role(named(QLabel(), "revisions.trouble"), "danger")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.restore = with_role(_button("restore", _("&Restore as new revision")), "primary")
        self.copy = _button("copy", _("&Copy text"))
        self.open_new = _button("open", _(_OPEN[item.kind]))
        self._close = _button("close", _("Close"))
        self._lay_out(theme.tokens.s2, theme.tokens.s4)
        self._connect()
        self.resize(self._fitting(parent))

    @property
    def state(self) -> KeptState | None:
        """Return the state that is chosen in the list, None where there is none yet."""
        index = self.states.currentIndex()
        return index.data(STATE) if index.isValid() else None

    @property
    def other(self) -> KeptState | None:
        """Return the state to compare with, None for what the item says now."""
        number = self.against.currentData()
        return next((state for state in self._model.states if state.number == number), None)

    def show_states(self, states: Sequence[KeptState], *, may_write: bool, may_copy: bool) -> None:
        """List the states, the newest chosen; what cannot be done is not offered."""
        self._model.show(states)
        self.against.blockSignals(True)
        self.against.clear()
        self.against.addItem(_("what it says now"), 0)
        for state in states:
            self.against.addItem(f"{state.name}, {state.when}", state.number)
        self.against.blockSignals(False)
        self.restore.setEnabled(may_write)
        self.open_new.setEnabled(may_write)
        self.open_new.setVisible(may_copy)
        self.states.setCurrentIndex(self._model.index(0, 0))
        self.states.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self.trouble.setText(sentence)
        self.trouble.show()

    def _connect(self) -> None:
        self.states.selectionModel().currentChanged.connect(self._on_states_current_changed)
        self.against.currentIndexChanged.connect(self.chosen)
        self.restore.clicked.connect(self.restore_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.open_new.clicked.connect(self.open_requested)
        self._close.clicked.connect(self.reject)

    def _lay_out(self, space: int, margin: int) -> None:
        right = QVBoxLayout()
        right.setSpacing(space)
        right.addLayout(_row(space, _label(_("Compare &with"), self.against), self.against, None))
        right.addWidget(self.compare, 1)
        middle = QHBoxLayout()
        middle.setSpacing(margin)
        middle.addWidget(self.states)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(space)
        layout.addLayout(middle, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(_row(space, self.copy, self.open_new, None, self._close, self.restore))

    def _fitting(self, window: QWidget) -> QSize:
        room = window.size().boundedTo(room_on_screen(window))
        return QSize(min(room.width() - _AROUND, _WIDEST), min(room.height() - _AROUND, _TALLEST))

    @Slot(QModelIndex, QModelIndex)
    def _on_states_current_changed(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self.trouble.hide()
        self.chosen.emit()


def _button(job: str, label: str) -> QPushButton:
    button = named(QPushButton(label), f"revisions.{job}", label.replace("&", ""))
    button.setAutoDefault(False)  # Enter in a list does nothing by surprise
    return button


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    return label


def _row(space: int, *widgets: QWidget | None) -> QHBoxLayout:
    """Return a row of widgets, with a stretch for None."""
    row = QHBoxLayout()
    row.setSpacing(space)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
