"""Lists the texts that this computer keeps for a library, with a way out for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.elided import Elided
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.ways import line
from newsletter_app.i18n import _


class _Row(QWidget):
    """One text, with a button for each way out."""

    copy_requested = Signal(int)
    save_requested = Signal(int)

    def __init__(self, number: int, title: str, gap: int) -> None:
        super().__init__()
        self._number = number
        words = named(Elided(), f"absence.text.{number}")
        words.show_whole(title)
        copy = _link(f"absence.copy.{number}", _("Copy text"), title)
        save = _link(f"absence.save.{number}", _("Save a copy elsewhere…"), title)
        copy.clicked.connect(self._on_copy_clicked)
        save.clicked.connect(self._on_save_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addWidget(words, 1)
        layout.addWidget(copy)
        layout.addWidget(save)

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.copy_requested.emit(self._number)

    @Slot()
    def _on_save_clicked(self) -> None:
        self.save_requested.emit(self._number)


class KeptTexts(QFrame):
    """A card; both signals carry the place of a text among those that are shown."""

    copy_requested = Signal(int)
    save_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        with_role(named(self, "absence.texts"), "card")
        self._gap = theme.tokens.s3
        self._told = line("absence.told")
        self._told.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.tokens.s1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.tokens.s4, theme.tokens.s3, theme.tokens.s4, theme.tokens.s3)
        column.setSpacing(theme.tokens.s1)
        column.addWidget(with_role(QLabel(_("What you typed last is kept")), "card-title"))
        about = _("It is on this computer, and comes back by itself when the library is opened again.")
        column.addWidget(with_role(line("absence.about-texts", about), "muted"))
        column.addLayout(self._rows)
        column.addWidget(self._told)

    def show_texts(self, titles: Sequence[str]) -> None:
        """Show a line for each text."""
        for old in self.findChildren(_Row):
            self._rows.removeWidget(old)
            old.deleteLater()
        for number, title in enumerate(titles):
            row = _Row(number, title or _("Without a title"), self._gap)
            row.copy_requested.connect(self.copy_requested)
            row.save_requested.connect(self.save_requested)
            self._rows.addWidget(row)

    def tell(self, sentence: str) -> None:
        """Say what came of it."""
        self._told.setText(sentence)
        self._told.show()


def _link(name: str, label: str, title: str) -> QPushButton:
    button = with_role(named(QPushButton(label), name), "link")
    button.setAccessibleName(f"{label} {title}")
    return button
