"""Carries what is said about a picture between its page and the desk."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QPixmap

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.details.picture_view import PictureView
from newsletter_app.desktop.handed_fields import HandedFields
from newsletter_app.desktop.library.thumbnails import FindPicture
from newsletter_app.errors import AppError


class PicturePresenter(QObject):
    """Shows the picture on the desk, and hands each change to the desk."""

    def __init__(self, view: PictureView, desk: Desk, find: FindPicture) -> None:
        super().__init__(view)
        self._view, self._desk, self._find = view, desk, find
        self._fields = HandedFields(desk, self)
        self._picture, self._shown = QPixmap(), ""
        view.changed.connect(self._on_view_changed)
        desk.opened.connect(self._show)
        desk.changed.connect(self._show)

    @Slot(object)
    def _show(self, item: Item) -> None:
        if isinstance(item, Asset):
            if item.sha256 != self._shown:
                self._picture, self._shown = self._read(item), item.sha256
            self._view.show_asset(item, self._picture, is_read_only=self._desk.is_read_only)

    def _read(self, asset: Asset) -> QPixmap:
        try:
            return QPixmap(str(self._find(asset.sha256)))
        except AppError as error:
            self._desk.failed.emit(error)
            return QPixmap()

    @Slot(str, object)
    def _on_view_changed(self, name: str, value: object) -> None:
        if isinstance(self._desk.item, Asset):
            self._fields.hand(name, value)
