"""Brings out everything that is kept about one person."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.i18n import _
from newsletter_app.mailing.private_files import write_private


class PersonFiles(QObject):
    """Writes a page or JSON for its owner alone (0600); `written` when done, `failed` with an AppError."""

    written = Signal()
    failed = Signal(object)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts

    def ask(self, who: str, parent: QWidget) -> None:
        """Ask where to write what is kept about `who`, an id or an address."""
        kinds = ";;".join((_("A page to read (*.html)"), _("For programs (*.json)")))
        file, kind = QFileDialog.getSaveFileName(
            parent, _("Export everything about this person"), _("What is kept about you.html"), kinds
        )
        if file:
            self.write(who, Path(file), as_json=file.lower().endswith(".json") or "json" in kind)

    def write(self, who: str, file: Path, *, as_json: bool) -> None:
        """Write it; a name without an ending gets one."""
        out = file if file.suffix else file.with_suffix(".json" if as_json else ".html")
        work = partial(self._write, who, out, as_json=as_json)
        self._parts.run(work, self._on_written, self.failed.emit)

    def _write(self, who: str, file: Path, *, as_json: bool) -> Path:
        files = self._parts.files
        about = files.about_as_json(who) if as_json else files.about_as_html(who)
        write_private(file, about.encode(), force=True)
        return file

    def _on_written(self, file: Path) -> None:
        said = _("“{file}” holds personal data: give it to that person alone.").format(file=file.name)
        self._view.tell(said)
        self.written.emit()
