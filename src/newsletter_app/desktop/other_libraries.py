"""Goes to another library."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QFileDialog

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.open_recent import OpenRecent
from newsletter_app.i18n import _

REOPEN = 64
"""What the loop of events returns when the window is to be built anew, on another library."""
REOPEN_SAME = 66
"""What it returns when the window is to be built anew on the library it has."""


class OtherLibraries(QObject):
    """Lets a person go to another library, for which the window is built anew."""

    def __init__(self, window: MainWindow, settings: KeptSettings, folder: Path) -> None:
        super().__init__(window)
        self._window, self._settings, self._folder = window, settings, folder
        window.menus.answer("library.open", self._on_library_open)
        recent = OpenRecent(window.menus, lambda: settings.value.recent_libraries, folder)
        recent.chosen.connect(self._on_recent_chosen)

    @Slot()
    def _on_library_open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, _("Open library"), str(self._folder))
        if folder:
            self._on_recent_chosen(folder)

    @Slot(str)
    def _on_recent_chosen(self, folder: str) -> None:
        if self._window.close():
            self._settings.change(library=folder)  # it is a recent one once it was open
            QCoreApplication.exit(REOPEN)
