"""Repairs a library, and remembers where that was in vain."""

from collections.abc import Callable
from pathlib import Path

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.errors import AppError, LibraryDamaged
from newsletter_app.library.looking import FILE
from newsletter_app.library.repairing.told import Repaired


class Repairing:
    """One repair in vain is enough: nobody is sent there again while the file stays as it is."""

    def __init__(self, folder: Path, repair: Callable[[], Repaired], settings: KeptSettings) -> None:
        self._file, self.carry_out, self._settings = folder / FILE, repair, settings

    @property
    def was_in_vain(self) -> bool:
        """Tell whether nothing could be read of this very file."""
        return self._settings.value.not_repaired == self._mark()

    def note(self, error: AppError) -> None:
        """Remember that nothing could be read, where that is why it failed."""
        if isinstance(error, LibraryDamaged):
            self._settings.change(not_repaired=self._mark())

    def _mark(self) -> str:
        """Return what another file, or this one after a change, does not go by."""
        try:
            found = self._file.stat()
        except OSError:
            return f"{self._file} is not there"
        return f"{self._file} {found.st_size} {found.st_mtime_ns}"
