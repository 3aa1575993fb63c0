"""Follows how much of one draft the journal has."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from newsletter_app.content.items import Item
from newsletter_app.desktop.safekeeping import Safekeeping, Wait
from newsletter_app.errors import AppError

Clock = Callable[[], dt.datetime]


class KeptWords(QObject):
    """Counts the states of a draft, to tell whether the newest one is in the journal.

    `answered` comes when the journal took a state, or could not.
    """

    answered = Signal()

    def __init__(self, safekeeping: Safekeeping, now: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._safekeeping, self._now = safekeeping, now
        self._newest = self._asked = self._answered = self._kept = 0
        self._is_in_journal = False
        self.at: dt.datetime | None = None

    @property
    def has_newest(self) -> bool:
        """Tell whether the newest state would outlast the program."""
        return self.at is not None and self._kept == self._newest

    @property
    def is_asking(self) -> bool:
        """Tell whether the journal has still to answer about the newest state."""
        return self._answered < self._newest

    def count(self) -> None:
        """Take note that there is a newer state."""
        self._newest += 1

    def keep(self, item: Item, *, is_sent: bool = False) -> Wait:
        """Keep the newest state; return what waits until it is kept or cannot be."""
        has_asked = self._asked == self._newest and (self.is_asking or self.has_newest)
        if has_asked and not is_sent:
            return _at_once
        self._asked, self._is_in_journal = self._newest, True
        done, failed = partial(self._on_kept, self._newest), partial(self._on_failed, self._newest)
        return self._safekeeping.keep(item, done, failed, is_sent=is_sent)

    def release(self, item: Item) -> None:
        """Let go of what was sent, for the library has it as `item`."""
        self._safekeeping.release(item)

    def forget(self, item_id: str) -> None:
        """Let go of everything: the library has the newest state."""
        if self._is_in_journal:
            self._is_in_journal = False
            self._safekeeping.forget(item_id)

    def _on_kept(self, number: int, _nothing: None) -> None:
        self._kept, self.at = number, self._now()
        self._answer(number)

    def _on_failed(self, number: int, _error: AppError) -> None:
        self._answer(number)

    def _answer(self, number: int) -> None:
        self._answered = number
        self.answered.emit()


def _at_once() -> None:
    """Wait for nothing."""
