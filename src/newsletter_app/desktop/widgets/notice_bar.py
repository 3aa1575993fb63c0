"""A calm line above the work that asks for one decision, or offers to undo one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from newsletter_app.desktop.widgets.button_row import ButtonRow

_BESIDE = 0.4


class NoticeBar(QFrame):
    """A sentence with buttons; `answered` carries the word of the button that was pressed.

    `told` comes whenever it begins to ask, asks something else, or asks no more; `keys_left` when the
    button that had the keys has gone.
    """

    answered = Signal(str)
    told = Signal()
    keys_left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "notice")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setObjectName(f"{name}.sentence")
        self._buttons = ButtonRow(self)
        self._buttons.pressed.connect(self.answered)
        self._is_asking, self._seconds = False, 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.withdraw)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._sentence, 1)
        self._layout.addWidget(self._buttons)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what it says now."""
        return self._sentence.text()

    @property
    def is_asking(self) -> bool:
        """Tell whether it has something to say, be it seen now or waiting to be."""
        return self._is_asking

    @property
    def buttons(self) -> list[QPushButton]:
        """Return the buttons it offers now."""
        return self._buttons.buttons

    def ask(self, sentence: str, answers: Sequence[tuple[str, str]], *, seconds: float = 0) -> None:
        """Show the sentence with a button for each (word, label); seen for `seconds`, it goes by itself."""
        has_keys = self._has_keys
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._buttons.offer(answers)
        if has_keys and self.buttons:
            self.buttons[0].setFocus()
        self._timer.stop()
        self._is_asking, self._seconds = True, seconds
        self._arrange()
        self.show()
        self._let_time_pass()
        self.told.emit()

    def amend(self, sentence: str) -> None:
        """Say the same in other words, or with another figure: it keeps its place and its buttons."""
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)
            self.setAccessibleName(sentence)

    def sound(self, *, is_alarm: bool) -> None:
        """Look as grave as what it says: words are being lost, or all is well."""
        role = "alarm" if is_alarm else "notice"
        if self.property("role") != role:
            self.setProperty("role", role)
            for part in (self, self._sentence):
                part.style().unpolish(part)
                part.style().polish(part)

    @Slot()
    def withdraw(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._is_asking, had_keys = False, self._has_keys
        self.hide()
        self.told.emit()
        if had_keys:
            self.keys_left.emit()

    @property
    def _has_keys(self) -> bool:
        return any(button.hasFocus() for button in self.buttons)

    def _arrange(self) -> None:
        """Have few short buttons beside the sentence, which leaves more room for the work below."""
        is_beside = self._buttons.sizeHint().width() <= self.width() * _BESIDE
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(beside if is_beside else below)

    def _let_time_pass(self) -> None:
        if self._is_asking and self._seconds and self.isVisible() and not self._timer.isActive():
            self._timer.start(int(self._seconds * 1000))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._let_time_pass()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
