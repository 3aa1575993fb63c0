"""Tells of a fault, and offers to go on or to begin again."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import N_, _

Answer = tuple[str, str]
GO_ON, RESTART, CLOSE = "go-on", "restart", "close"
_REPORT_HEIGHT = 180
_ABOUT = N_(
    "You can copy a report for whoever looks after the program. It says where in the program it happened; "
    "none of your words, titles or addresses are in it."
)


class FaultDialog(FittedDialog):
    """Says what happened, how the text fares, what a report would tell; `answered` carries the word chosen.

    `answers` are (word, label); the last one is what Enter stands for, `escape` the word that Esc stands for.
    No button has the keys at first, so that who types on answers nothing.
    """

    answered = Signal(str)

    def __init__(
        self, title: str, words: str, answers: Sequence[Answer], escape: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("fault.dialog")
        self.setWindowTitle(title)
        self.setFixedWidth(560)
        self._words = _line("fault.words", words)
        self._text = _line("fault.text")
        self._count = with_role(_line("fault.count"), "muted")
        self._about = with_role(_line("fault.about", _(_ABOUT)), "muted")
        self._report = _report_field()
        self._said = with_role(named(QLabel(), "fault.said"), "ok")
        self._look = with_role(named(QPushButton(_("Show the report")), "fault.look"), "link")
        self._copy = named(QPushButton(_("Copy the report")), "fault.copy")
        self._buttons = [named(QPushButton(label), f"fault.{word}") for word, label in answers]
        self._lay_out(title)
        self._order_keys()
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._look.clicked.connect(self._on_look_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._answer = escape
        for button, (word, _label) in zip(self._buttons, answers, strict=True):
            button.setProperty("word", word)
            button.clicked.connect(self._on_button_clicked)
        self.finished.connect(self._on_finished)

    def show_text(self, sentence: str, *, is_safe: bool) -> None:
        """Say how what was written fares."""
        if sentence != self._text.text():
            with_role(self._text, "ok" if is_safe else "warning").setText(sentence)
            self.fit()

    def show_report(self, report: str, count: str = "") -> None:
        """Show what would be copied; `count` says how often it happened."""
        self._report.setPlainText(report)
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self.fit()

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(with_role(_line("fault.heading", title), "page-title"))
        for part in (self._words, self._text, self._count, self._about):
            layout.addWidget(part)
        layout.addLayout(self._look_row())
        layout.addWidget(self._report)
        layout.addSpacing(4)
        layout.addLayout(self._foot())
        self._report.hide()
        self._count.hide()

    def _look_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._look)
        row.addWidget(self._said)
        row.addStretch()
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._copy)
        foot.addStretch()
        for button in self._buttons:
            foot.addWidget(button)
        with_role(self._buttons[-1], "primary").setDefault(True)
        return foot

    def _order_keys(self) -> None:
        """Have Tab come to the usual answer first."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        parts = (self._buttons[-1], self._look, self._report, self._copy, *self._buttons[:-1])
        for before, after in pairwise(parts):
            self.setTabOrder(before, after)

    @Slot()
    def _on_look_clicked(self) -> None:
        is_shown = self._report.isHidden()
        self._report.setVisible(is_shown)
        self._look.setText(_("Hide the report") if is_shown else _("Show the report"))
        self.fit()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._said.setText(_("Copied."))

    @Slot()
    def _on_button_clicked(self) -> None:
        self._answer = str(self.sender().property("word"))
        self.accept()

    @Slot()
    def _on_finished(self) -> None:
        self.deleteLater()
        self.answered.emit(self._answer)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text():
            self._buttons[-1].setDefault(False)  # who types on has not seen the dialog; Enter is a paragraph
        super().keyPressEvent(event)


def _line(name: str, words: str = "") -> QLabel:
    line = named(QLabel(words, textFormat=Qt.TextFormat.PlainText), name)
    line.setWordWrap(True)
    return line


def _report_field() -> QPlainTextEdit:
    field = named(QPlainTextEdit(), "fault.report", _("The report"))
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    field.setFixedHeight(_REPORT_HEIGHT)
    return field
