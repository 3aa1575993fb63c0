"""The bar that asks what a picture shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.i18n import _


class AltBar(QFrame):
    """Asks for the description of one picture after the other.

    `described` carries the asset, its alt text, and whether it is decoration; then the alt text is "".
    """

    described = Signal(object, str, bool)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor.alt")
        self.setProperty("role", "notice")
        self._waiting: list[Asset] = []
        self._question = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._question.setWordWrap(True)
        self._words = QLineEdit(maxLength=1000)
        self._words.setObjectName("editor.alt.words")
        self._words.setPlaceholderText(_("What the picture shows, for those who cannot see it"))
        self._words.setAccessibleName(_("Description of the picture"))
        self._keep = self._button("editor.alt.keep", _("Describe"), self._give_words)
        self._decorative = self._button("editor.alt.decorative", _("Mark as decoration"), self._give_nothing)
        self._later = self._button("editor.alt.later", _("Later"), self._next)
        self._lay_out()
        self.hide()

    def ask(self, asset: Asset) -> None:
        """Ask for the picture's description, after those asked for before."""
        self._waiting.append(asset)
        if len(self._waiting) == 1:
            self._show()

    def _show(self) -> None:
        name = self._waiting[0].name
        said = _("The picture {name} has no description yet. Describe it, or mark it as decoration.")
        self._question.setText(said.format(name=name))
        self._words.clear()
        self.show()
        self._words.setFocus()

    def _next(self) -> None:
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._show()
        else:
            self.hide()
            self.finished.emit()

    def _give_words(self) -> None:
        words = " ".join(self._words.text().split())
        if words and self._waiting:
            self.described.emit(self._waiting[0], words, False)
            self._next()

    def _give_nothing(self) -> None:
        if self._waiting:
            self.described.emit(self._waiting[0], "", True)
            self._next()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._words, self._keep, self._decorative, self._later):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addLayout(row)

    def _button(self, name: str, label: str, pressed: object) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.setAccessibleName(label)
        button.clicked.connect(pressed)
        return button

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._words.hasFocus():
            self._give_words()
        elif event.key() == Qt.Key.Key_Escape:
            self._next()
        else:
            super().keyPressEvent(event)
