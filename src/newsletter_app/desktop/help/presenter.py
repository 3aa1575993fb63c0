"""Opens the help, and what is said about the program."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from newsletter_app.desktop.help.about import AboutDialog
from newsletter_app.desktop.help.dialog import HelpDialog
from newsletter_app.desktop.help.page import page
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.theme.theme import Theme

_MENUS = ("file", "edit", "insert", "view", "tools", "help")


class HelpPresenter(QObject):
    """The keys in the help are read from the menus, so that they are always the true ones."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._help: HelpDialog | None = None
        window.menus.answer("help", self.show_help)
        window.menus.answer("about", self.show_about)

    @Slot()
    def show_help(self) -> None:
        """Show the help beside the work, or bring it back to the front."""
        if self._help is None:
            self._help = HelpDialog(page(self._keys(), self._theme.tokens), self._window)
            self._help.finished.connect(self._on_help_finished)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    @Slot()
    def show_about(self) -> None:
        """Say which program this is."""
        dialog = AboutDialog(self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keys(self) -> list[tuple[str, str]]:
        actions = [action for name in _MENUS for action in self._window.menus.menu(name).actions()]
        return [(_plain(action), _spelled(action)) for action in actions if _spelled(action)]

    @Slot()
    def _on_help_finished(self) -> None:
        if self._help is not None:
            self._help.deleteLater()
            self._help = None


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _spelled(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in action.shortcuts() if not key.isEmpty())
