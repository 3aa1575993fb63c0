"""Says in one sentence why a place is empty, with the one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class StatePanel(QWidget):
    """A sentence with a button below it; `act_requested` when the button is pressed."""

    act_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "muted")
        self._sentence.setObjectName(f"{name}.sentence")
        self._button = QPushButton()
        self._button.setObjectName(f"{name}.act")
        self._button.clicked.connect(self.act_requested)
        self._button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    @property
    def sentence(self) -> str:
        """Return what it says now."""
        return self._sentence.text()

    def say(self, sentence: str, act: str = "") -> None:
        """Show the sentence, and a button named `act` where there is something to do."""
        self._sentence.setText(sentence)
        self._button.setText(act)
        self._button.setAccessibleName(act)
        self._button.setVisible(bool(act))
