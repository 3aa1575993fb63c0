"""Carries files from the disk through the room into the library."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.importing.dialog import ImportDialog
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _, ngettext
from newsletter_app.importing.importing import Importing
from newsletter_app.importing.plan import Imported, ImportPlan
from newsletter_app.importing.registry import IMPORTERS


class ImportPresenter(QObject):
    """Imports files; `told` carries a sentence, `failed` an AppError, `came` the newest post's id."""

    told = Signal(str)
    failed = Signal(object)
    came = Signal(str)

    def __init__(
        self,
        window: QWidget,
        importing: Importing,
        tasks: Tasks,
        library_changes: LibraryChanges,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window, self._importing, self._tasks = window, importing, tasks
        self._library_changes, self._theme = library_changes, theme
        self._dialog: ImportDialog | None = None

    @Slot()
    def choose(self) -> None:
        """Ask for files, then show what they would bring."""
        files, _kind = QFileDialog.getOpenFileNames(self._window, _("Import"), "", _kinds())
        if files:
            self.read([Path(file) for file in files])

    def read(self, files: list[Path]) -> None:
        """Show what files would bring."""
        work = partial(self._importing.preview, files)
        self._tasks.run(Lane.LIBRARY, work, self._on_read, self.failed.emit)

    def _on_read(self, plan: ImportPlan) -> None:
        self._dialog = ImportDialog(plan, self._theme, self._window)
        self._dialog.import_requested.connect(partial(self._carry_out, plan))
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _carry_out(self, plan: ImportPlan, even_if_duplicate: bool) -> None:
        work = partial(self._importing.carry_out, plan, even_if_duplicate=even_if_duplicate)
        self._tasks.run(Lane.LIBRARY, work, self._on_imported, self._on_failed)

    def _on_imported(self, imported: Imported) -> None:
        ids = [post.record.id for post in imported.items]
        self._library_changes.tell(Changes.of(Kind.POST, *ids))
        if self._dialog is not None:
            self._dialog.accept()
        number = len(ids)
        if ids:
            self.came.emit(ids[0])
        sentence = ngettext("{number} post has come.", "{number} posts have come.", number)
        self.told.emit(sentence.format(number=number))

    def _on_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(error_words(error))

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _kinds() -> str:
    suffixes = " ".join(f"*{suffix}" for importer in IMPORTERS for suffix in importer.suffixes)
    return ";;".join((_("Posts ({suffixes})").format(suffixes=suffixes), _("All files (*)")))
