"""Says in time that the library's drive is nearly full."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app import drives
from newsletter_app.desktop.save_state import SaveState, Saving
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.reserve import is_used_up

_LOOK_MS, _LOW_MS = 60_000, 5_000


class RoomLeft(QObject):
    """Looks every minute, and more often while there is little room, so that its figure is that of now.

    A notice that was closed comes again after there was room in between, or once when the room kept for the
    last save is used up. While a save fails it is silent: whoever says that names the room there is.
    """

    def __init__(self, notices: Notices, folder: Path, tasks: Tasks, *, look_ms: int = _LOOK_MS) -> None:
        super().__init__(notices)
        self._folder, self._tasks = folder, tasks
        self._was_low = self._was_used_up = self._is_silent = self._is_owed = False
        self._bar = notices.make("window.room", Weight.ADVICE)
        self._usual_ms = look_ms
        self._look = QTimer(self, interval=look_ms)
        self._look.timeout.connect(self._on_look_timeout)
        self._look.start()
        self._on_look_timeout()

    @Slot(object)
    def follow(self, state: SaveState) -> None:
        """Be silent while a save fails; the next try alone changes nothing."""
        if state.saving is Saving.PENDING or state.is_trouble is self._is_silent:
            return
        self._is_silent = state.is_trouble
        if self._is_silent:
            self._is_owed = self._bar.is_asking
            self._bar.withdraw()
        else:
            self._on_look_timeout()

    @Slot()
    def _on_look_timeout(self) -> None:
        self._tasks.run(Lane.LIBRARY, partial(_found, self._folder), self._on_looked, _leave_it)

    def _on_looked(self, found: tuple[str, bool]) -> None:
        words, is_used_up = found
        self._look.setInterval(min(self._usual_ms, _LOW_MS) if words else self._usual_ms)
        if self._is_silent:
            return
        if not words:
            self._bar.withdraw()
        elif self._is_owed or not self._was_low or (is_used_up and not self._was_used_up):
            self._bar.ask(words, [("close", _("Close"))])
        elif self._bar.is_asking:
            self._bar.amend(words)
        self._was_low, self._was_used_up, self._is_owed = bool(words), is_used_up, False


def _found(folder: Path) -> tuple[str, bool]:
    """Return what to say, "" where there is room, and whether the room kept for the last save is used up."""
    if not drives.is_low(folder):
        return "", False
    low = drives.low_words(folder)
    if is_used_up(folder):
        used_up = _("The room that was kept for a last save is used up: make room on it now.")
        return f"{low} {used_up}", True
    return f"{low} {_('Make room on it before it is full; saving needs some.')}", False


def _leave_it(_error: AppError) -> None:
    """Say nothing: whoever saves is told what the matter is."""
