"""Backs the library up while its window is open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.desktop.backups.care import BackupCare
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import KeptBackup

FIRST_MS = 3_000
EVERY_MS = 30 * 60 * 1_000


class BackupSchedule(QObject):
    """Backs up what has changed: soon after opening, then every 30 minutes, which no clock on the wall moves.

    Work goes on where that fails; `tell` hears the sentence once, and again only after it went well.
    """

    def __init__(
        self, care: BackupCare, tasks: Tasks, tell: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._care, self._tasks, self._tell = care, tasks, tell
        self._told = ""
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._first.timeout.connect(self._on_first_timeout)
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self._on_every_timeout)

    def begin(self) -> None:
        """Count from now."""
        self._first.start()
        self._every.start()

    def back_up(self, reason: BackupReason) -> None:
        """Back up what has changed, beside the window."""
        work = partial(self._care.take, reason)
        self._tasks.run(Lane.BACKUP, work, self._on_taken, self._on_failed, latest="backup")

    @Slot()
    def _on_first_timeout(self) -> None:
        self.back_up(BackupReason.OPENED)

    @Slot()
    def _on_every_timeout(self) -> None:
        self.back_up(BackupReason.WORKING)

    def _on_taken(self, _kept: KeptBackup | None) -> None:
        self._told = ""

    def _on_failed(self, error: AppError) -> None:
        sentence = error_words(error)
        if sentence != self._told:
            self._told = sentence
            self._tell(sentence)
