"""Asks for the words that tell a passer-by too much."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from newsletter_app.content.discreet import USUAL_WORDS
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.i18n import _


class WordsDialog(QDialog):
    """One word a line; `save_requested` carries them as a tuple."""

    save_requested = Signal(tuple)

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mailing.words_dialog")
        self.setWindowTitle(_("Choose the words that tell too much"))
        self.setMinimumSize(480, 480)
        self.words = named(QPlainTextEdit(), "mailing.words", _("Words that tell too much"))
        self.words.setTabChangesFocus(True)
        self.words.setPlainText("\n".join(sorted(words, key=str.casefold)))
        about = QLabel(
            _("Where one of these stands in sender, subject or preview text, you are told before you send.")
            + " "
            + _("One word a line; its plural counts too.")
        )
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._buttons())
        self.finished.connect(self.deleteLater)

    def _buttons(self) -> QWidget:
        buttons = DialogButtons(_("Save the words"), "mailing.words_save", self)
        usual = named(QPushButton(_("Use the usual ones")), "mailing.words_usual")
        usual.setAutoDefault(False)
        usual.clicked.connect(self._on_usual_clicked)
        buttons.addButton(usual, DialogButtons.ButtonRole.ResetRole)
        buttons.accepted.connect(self._on_accepted)
        return buttons

    @Slot()
    def _on_usual_clicked(self) -> None:
        self.words.setPlainText("\n".join(USUAL_WORDS))

    @Slot()
    def _on_accepted(self) -> None:
        self.save_requested.emit(tuple(self.words.toPlainText().splitlines()))
        self.accept()
