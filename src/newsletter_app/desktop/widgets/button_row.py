"""A row of buttons made from words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class ButtonRow(QWidget):
    """Buttons side by side; `pressed` carries the word of the one that was pressed."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = parent.objectName()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._buttons: list[QPushButton] = []

    @property
    def buttons(self) -> list[QPushButton]:
        """Return the buttons that are offered now."""
        return self._buttons

    def offer(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show a button for each (word, label)."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._buttons = [self._button(word, label) for word, label in answers]
        for button in self._buttons:
            self._row.addWidget(button)
        self._row.addStretch()
        self.setVisible(bool(answers))

    def _button(self, word: str, label: str) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("role", "link")
        button.setObjectName(f"{self._name}.{word}")
        button.setProperty("word", word)
        button.setAccessibleName(label)
        button.clicked.connect(self._on_button_clicked)
        return button

    @Slot()
    def _on_button_clicked(self) -> None:
        self.pressed.emit(str(self.sender().property("word")))
