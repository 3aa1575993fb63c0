"""What is done about backups, beside the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app.errors import SecretsUnavailable
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import KeptBackup
from newsletter_app.library.second_place import SecondPlace

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

Beside = Callable[[], Mapping[str, bytes]]
"""Gives the further files without which a library cannot be taken back. Raises SecretsUnavailable."""


@dataclass(frozen=True, slots=True)
class BackupCare:
    """Backs one library up, and to the second place that `second` names, "" for none."""

    library: "Library"
    second: Callable[[], str]
    beside: Beside

    def kept(self) -> tuple[KeptBackup, ...]:
        """Return the backups of the library, newest first."""
        return self.library.backups.kept()

    def take(self, reason: BackupReason) -> KeptBackup | None:
        """Back up what has changed, and bring the newest backup to the second place. Raises LibraryError."""
        kept = self.library.backups.take(reason)
        if self.second():
            place = SecondPlace(Path(self.second()), self.library.id)
            self.library.backups.bring_to(place, self._beside())
        return kept

    def _beside(self) -> Mapping[str, bytes]:
        try:
            return self.beside()
        except SecretsUnavailable:  # the backup is worth having without, and the readers' page tells of it
            return {}
