"""Answers for somebody who is no reader, but wants to know, or wants to be erased."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.address import parse_address
from newsletter_app.desktop.readers.erasing import Erasing
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.person_files import PersonFiles
from newsletter_app.desktop.readers.stranger_dialog import StrangerDialog
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, Missing
from newsletter_app.i18n import _

About = Mapping[str, Sequence[object]]


class Strangers(QObject):
    """Looks an address up in the whole library; `item_requested` carries the id of an item to edit."""

    item_requested = Signal(str)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts
        self._dialog: StrangerDialog | None = None
        self._files, self._erasing = PersonFiles(view, parts), Erasing(view, parts)
        self._files.written.connect(self._close)
        self._files.failed.connect(self._explain)
        self._erasing.erased.connect(self._close)
        self._erasing.item_requested.connect(self.item_requested)

    @Slot(str)
    def look(self, address: str) -> None:
        """Find out where an address stands."""
        work = partial(self._parts.files.about, address)
        self._parts.run(work, partial(self._on_found, address), self._on_not_found, latest="readers.person")

    def _on_found(self, address: str, about: About) -> None:
        self._dialog = StrangerDialog(about, self._view)
        called = parse_address(address).masked
        self._dialog.export_requested.connect(partial(self._files.ask, address, self._dialog))
        self._dialog.erase_requested.connect(partial(self._erasing.ask, address, called, self._dialog))
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _on_not_found(self, error: AppError) -> None:
        is_nowhere = isinstance(error, Missing)
        self._view.tell(
            _("Nothing in this library names that address.") if is_nowhere else error_words(error)
        )

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(error_words(error))

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None
