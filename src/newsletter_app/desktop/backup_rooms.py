"""Furnishes the room that keeps backups of the library."""

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.desktop.backups.care import BackupCare
from newsletter_app.desktop.backups.presenter import BackupsPresenter
from newsletter_app.desktop.backups.schedule import BackupSchedule
from newsletter_app.desktop.backups.taking_back import Restore, TakingBack
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.widgets.notices import Weight
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import LibraryError
from newsletter_app.i18n import _


class BackupRooms(QObject):
    """Makes it last of all: it needs the whole library, and the key of those who left."""

    _failed_before = Signal(str)

    def __init__(self, rooms: Rooms, middle: MiddleRooms, care: BackupCare, restore: Restore) -> None:
        super().__init__(rooms)
        self._notice = middle.views.middle.notices.make("backups.notice", Weight.TROUBLE)
        self._failed_before.connect(self._tell)
        care.library.backups.tell_failures(self._on_failed_before)
        taking_back = TakingBack(rooms.window, restore)
        self.backups = BackupsPresenter(
            rooms.window, rooms.theme, care, taking_back, rooms.settings, rooms.tasks
        )
        self.schedule = BackupSchedule(care, rooms.tasks, self._tell, self)
        rooms.window.menus.answer("library.backups", self.backups.show)
        self.schedule.begin()

    def _on_failed_before(self, error: LibraryError) -> None:
        """Hear, in whatever thread the work is done, that it has no backup of before."""
        self._failed_before.emit(error_words(error))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._notice.ask(sentence, [("close", _("Close"))])
