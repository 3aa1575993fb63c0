"""Carries changed settings from their page into force."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.settings.dialog import SettingsDialog
from newsletter_app.desktop.theme.theme import Appearance, Theme


class SettingsPresenter(QObject):
    """Opens the settings; each change counts at once."""

    def __init__(self, window: QWidget, kept: KeptSettings, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._kept, self._theme = window, kept, theme

    @Slot()
    def show(self) -> None:
        """Open the page."""
        dialog = SettingsDialog(self._kept.value, self._window)
        dialog.change_requested.connect(self._on_dialog_change_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str, object)
    def _on_dialog_change_requested(self, name: str, value: object) -> None:
        self._kept.change(**{name: value})
        self._theme.choose(Appearance(self._kept.value.theme))
