"""Brings words out of the window by a way that needs neither library nor journal."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from newsletter_app.content.items import Item, title_of
from newsletter_app.content.whole_text import whole_text
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import CannotExport
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.i18n import _
from newsletter_app.library.files import write_file


class WayOut(QObject):
    """Copies the text of an item, or saves it elsewhere; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks

    def copy(self, item: Item) -> None:
        """Put all the words of an item onto the clipboard."""
        QApplication.clipboard().setText(whole_text(item))
        self.told.emit(_("Copied. Paste it into another program."))

    def ask_for_file(self, item: Item) -> Path | None:
        """Ask where a copy shall lie; None where the person thinks better of it."""
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(place or Path.home()) / f"{safe_name(title_of(item))}.md")
        file, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save a copy elsewhere"), proposed, _("Markdown (*.md)")
        )
        return Path(file) if file else None

    def save(self, item: Item) -> None:
        """Ask for a file, and write all the words of an item into it, beside the window."""
        file = self.ask_for_file(item)
        if file is not None:
            work = partial(write_copy, item, file)
            self._tasks.run(Lane.NETWORK, work, self.told.emit, self.failed.emit)


def write_copy(item: Item, file: Path) -> str:
    """Write all the words of an item into a file, and return what to say of it. Raises CannotExport."""
    try:
        write_file(file, whole_text(item).encode("utf-8", "replace"))
    except OSError as error:
        raise CannotExport(
            _("The copy {file} could not be written.").format(file=file),
            hint=_("Choose another folder, or copy the text."),
        ) from error
    return _("A copy lies in {file}.").format(file=file)
