"""Carries a file of readers from the disk onto a list."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from newsletter_app.desktop.readers.import_dialog import ImportReadersDialog
from newsletter_app.desktop.readers.import_wish import ImportWish
from newsletter_app.desktop.readers.lists_presenter import ListsPresenter
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.preview_words import came_words
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, CannotImport
from newsletter_app.i18n import _
from newsletter_app.library.readers import BroughtIn
from newsletter_app.mailing.csv_text import LARGEST
from newsletter_app.mailing.import_preview import ImportPreview


class ImportReadersPresenter(QObject):
    """Shows what a file holds, then brings in all of it or nothing; `came` carries the list's name."""

    came = Signal(str)

    def __init__(self, view: ReadersView, lists: ListsPresenter, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._lists, self._parts = view, lists, parts
        self._dialog: ImportReadersDialog | None = None
        lists.import_requested.connect(self.choose)
        view.file_dropped.connect(self.read)

    @Slot()
    def choose(self) -> None:
        """Ask for a file, then show what it would bring."""
        kinds = ";;".join((_("Lists of readers (*.csv *.tsv *.txt)"), _("All files (*)")))
        file, _kind = QFileDialog.getOpenFileName(self._view, _("Import readers"), "", kinds)
        if file:
            self.read(Path(file))

    @Slot(object)
    def read(self, file: Path) -> None:
        """Show what a file would bring."""
        work = partial(self._preview, file)
        self._parts.run(work, self._on_read, self._on_not_read, latest="readers.preview")

    def _preview(self, file: Path) -> ImportPreview:
        try:
            with file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
        except OSError as error:
            raise CannotImport(
                _("“{file}” could not be read.").format(file=file.name),
                hint=_("See whether it is still there and may be opened."),
            ) from error
        return self._parts.readership.preview(data, file.name)

    def _on_read(self, preview: ImportPreview) -> None:
        chosen = self._lists.chosen
        names = [of.name for of in self._lists.known.lists]
        onto = chosen.name if chosen else ""
        self._dialog = ImportReadersDialog(preview, names, onto, self._view)
        self._dialog.import_requested.connect(partial(self._carry_out, preview))
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _on_not_read(self, error: AppError) -> None:
        self._view.tell(error_words(error))

    def _carry_out(self, preview: ImportPreview, wish: ImportWish) -> None:
        work = partial(
            self._parts.readership.carry_out,
            preview,
            wish.list_name,
            wish.wording,
            wish.ground,
            opt_out_offered=wish.opt_out_offered,
        )
        self._parts.run(work, partial(self._on_came, wish.list_name), self._on_failed)

    def _on_came(self, list_name: str, came: BroughtIn) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._parts.changes.tell(came.changes)
        self._view.tell(came_words(came, list_name))
        self._lists.go_to(list_name)
        self.came.emit(list_name)

    def _on_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(error_words(error))

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
