"""Says in time that the library's drive is nearly full."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app import drives
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.errors import AppError
from newsletter_app.i18n import _

_LOOK_MS = 60_000


class RoomLeft(QObject):
    """Looks every minute; a notice that was closed comes again only after there was room in between."""

    def __init__(self, notices: Notices, folder: Path, tasks: Tasks, *, look_ms: int = _LOOK_MS) -> None:
        super().__init__(notices)
        self._folder, self._tasks = folder, tasks
        self._was_low = False
        self._bar = notices.make("window.room", Weight.ADVICE)
        self._look = QTimer(self, interval=look_ms)
        self._look.timeout.connect(self._on_look_timeout)
        self._look.start()
        self._on_look_timeout()

    @Slot()
    def _on_look_timeout(self) -> None:
        self._tasks.run(Lane.LIBRARY, partial(_words, self._folder), self._on_looked, _leave_it)

    def _on_looked(self, words: str) -> None:
        if words and not self._was_low:
            self._bar.ask(
                words + " " + _("Make room on it before it is full; saving needs some."),
                [("close", _("Close"))],
            )
        elif not words:
            self._bar.withdraw()
        self._was_low = bool(words)


def _words(folder: Path) -> str:
    """Return what to say, "" where there is room."""
    return drives.low_words(folder) if drives.is_low(folder) else ""


def _leave_it(_error: AppError) -> None:
    """Say nothing: whoever saves is told what the matter is."""
