"""Sees to it that everything is saved before the window closes."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer

from newsletter_app.content.items import Item
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.main_window import MainWindow

AskToLose = Callable[[Item], bool]
"""Asks what shall become of words that nothing takes; tells whether the window may close."""
_LIBRARY_MS, _JOURNAL_MS, _STEP_MS = 3_000, 10_000, 10


class Closing(QObject):
    """Saves what is open when the window is to close; asks nothing where library or journal has the words."""

    def __init__(self, window: MainWindow, desk: Desk, ask_to_lose: AskToLose) -> None:
        super().__init__(window)
        self._window, self._desk, self._ask_to_lose = window, desk, ask_to_lose
        window.may_close = self.may_close

    def may_close(self) -> bool:
        """Save everything; tell whether it is saved or kept, or the person gave up what is not."""
        unkept = (*self._save_or_see(), *self._desk.drafts.unkept)
        return not unkept or (not self._window.is_ending and all(map(self._ask_to_lose, unkept)))

    def _save_or_see(self) -> tuple[Item, ...]:
        """Save everything; return what a fault keeps on the screen alone."""
        try:
            self.save_all()
        except Exception:
            item = self._desk.item
            if item is None or not self._desk.is_behind:
                raise
            self._desk.flush()
            self._wait_for_all()
            return (self._desk.on_screen.of(item),)
        return ()

    def save_all(self) -> None:
        """Save everything, and wait for the library as long as that is of use; for the journal longer."""
        self._desk.settle()
        self._wait_for_all()

    def _wait_for_all(self) -> None:
        drafts = self._desk.drafts
        library, journal = QDeadlineTimer(_LIBRARY_MS), QDeadlineTimer(_JOURNAL_MS)
        while not (drafts.are_stored or journal.hasExpired()):
            is_in_vain = drafts.are_in_trouble and not drafts.are_underway
            if is_in_vain or (library.hasExpired() and not drafts.unkept):
                return
            if drafts.unkept or not drafts.are_underway:
                self._desk.flush()
            self._wait_a_moment()

    def _wait_a_moment(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(_STEP_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
