"""Imports the files that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.importing.presenter import ImportPresenter
from newsletter_app.importing.registry import IMPORTERS


class DroppedFiles(QObject):
    """Takes texts wherever on the window they are let go; the editor keeps pictures and words for itself."""

    def __init__(self, window: QWidget, bring_in: ImportPresenter) -> None:
        super().__init__(window)
        self._bring_in = bring_in
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            files = texts_in(event.mimeData())
            if files:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self._bring_in.read(files)
                return True
        return super().eventFilter(watched, event)


def texts_in(data: QMimeData) -> list[Path]:
    """Return the files in the data that an importer knows."""
    suffixes = {suffix for importer in IMPORTERS for suffix in importer.suffixes}
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in suffixes]
