"""Erases somebody who asked for it."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.readers.erase_dialog import ErasedDialog, EraseDialog
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.library.readers import Erased


class Erasing(QObject):
    """Asks, erases, and says what still names the person.

    `erased` comes when it is done, `item_requested` with the id of an item that somebody has to edit.
    """

    erased = Signal()
    item_requested = Signal(str)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts

    def ask(self, who: str, called: str, parent: QWidget) -> None:
        """Ask whether `who` (an id or an address) shall be erased; `called` is what to say of them."""
        dialog = EraseDialog(called, parent)
        dialog.erase_requested.connect(partial(self._erase, dialog, who))
        dialog.open()

    def _erase(self, dialog: EraseDialog, who: str) -> None:
        work = partial(self._parts.readership.erase, who)
        self._parts.run(work, partial(self._on_erased, dialog), partial(_explain, dialog))

    def _on_erased(self, dialog: EraseDialog, erased: Erased) -> None:
        dialog.accept()
        self.erased.emit()
        self._parts.changes.tell(erased.changes)
        told = ErasedDialog(erased, self._view)
        told.open_requested.connect(self.item_requested)
        told.open()


def _explain(dialog: EraseDialog, error: AppError) -> None:
    dialog.show_trouble(error_words(error))
