"""Carries the choice of a cover from the dialog to the library and the desk."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.details.cover_dialog import CoverDialog
from newsletter_app.desktop.details.presenter import DetailsPresenter
from newsletter_app.desktop.library.model import CardsModel, ReadCards
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.shelf import SavedItem
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import PictureRefused
from newsletter_app.i18n import _
from newsletter_app.library.cleaned_picture import picture_in
from newsletter_app.library.query import Query

MakeDelegate = Callable[[QObject], QAbstractItemDelegate]


class AddPicture(Protocol):
    """Adds a picture to the library, cleaned."""

    def __call__(self, data: bytes, name: str, /) -> SavedItem[Asset]:
        """Return the picture as the library has it. Raises PictureRefused or LibraryError."""


class CoverPresenter(QObject):
    """Shows the pictures of the library in a dialog, and takes in a file through the library's lane."""

    def __init__(
        self,
        window: QWidget,
        details: DetailsPresenter,
        desk: Desk,
        read: ReadCards,
        add: AddPicture,
        tasks: Tasks,
        changes: LibraryChanges,
        make_delegate: MakeDelegate,
    ) -> None:
        super().__init__(details)
        self._window, self._details, self._desk = window, details, desk
        self._read, self._add, self._make_delegate = read, add, make_delegate
        self._tasks, self._changes = tasks, changes
        details.picture_wanted.connect(self._on_details_picture_wanted)

    def dialog(self) -> CoverDialog:
        """Return the dialog with the library's pictures in it."""
        dialog = CoverDialog(self._window)
        model = CardsModel(self._read, dialog)
        dialog.list.setItemDelegate(self._make_delegate(dialog))
        dialog.words_changed.connect(partial(self._list, dialog, model))
        dialog.file_chosen.connect(self.take_file)
        self._list(dialog, model, "")
        return dialog

    @Slot(str)
    def take_file(self, file: str) -> None:
        """Take a picture file into the library, and make it the cover of the item that is open now."""
        item = self._desk.item
        if item is not None:
            done = partial(self._on_taken, item.record.id)
            self._tasks.run(Lane.LIBRARY, partial(_take, self._add, Path(file)), done, self._desk.failed.emit)

    def _list(self, dialog: CoverDialog, model: CardsModel, words: str) -> None:
        model.show(Query(Kind.ASSET, words=words))
        sentence = _("No picture has these words.") if words else _("The library has no pictures yet.")
        dialog.use_model(model, sentence)

    def _on_taken(self, id: str, saved: SavedItem[Asset]) -> None:  # noqa: A002 - the word every room uses
        self._changes.tell(saved.changes)
        if self._desk.item is not None and self._desk.item.record.id == id:
            self._details.use_cover(saved.item.sha256)

    @Slot()
    def _on_details_picture_wanted(self) -> None:
        dialog = self.dialog()
        if dialog.exec() and dialog.chosen:
            self._details.use_cover(dialog.chosen)
        dialog.deleteLater()


def _take(add: AddPicture, file: Path) -> SavedItem[Asset]:
    try:
        data = picture_in(file)
    except OSError as error:
        raise PictureRefused(
            _("The file {name} could not be read.").format(name=file.name),
            hint=_("Choose another one, or copy it to this computer first."),
        ) from error
    return add(data, file.name)
