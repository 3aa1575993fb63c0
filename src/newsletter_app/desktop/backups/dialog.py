"""Shows the backups of the library, with what can be done about them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from newsletter_app.desktop.backups.model import BackupsModel
from newsletter_app.desktop.backups.table import BackupsTable
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup

_WIDTH, _HEIGHT = 768, 528  # wider than other dialogs, for six columns


class BackupsDialog(QDialog):
    """Enter on a row wants it back; `restore_requested` carries that KeptBackup."""

    take_requested = Signal()
    restore_requested = Signal(object)
    file_requested = Signal()
    folder_requested = Signal()
    second_requested = Signal()
    second_cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backups.dialog")
        self.setWindowTitle(_("Backups"))
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self._model = BackupsModel(lambda: theme.tokens, self)
        self.table = BackupsTable(self._model)
        self.state = StatePanel("backups.state")
        self.take = _button(_("&Back up now"), "backups.take")
        self.restore = _button(_("&Restore…"), "backups.restore", _("Restore the chosen backup"))
        self.file = _button(_("Restore from a &file…"), "backups.file")
        self.folder = with_role(_button(_("&Open the folder"), "backups.folder"), "link")
        self.choose = _button(_("C&hoose…"), "backups.choose", _("Choose a second place"))
        self.clear = _button(_("&No second place"), "backups.clear")
        self.second = named(QLabel(textFormat=Qt.TextFormat.PlainText), "backups.second")
        self._said = named(QLabel(textFormat=Qt.TextFormat.PlainText), "backups.said")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.state.say(_("Looking for the backups…"))
        self._show_list(is_empty=True)

    def show_backups(self, kept: Sequence[KeptBackup]) -> None:
        """Show what is kept, newest first."""
        self._model.show(kept)
        self.table.choose(0)
        if not kept:
            self.state.say(_("No backup yet. The first one is made by itself when something has changed."))
        self._show_list(is_empty=not kept)
        (self.table if kept else self.take).setFocus()

    def show_second(self, folder: str) -> None:
        """Show the second place, "" for none."""
        self.second.setText(
            folder or _("None. Choose a folder on another drive, so that the backups outlive this one.")
        )
        with_role(self.second, "" if folder else "muted")
        self.clear.setEnabled(bool(folder))

    def say(self, sentence: str, *, is_trouble: bool = False) -> None:
        """Say what came of it, or what stands in the way; "" for nothing."""
        with_role(self._said, "danger" if is_trouble else "ok")
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def set_busy(self, *, is_busy: bool) -> None:
        """Let nothing be asked for while something is being done."""
        for button in (self.take, self.file):
            button.setEnabled(not is_busy)
        self.restore.setEnabled(not is_busy and self._model.rowCount() > 0)

    def _show_list(self, *, is_empty: bool) -> None:
        self._stack.setCurrentWidget(self.state if is_empty else self.table)
        self.restore.setEnabled(not is_empty)

    def _lay_out(self) -> None:
        about = with_role(
            named(
                QLabel(
                    _(
                        "The library backs itself up when something has changed, and before anything risky. "
                        "Each backup was read again before it counted."
                    )
                ),
                "backups.about",
            ),
            "muted",
        )
        for label in (about, self.second, self._said):
            label.setWordWrap(True)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(self._stack, 1)
        layout.addLayout(_row(self.take, self.restore, self.file, None, self.folder))
        layout.addSpacing(8)
        layout.addWidget(with_role(QLabel(_("Second place")), "card-title"))
        layout.addWidget(self.second)
        layout.addLayout(_row(self.choose, self.clear, None))
        layout.addWidget(self._said)
        close = with_role(_button(_("C&lose"), "backups.close"), "primary")
        close.clicked.connect(self.accept)
        layout.addLayout(_row(None, close))

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_requested)
        self.restore.clicked.connect(self._on_restore)
        self.table.row_opened.connect(self._on_restore)
        self.file.clicked.connect(self.file_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.choose.clicked.connect(self.second_requested)
        self.clear.clicked.connect(self.second_cleared)

    @Slot()
    def _on_restore(self) -> None:
        if self.restore.isEnabled() and self.table.current is not None:
            self.restore_requested.emit(self.table.current)


def _button(label: str, name: str, about: str = "") -> QPushButton:
    button = named(QPushButton(label), name, about or label.replace("&", ""))
    button.setAutoDefault(False)
    return button


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Return the parts side by side; None is room that stretches."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
