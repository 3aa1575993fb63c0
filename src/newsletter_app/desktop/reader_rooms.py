"""Furnishes the rooms of the readers, and of the accounts they are written to by."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from newsletter_app.desktop.accounts.presenter import AccountsPresenter
from newsletter_app.desktop.places import Places
from newsletter_app.desktop.preview_away import PreviewAway
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.room import ReadersRoom
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.i18n import _
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import SuppressionKey

PLACE = "readers"
"""The name of the place among `Places`."""


class ReaderRooms(QObject):
    """Offers the place, whose page is made when it is first shown, and answers the two commands."""

    def __init__(
        self,
        rooms: Rooms,
        places: Places,
        readership: Readership,
        accounts: MailAccounts,
        files: ReaderFiles,
        key: SuppressionKey,
    ) -> None:
        super().__init__(rooms)
        self._rooms, self._places = rooms, places
        self._page: ReadersView | None = None
        self._parts = ReaderParts(rooms.content.readers, readership, files, key, rooms.tasks, rooms.changes)
        places.add(PLACE, _("Readers"), "readers", self._make)
        places.shown.connect(self._on_places_shown)
        menus = rooms.window.menus
        menus.answer("readers", self.show_readers)
        self.accounts = AccountsPresenter(rooms.window, accounts, rooms.tasks, rooms.changes, rooms.theme)
        menus.answer("accounts", self.accounts.show)

    @Slot()
    def show_readers(self) -> None:
        """Go to the readers."""
        self._places.show(PLACE)
        self._take_keys()

    def _make(self) -> QWidget:
        self._page = ReadersView(self._rooms.theme)
        PreviewAway(self._page, self._rooms.window.columns)
        room = ReadersRoom(self._page, self._parts)
        room.item_requested.connect(self._on_item_requested)
        return self._page

    @Slot(str)
    def _on_places_shown(self, name: str) -> None:
        """Take the keys from the list of places, or where nobody has them: not from somebody who types."""
        focus = QApplication.focusWidget()
        if name == PLACE and (
            focus is None or focus.objectName() == "library.places" or not focus.isVisible()
        ):
            self._take_keys()

    def _take_keys(self) -> None:
        if self._page is not None:
            self._page.setFocus()

    @Slot(str)
    def _on_item_requested(self, id: str) -> None:  # noqa: A002 - the word every room uses
        rooms = self._rooms
        rooms.open(rooms.content.items.get(id))
        if rooms.desk.item is not None and rooms.desk.item.record.id == id:
            self._places.leave()  # it was open all the time, so that nobody opens it again
