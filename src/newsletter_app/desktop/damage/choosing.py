"""Lets a person choose one of the backups of a library that cannot be opened."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from newsletter_app.desktop.backups.model import BackupsModel
from newsletter_app.desktop.backups.table import BackupsTable
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup


class ChooseBackup(QDialog):
    """`chosen` carries the KeptBackup, by Enter on its row as well."""

    chosen = Signal(object)

    def __init__(self, kept: Sequence[KeptBackup], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("damage.choosing")
        self.setWindowTitle(_("Choose a backup"))
        self.setMinimumSize(768, 384)
        model = BackupsModel(lambda: theme.tokens, self)
        model.show(kept)
        self.table = BackupsTable(model)
        self.table.choose(0)
        self.table.row_opened.connect(self._on_chosen)
        buttons = DialogButtons(_("Restore…"), "damage.choosing.act", self)
        buttons.accepted.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.table.setFocus()
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_chosen(self) -> None:
        kept = self.table.current
        if kept is not None:
            self.accept()
            self.chosen.emit(kept)
