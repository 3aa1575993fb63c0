"""Carries the ways out of a damaged library from their page to where they are done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from newsletter_app.desktop.backups.choosing_file import ask_for_file
from newsletter_app.desktop.backups.taking_back import Restore, TakingBack
from newsletter_app.desktop.backups.words import backup_words
from newsletter_app.desktop.damage.choosing import ChooseBackup
from newsletter_app.desktop.damage.repairing import Repairing
from newsletter_app.desktop.damage.view import DamageView
from newsletter_app.desktop.damage.words import failed_words, repaired_words
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.while_closed import Result, WhileClosed
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup

FindBackups = Callable[[], Sequence[KeptBackup]]
"""Gives the backups that are at hand, the newest first."""


class DamagePresenter(QObject):
    """Shows the newest backup on the page, and does what the person wants; `again` asks to open it again."""

    again = Signal()

    def __init__(
        self,
        window: MainWindow,
        view: DamageView,
        folder: Path,
        repairing: Repairing,
        restore: Restore,
        reopen: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(view)
        self._window, self._view, self._folder, self._repairing = window, view, folder, repairing
        self._taking_back = TakingBack(window, restore, reopen)
        self._while_closed = WhileClosed(window, reopen)
        self._kept: Sequence[KeptBackup] = ()
        view.repair_requested.connect(self._on_view_repair_requested)
        view.restore_requested.connect(self._on_view_restore_requested)
        view.choose_requested.connect(self._on_view_choose_requested)
        view.file_requested.connect(self._on_view_file_requested)
        view.other_requested.connect(self._on_view_other_requested)
        view.folder_requested.connect(self._on_view_folder_requested)
        view.again_requested.connect(self.again)

    def show(self, error: AppError, find: FindBackups, tasks: Tasks) -> None:
        """Say what happened, and look for the backups beside the window."""
        self._view.say(error.message)
        if self._repairing.was_in_vain:
            self._view.advise_backup()
        tasks.run(Lane.BACKUP, find, self._on_found, self._on_nothing_found)

    def offer_again(self) -> None:
        """Let the person try to open the library again."""
        self._view.again.show()

    def _on_found(self, kept: Sequence[KeptBackup]) -> None:
        self._kept = kept
        self._view.show_backups(kept)

    def _on_nothing_found(self, _error: AppError) -> None:
        self._view.show_backups(())

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
        self._while_closed.begin(dialog, self._repairing.carry_out, repaired_words, self._failed)

    def _failed(self, error: AppError) -> Result:
        self._repairing.note(error)
        return failed_words(error)

    @Slot()
    def _on_view_restore_requested(self) -> None:
        if self._kept:
            self._ask(self._kept[0])

    @Slot()
    def _on_view_choose_requested(self) -> None:
        dialog = ChooseBackup(self._kept, self._view.theme, self._view)
        dialog.chosen.connect(self._ask)
        dialog.open()

    @Slot(object)
    def _ask(self, kept: KeptBackup) -> None:
        self._taking_back.ask(kept.file, backup_words(kept), self._view)

    @Slot()
    def _on_view_file_requested(self) -> None:
        file = ask_for_file(self._view)
        if file is not None:
            self._taking_back.ask(file, _("the backup {file}").format(file=file.name), self._view)

    @Slot()
    def _on_view_other_requested(self) -> None:
        self._window.menus.action("library.open").trigger()

    @Slot()
    def _on_view_folder_requested(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._view.say(_("The library lies in {folder}.").format(folder=self._folder))
