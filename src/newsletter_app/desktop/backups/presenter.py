"""Carries wishes about backups to the library and to a second place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from newsletter_app.desktop.backups.care import BackupCare
from newsletter_app.desktop.backups.choosing_file import ask_for_file
from newsletter_app.desktop.backups.dialog import BackupsDialog
from newsletter_app.desktop.backups.taking_back import TakingBack
from newsletter_app.desktop.backups.words import backup_words
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import FOLDER, KeptBackup


class BackupsPresenter(QObject):
    """Shows the dialog, and does in the lane of backups what is asked for there."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        care: BackupCare,
        taking_back: TakingBack,
        settings: KeptSettings,
        tasks: Tasks,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._care = window, theme, care
        self._taking_back, self._settings, self._tasks = taking_back, settings, tasks
        self._dialog: BackupsDialog | None = None

    @Slot()
    def show(self) -> None:
        """Show the backups."""
        dialog = self._dialog = BackupsDialog(self._theme, self._window)
        dialog.finished.connect(self._on_finished)
        dialog.take_requested.connect(self._on_take_requested)
        dialog.restore_requested.connect(self._on_restore_requested)
        dialog.file_requested.connect(self._on_file_requested)
        dialog.folder_requested.connect(self._on_folder_requested)
        dialog.second_requested.connect(self._on_second_requested)
        dialog.second_cleared.connect(self._on_second_cleared)
        dialog.show_second(self._settings.value.backup_folder)
        dialog.open()
        self._list()

    def use_second(self, folder: str) -> None:
        """Keep backups in a second place as well, "" for none; the newest goes there at once."""
        self._settings.change(backup_folder=folder)
        if self._dialog is not None:
            self._dialog.show_second(folder)
            self._dialog.say("")
            if folder:
                self._take(BackupReason.ASKED, self._on_brought)

    def _list(self) -> None:
        self._tasks.run(Lane.BACKUP, self._care.kept, self._on_listed, self._on_failed)

    def _take(self, reason: BackupReason, done: Callable[[KeptBackup | None], None]) -> None:
        if self._dialog is not None:
            self._dialog.set_busy(is_busy=True)
        self._tasks.run(Lane.BACKUP, partial(self._care.take, reason), done, self._on_failed)

    def _on_listed(self, kept: tuple[KeptBackup, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(kept)
            self._dialog.set_busy(is_busy=False)

    def _on_taken(self, kept: KeptBackup | None) -> None:
        self._say(
            _("Nothing has changed since the newest backup.")
            if kept is None
            else _("The library is backed up.")
        )
        self._list()

    def _on_brought(self, _kept: KeptBackup | None) -> None:
        self._say(_("The newest backup lies in the second place, too."))
        self._list()

    def _on_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.say(error_words(error), is_trouble=True)
            self._list()

    def _say(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    @Slot()
    def _on_take_requested(self) -> None:
        self._take(BackupReason.ASKED, self._on_taken)

    @Slot(object)
    def _on_restore_requested(self, kept: KeptBackup) -> None:
        self._restore(kept.file, backup_words(kept))

    @Slot()
    def _on_file_requested(self) -> None:
        file = ask_for_file(self._dialog)
        if file is not None:
            self._restore(file, _("the backup {file}").format(file=file.name))

    def _restore(self, source: Path, called: str) -> None:
        if self._dialog is not None:
            self._taking_back.ask(source, called, self._dialog)

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self._care.library.folder / FOLDER
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))) and self._dialog is not None:
            self._dialog.say(_("The backups lie in {folder}.").format(folder=folder))

    @Slot()
    def _on_second_requested(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._dialog, _("Choose a second place for backups"))
        if folder:
            self.use_second(folder)

    @Slot()
    def _on_second_cleared(self) -> None:
        self.use_second("")
