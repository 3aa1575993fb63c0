"""The panel that shows two states of an item side by side."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.comparing.comparison import Comparison
from newsletter_app.desktop.comparing.model import RowsModel
from newsletter_app.desktop.comparing.row_delegate import SIGN, RowDelegate
from newsletter_app.desktop.comparing.shown import laid_out
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.elided import Elided
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.rule import Rule
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _, ngettext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CompareView(QWidget):
    """Two columns that scroll together: what went at the left, what came at the right, what stayed folded.

    Arrow keys go through the rows, Enter opens a fold, Alt+Down and Alt+Up go from change to change.
    """

    def __init__(self, theme: Theme, name: str = "compare", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = RowsModel(self)
        self.rows = _Rows(self._model)
        named(self.rows, f"{name}.rows", _("What differs"))
        self.rows.setItemDelegate(RowDelegate(theme, self.font(), self.rows))
        self._old, self._new = Elided(), Elided()
        self.told = with_role(named(QLabel(), f"{name}.told"), "meta")
        self._state = StatePanel(f"{name}.state")
        self._next = self._button(theme, "down", f"{name}.next", _("Next change (Alt+Down)"), 1)
        self._before = self._button(theme, "up", f"{name}.previous", _("Previous change (Alt+Up)"), -1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._state)
        self._lay_out(theme.tokens.s1, theme.tokens.s2)
        self.setFocusProxy(self.rows)
        theme.theme_changed.connect(self.rows.viewport().update)
        for keys, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on if step > 0 else self._go_back)

    def show_names(self, old: str, new: str) -> None:
        """Name the two states above their columns."""
        self._old.show_whole(old)
        self._new.show_whole(new)

    def show_waiting(self) -> None:
        """Say that the comparison is under way."""
        self.told.clear()
        self._enable(0)
        self._state.say(_("Comparing…"))
        self._stack.setCurrentWidget(self._state)

    def show_sentence(self, sentence: str) -> None:
        """Say something in the place of the comparison."""
        self.show_waiting()
        self._state.say(sentence)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what differs, from the first change on."""
        if comparison.is_same:
            self.show_sentence(_("These two say the same."))
            return
        self._model.show(laid_out(comparison))
        changes = self._model.changes
        said = ngettext("{number} change", "{number} changes", len(changes)).format(number=len(changes))
        self.told.setText(said)
        self._enable(len(changes))
        self._stack.setCurrentWidget(self.rows)
        self.rows.scrollToTop()
        self.rows.setCurrentIndex(self._model.index(changes[0], 0))

    def _enable(self, changes: int) -> None:
        for button in (self._next, self._before):
            button.setEnabled(changes > 0)

    def _button(self, theme: Theme, icon: str, name: str, label: str, step: int) -> QToolButton:
        button = named(QToolButton(), name, label)
        button.setIcon(theme.icon(icon))
        button.setToolTip(label)
        button.clicked.connect(self._go_on if step > 0 else self._go_back)
        return button

    def _lay_out(self, little: int, space: int) -> None:
        columns = QHBoxLayout()
        columns.setContentsMargins(SIGN, little, little, little)
        columns.setSpacing(space)
        for label in (self._old, self._new):
            columns.addWidget(with_role(label, "card-title"), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIGN, little, little, 0)
        for widget in (self.told, self._before, self._next):
            foot.addWidget(widget, 1 if widget is self.told else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(columns)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)
        layout.addWidget(Rule())
        layout.addLayout(foot)

    def _go(self, step: int) -> None:
        here = self.rows.currentIndex().row()
        ahead = [place for place in self._model.changes if (place - here) * step > 0]
        if ahead:
            place = ahead[0] if step > 0 else ahead[-1]
            index = self._model.index(place, 0)
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    @Slot()
    def _go_on(self) -> None:
        self._go(1)

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)


class _Rows(QListView):
    """The rows of both columns in one list, so that they cannot scroll apart."""

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # a long text is laid out beside the keys
        self.setBatchSize(20)
        self.clicked.connect(self._on_clicked)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._unfold(index.row())

    def _unfold(self, place: int) -> None:
        if self._rows.unfold(place):
            self.setCurrentIndex(self._rows.index(place, 0))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._unfold(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
