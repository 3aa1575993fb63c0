"""Carries the ways out of a damaged library from their page to where they are done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from newsletter_app.desktop.backups.taking_back import Restore, TakingBack
from newsletter_app.desktop.backups.words import backup_words
from newsletter_app.desktop.damage.view import DamageView
from newsletter_app.desktop.damage.words import failed_words, repaired_words
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.while_closed import WhileClosed
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup
from newsletter_app.library.repairing.told import Repaired

Repair = Callable[[], Repaired]
"""Repairs the library, which is closed by then."""
NewestBackup = Callable[[], KeptBackup | None]


class DamagePresenter(QObject):
    """Shows the newest backup on the page, and does what the person wants; `again` asks to open it again."""

    again = Signal()

    def __init__(
        self,
        window: MainWindow,
        view: DamageView,
        folder: Path,
        repair: Repair,
        restore: Restore,
        reopen: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(view)
        self._window, self._view, self._folder, self._repair = window, view, folder, repair
        self._taking_back = TakingBack(window, restore, reopen)
        self._while_closed = WhileClosed(window, reopen)
        self._newest: KeptBackup | None = None
        view.repair_requested.connect(self._on_view_repair_requested)
        view.restore_requested.connect(self._on_view_restore_requested)
        view.other_requested.connect(self._on_view_other_requested)
        view.folder_requested.connect(self._on_view_folder_requested)
        view.again_requested.connect(self.again)

    def show(self, error: AppError, newest: NewestBackup, tasks: Tasks) -> None:
        """Say what happened, and look for the newest backup beside the window."""
        self._view.say(error.message)
        tasks.run(Lane.BACKUP, newest, self._on_found, self._on_nothing_found)

    def offer_again(self) -> None:
        """Let the person try to open the library again."""
        self._view.again.show()

    def _on_found(self, newest: KeptBackup | None) -> None:
        self._newest = newest
        self._view.show_backup(newest)

    def _on_nothing_found(self, _error: AppError) -> None:
        self._view.show_backup(None)

    @Slot()
    def _on_view_repair_requested(self) -> None:
        dialog = AwayDialog(
            "damage.repairing",
            _("Repair"),
            _("Repairing the library"),
            _(
                "Everything that can be read is put into a new library and checked; it takes the place of "
                "the damaged one only then."
            ),
        )
        self._while_closed.begin(dialog, self._repair, repaired_words, failed_words)

    @Slot()
    def _on_view_restore_requested(self) -> None:
        if self._newest is not None:
            self._taking_back.ask(self._newest.file, backup_words(self._newest), self._view)

    @Slot()
    def _on_view_other_requested(self) -> None:
        self._window.menus.action("library.open").trigger()

    @Slot()
    def _on_view_folder_requested(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._view.say(_("The library lies in {folder}.").format(folder=self._folder))
