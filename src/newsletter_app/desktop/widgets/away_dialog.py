"""Stands on the screen while the library's files are worked on, when there is no window."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.scrolled import Scrolled
from newsletter_app.i18n import _

_LEAST_NOTES, _MOST_NOTES = 48, 272


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
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._list = _scrolled(self._notes)
        self.copy = with_role(named(QPushButton(_("Copy this list")), f"{name}.copy"), "link")
        self.copy.clicked.connect(self._on_copy_clicked)
        self._bar = named(QProgressBar(), f"{name}.bar", heading)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.open_library = named(QPushButton(_("Open the library")), f"{name}.open")
        self.open_library.clicked.connect(self.accept)
        self._lay_out()
        self._show(heading, words)

    def show_result(self, heading: str, words: str, notes: str = "", button: str = "") -> None:
        """Say what came of it; now it can be closed, by a button that says where that leads."""
        self._is_over = True
        self._bar.hide()
        self._notes.setText(notes)
        self._list.setVisible(bool(notes))
        self.copy.setVisible(bool(notes))
        if button:
            self.open_library.setText(button)
        self.open_library.show()
        self.open_library.setFocus()
        self._show(heading, words)

    def _show(self, heading: str, words: str) -> None:
        self._heading.setText(heading)
        self._words.setText(words)
        self.fit()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch()
        foot.addWidget(with_role(self.open_library, "primary"))
        self.copy.setAutoDefault(False)
        self.open_library.setDefault(True)
        for waiting in (self.open_library, self._list, self.copy):
            waiting.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for part in (self._heading, self._words, self._list, self._bar):
            layout.addWidget(part)
        layout.addLayout(foot)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._notes.text())
        self.copy.setText(_("Copied"))

    # Qt

    def reject(self) -> None:
        if self._is_over:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_over:
            super().closeEvent(event)
        else:
            event.ignore()


def _scrolled(notes: QLabel) -> Scrolled:
    """Return a list that is scrolled, with the arrow keys too, where it is longer than a dialog should be."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(notes, 0, Qt.AlignmentFlag.AlignTop)
    area = named(Scrolled(page, _LEAST_NOTES), f"{notes.objectName()}.list", _("What was done"))
    area.setMaximumHeight(_MOST_NOTES)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area


def _line(name: str) -> QLabel:
    line = named(QLabel(textFormat=Qt.TextFormat.PlainText), name)
    line.setWordWrap(True)
    return line
