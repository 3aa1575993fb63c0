"""Holds the settings while the window is open."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from newsletter_app import settings
from newsletter_app.errors import Unavailable
from newsletter_app.library.files import write_file
from newsletter_app.library.part_files import sweep_parts
from newsletter_app.settings import Settings

_log = logging.getLogger(__name__)


class KeptSettings(QObject):
    """The settings in force; `changed` carries them after each change, `failed` an AppError."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        sweep_parts(folder)
        self._value = settings.load(folder, _log.warning)

    @property
    def value(self) -> Settings:
        """Return the settings in force."""
        return self._value

    def change(self, **values: Any) -> None:
        """Change settings by name, and keep them."""
        self.take(replace(self._value, **values))

    def take(self, value: Settings) -> None:
        """Put other settings in force, and keep them."""
        if value == self._value:
            return
        self._value = value
        try:
            settings.save(value, self._folder, write_file)
        except Unavailable as error:
            self.failed.emit(error)
        self.changed.emit(value)
