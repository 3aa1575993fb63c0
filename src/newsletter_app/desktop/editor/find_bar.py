"""The bar that finds words in the text, or puts others in their place."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _, ngettext


class FindBar(QWidget):
    """Two lines at most: what to find, what to put there. It only asks; `show_count` tells it the answer."""

    words_changed = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal()
    replace_all_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor.find")
        self._theme = theme
        self._words = self._field("editor.find.words", _("Find"))
        self._by = self._field("editor.find.by", _("Replace with"))
        self._case = self._switch("editor.find.case", "Aa", _("Match case"))
        self._count = QLabel()
        self._count.setObjectName("editor.find.count")
        self._count.setProperty("role", "muted")
        self._lay_out()
        self._words.textChanged.connect(self.words_changed)
        self._case.toggled.connect(self.words_changed)
        self.hide()

    @property
    def words(self) -> str:
        """Return what to find."""
        return self._words.text()

    @property
    def replacement(self) -> str:
        """Return what to put there."""
        return self._by.text()

    @property
    def match_case(self) -> bool:
        """Tell whether capitals matter."""
        return self._case.isChecked()

    def open(self, words: str, *, with_replace: bool) -> None:
        """Show the bar with the words in it, ready for others."""
        for widget in self._second_line:
            widget.setVisible(with_replace)
        if words and "\n" not in words:
            self._words.setText(words)
        self.show()
        self._words.setFocus()
        self._words.selectAll()
        self.words_changed.emit()

    def show_count(self, number: int, current: int) -> None:
        """Say how many places there are, and the how many-eth is selected: 0 for none."""
        if not self.words:
            self._count.setText("")
        elif current:
            self._count.setText(_("{current} of {number}").format(current=current, number=number))
        elif number:
            self._count.setText(ngettext("{n} place", "{n} places", number).format(n=number))
        else:
            self._count.setText(_("Not found"))

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(4)
        before = self._tool("up", _("Previous place (Shift+Enter)"), self.previous_requested)
        after = self._tool("down", _("Next place (Enter)"), self.next_requested)
        close = self._tool("close", _("Close (Esc)"), self.closed)
        one = self._push("editor.find.replace", _("Replace"), self.replace_requested)
        every = self._push("editor.find.replace_all", _("Replace all"), self.replace_all_requested)
        self._second_line = (self._by, one, every)
        for line in ((self._words, self._count, self._case, before, after, close), self._second_line):
            row = QHBoxLayout()
            row.setSpacing(4)
            for widget in line:
                row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
            lines.addLayout(row)
        in_turn = (self._words, self._by, one, every, self._case, before, after, close)
        for first, second in pairwise(in_turn):
            self.setTabOrder(first, second)

    def _field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(label)
        field.setAccessibleName(label)
        field.setMinimumWidth(80)
        return field

    def _tool(self, icon: str, tip: str, asked: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"editor.find.{icon}")
        button.setIcon(self._theme.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(asked)
        return button

    def _switch(self, name: str, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(words)
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _push(self, name: str, label: str, asked: SignalInstance) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.clicked.connect(asked)
        return button

    @Slot()
    def _enter(self, *, is_back: bool) -> None:
        if self._by.hasFocus():
            self.replace_requested.emit()
        elif is_back:
            self.previous_requested.emit()
        else:
            self.next_requested.emit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(is_back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)
