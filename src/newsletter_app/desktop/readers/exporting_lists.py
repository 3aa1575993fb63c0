"""Brings a whole list out as CSV, after a warning."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from newsletter_app.content.contact import ReaderList
from newsletter_app.desktop.readers.lists_presenter import ListsPresenter
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.private_files import write_private
from newsletter_app.mailing.reader_files import ListFile


class ListExport(QObject):
    """Says what such a file means, asks for its place, and writes it for its owner alone (0600)."""

    def __init__(self, view: ReadersView, lists: ListsPresenter, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._lists, self._parts = view, lists, parts
        view.panel.export_requested.connect(self._on_export_requested)

    @Slot()
    def _on_export_requested(self) -> None:
        of = self._lists.chosen
        if of is not None:
            title = _("Export the list “{name}”").format(name=of.name)
            ask = Question("readers.export_list", title, _warning(of), _("Choose the file…"), self._view)
            ask.accepted.connect(partial(self._choose, of))
            ask.open()

    def _choose(self, of: ReaderList) -> None:
        kinds = _("Lists of readers (*.csv)")
        file, _kind = QFileDialog.getSaveFileName(
            self._view, _("Export the list"), f"{of.list_id}.csv", kinds
        )
        if file:
            self.write(of, Path(file))

    def write(self, of: ReaderList, file: Path) -> None:
        """Write the people of a list who may be written to."""
        out = file if file.suffix else file.with_suffix(".csv")
        self._parts.run(partial(self._write, of.id, out), partial(self._on_written, out), self._on_failed)

    def _write(self, list_id: str, file: Path) -> ListFile:
        made = self._parts.files.of_list(list_id)
        write_private(file, made.data, force=True)
        return made

    def _on_written(self, file: Path, made: ListFile) -> None:
        said = ngettext(
            "“{file}” holds {number} address: keep it where nobody else can read it, and delete it soon.",
            "“{file}” holds {number} addresses: keep it where nobody else can read it, and delete it soon.",
            made.people,
        ).format(file=file.name, number=f"{made.people:,}")
        left_out = ngettext(
            "{number} person who has unsubscribed was left out.",
            "{number} people who have unsubscribed were left out.",
            made.left_out,
        ).format(number=made.left_out)
        self._view.tell(f"{said} {left_out}" if made.left_out else said)

    def _on_failed(self, error: AppError) -> None:
        self._view.tell(error_words(error))


def _warning(of: ReaderList) -> str:
    return ngettext(
        "The file will hold the address of {number} person, readable by whoever opens it. Keep it where "
        "nobody else can read it, do not send it by mail, and delete it when it has done its work.",
        "The file will hold the addresses of {number} people, readable by whoever opens it. Keep it where "
        "nobody else can read it, do not send it by mail, and delete it when it has done its work.",
        of.people,
    ).format(number=f"{of.people:,}")
