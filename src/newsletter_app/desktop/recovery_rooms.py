"""Furnishes what the window says of words that were, or are, not saved."""

from PySide6.QtCore import QObject

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.comparing.comparing import Comparing
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.recovery.compare_dialog import CompareDialog
from newsletter_app.desktop.recovery.recovered import RecoveredTexts
from newsletter_app.desktop.recovery.texts_button import TextsButton
from newsletter_app.desktop.recovery.trouble import SavingTrouble
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.widgets.notices import Weight
from newsletter_app.errors import Missing
from newsletter_app.i18n import _


class RecoveryRooms(QObject):
    """Makes these rooms once the open item is seen: what they speak of has been in its place since then."""

    def __init__(self, rooms: Rooms, middle: MiddleRooms) -> None:
        super().__init__(rooms)
        self._rooms = rooms
        notices, unsaved = middle.views.middle.notices, rooms.unsaved
        recovered, waiting = TextsButton("status.recovered"), TextsButton("status.unsaved")
        rooms.window.status_line.put_buttons(recovered, waiting)
        SavingTrouble(notices, waiting, rooms.desk, rooms.way_out)
        rooms.way_out.told.connect(middle.middle.tell)
        rooms.way_out.failed.connect(rooms.desk.failed)
        if unsaved.recovered:
            found, way_out = unsaved.recovered, rooms.way_out
            RecoveredTexts(notices, recovered, rooms.desk, found, self._compare, way_out)
        if unsaved.notes:
            bar = notices.make("window.journal", Weight.ADVICE)
            bar.ask(" ".join(unsaved.notes), [("close", _("Close"))])

    def _compare(self, before: Item, now: Item) -> None:
        rooms = self._rooms
        dialog = CompareDialog(rooms.theme, rooms.window)
        comparing = Comparing(dialog.view, rooms.tasks, self._title)
        comparing.show(before, now, _("What the library had"), _("What it says now"))
        dialog.open()

    def _title(self, post: str) -> str:
        try:
            return title_of(self._rooms.content.items.get(post))
        except Missing:
            return post
