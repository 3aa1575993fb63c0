"""Furnishes what the window says of the place its library lies in."""

from PySide6.QtCore import QCoreApplication, QObject, Slot

from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.other_libraries import REOPEN_SAME
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.surroundings.place_notice import PlaceNotice
from newsletter_app.desktop.surroundings.reading_only import ReadingOnly
from newsletter_app.desktop.surroundings.room_left import RoomLeft


class SurroundingsRooms(QObject):
    """Makes the notices; the window is built anew where the person wants to write what could only be read."""

    def __init__(self, rooms: Rooms, middle: MiddleRooms) -> None:
        super().__init__(rooms)
        self._window = rooms.window
        notices, library = middle.views.middle.notices, rooms.content
        reading = ReadingOnly(notices, library.refusal, library.turns, rooms.tasks)
        reading.open_requested.connect(self._on_open_requested)
        PlaceNotice(notices, library.folder, rooms.settings, rooms.tasks)
        if library.refusal is None:
            room = RoomLeft(notices, library.folder, rooms.tasks)
            room.follow(rooms.desk.state)
            rooms.desk.save_state_changed.connect(room.follow)

    @Slot()
    def _on_open_requested(self) -> None:
        if self._window.close():
            QCoreApplication.exit(REOPEN_SAME)
