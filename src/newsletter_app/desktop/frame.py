"""The window as it is painted first, before anything is in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.theme.theme import Theme

if TYPE_CHECKING:
    from newsletter_app.desktop.opening import Opening

_PAINTED_MS = 400


class Frame(QObject):
    """Calls `fill` when the window was painted, or a moment after the loop of events has started."""

    def __init__(self, window: MainWindow, theme: Theme, settings: KeptSettings, folder: Path) -> None:
        super().__init__(window)
        self.window, self.theme, self.settings, self.folder = window, theme, settings, folder
        self._opening: Opening | None = None
        self._fill: Callable[[Frame], Opening] | None = None

    def fill_with(self, fill: "Callable[[Frame], Opening]") -> None:
        """Let `fill` return what opens the library."""
        self._fill = fill
        self.window.painted.connect(self._on_painted)
        QTimer.singleShot(_PAINTED_MS, self, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        if self._opening is None and self._fill is not None:
            self._opening = self._fill(self)
            self._opening.start()
