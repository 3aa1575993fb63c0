"""Stands on the screen while the library's files are worked on, when there is no window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class AwayDialog(FittedDialog):
    """Says what is being done; cannot be closed before it is over; then it says what came of it."""

    def __init__(self, name: str, title: str, heading: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setFixedWidth(520)
        self._is_over = False
        self._heading = with_role(_line(f"{name}.heading"), "page-title")
        self._words = _line(f"{name}.words")
        self._notes = with_role(_line(f"{name}.notes"), "warning")
        self._bar = named(QProgressBar(), f"{name}.bar", heading)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.open_library = named(QPushButton(_("Open the library")), f"{name}.open")
        self.open_library.clicked.connect(self.accept)
        self._lay_out()
        self._show(heading, words)

    def show_result(self, heading: str, words: str, notes: str = "") -> None:
        """Say what came of it; now it can be closed."""
        self._is_over = True
        self._bar.hide()
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self.open_library.show()
        self.open_library.setFocus()
        self._show(heading, words)

    def _show(self, heading: str, words: str) -> None:
        self._heading.setText(heading)
        self._words.setText(words)
        self.fit()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(with_role(self.open_library, "primary"))
        self.open_library.setDefault(True)
        self.open_library.hide()
        self._notes.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for part in (self._heading, self._words, self._notes, self._bar):
            layout.addWidget(part)
        layout.addLayout(foot)

    # Qt

    def reject(self) -> None:
        if self._is_over:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_over:
            super().closeEvent(event)
        else:
            event.ignore()


def _line(name: str) -> QLabel:
    line = named(QLabel(textFormat=Qt.TextFormat.PlainText), name)
    line.setWordWrap(True)
    return line
