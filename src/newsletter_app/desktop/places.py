"""Shows what is no item in the middle column: the readers, what was sent."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.middle import Middle


@dataclass(slots=True)
class _Place:
    label: str
    make: Callable[[], QWidget]
    page: QWidget | None = None


class Places(QObject):
    """Makes a place's page when it is first shown; another item that is opened leaves it.

    `shown` carries the name of the place, `titled` what the window is called by now.
    """

    shown = Signal(str)
    titled = Signal(str)

    def __init__(self, library: LibraryView, middle: Middle, desk: Desk) -> None:
        super().__init__(middle)
        self._library, self._middle, self._desk = library, middle, desk
        self._places: dict[str, _Place] = {}
        self._open = self._item = ""
        library.places.chosen.connect(self.show)
        library.open_requested.connect(self._on_library_open_requested)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)

    def add(self, name: str, label: str, icon: str, make: Callable[[], QWidget]) -> None:
        """Offer a place at the foot of the library panel."""
        self._places[name] = _Place(label, make)
        self._library.offer_place(name, label, icon)

    @Slot(str)
    def show(self, name: str) -> None:
        """Show a place. Raises KeyError."""
        place = self._places[name]
        if place.page is None:
            place.page = place.make()
            self._middle.add_place(place.page)
        self._open = name
        self._item = self._desk.item.record.id if self._desk.item is not None else ""
        self._middle.show_place(place.page)
        self._library.places.mark(name)
        self._library.list.clearSelection()  # where the keys are stays: coming back opens nothing by itself
        self.titled.emit(place.label)
        self.shown.emit(name)

    @Slot()
    def leave(self) -> None:
        """Go back to the open item."""
        item = self._desk.item
        if self._open and item is not None:
            self._middle.show_page(item.kind)
            self.titled.emit(title_of(item))
        self._forget()

    def _forget(self) -> None:
        self._open = ""
        self._library.places.mark("")

    @Slot(str, bool)
    def _on_library_open_requested(self, id: str, _with_keys: bool) -> None:  # noqa: A002 - the word every room uses
        """Come back to an item that was open all the time: the desk does not open it again."""
        if self._desk.item is not None and self._desk.item.record.id == id:
            self.leave()

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        """Stay where the open item was only read again, for something else than its editor changed it."""
        if self._open and item.record.id == self._item:
            self.show(self._open)
        else:
            self._forget()

    @Slot()
    def _on_desk_closed(self) -> None:
        self._forget()
