"""Hands what is typed to the journal, in a lane of its own."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Protocol

from newsletter_app.content.items import Item
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError, JournalUnwritable
from newsletter_app.i18n import _

Wait = Callable[[], object]
_PATIENCE = 2.0
"""Seconds that the library waits for the journal: a disk that hangs must not hold up the other one."""


class JournalBook(Protocol):
    """What is needed of `library.journal`; each method raises JournalUnwritable."""

    def keep(self, item: Item, /, *, is_sent: bool) -> None:
        """Keep the newest words of an item, which go to the library next where `is_sent`."""

    def release(self, item: Item, /) -> None:
        """Let go of what was sent, for the library has it as `item`."""

    def forget(self, item_id: str, /) -> None:
        """Let go of all words of an item."""

    def close(self) -> None:
        """Let go of the file."""


class NoJournal:
    """A journal that takes nothing."""

    def keep(self, _item: Item, /, *, is_sent: bool) -> None:  # noqa: ARG002 - as the others have it
        """Say so."""
        raise JournalUnwritable(_("There is no journal on this computer."))

    def release(self, _item: Item, /) -> None:
        """Let go of nothing."""

    def forget(self, _item_id: str, /) -> None:
        """Let go of nothing."""

    def close(self) -> None:
        """Let go of nothing."""


class Safekeeping:
    """The journal as the window uses it: nothing here waits for a disk.

    The lane keeps the order, so that what is let go of was kept before.
    """

    def __init__(self, journal: JournalBook, tasks: Tasks) -> None:
        self._journal, self._tasks = journal, tasks

    def keep(
        self, item: Item, done: Callable[[None], None], failed: Callable[[AppError], None], *, is_sent: bool
    ) -> Wait:
        """Keep the newest words of an item; return what waits until that is done or has failed."""
        settled = threading.Event()
        work = partial(_keep, self._journal, item, settled, is_sent=is_sent)
        self._tasks.run(Lane.JOURNAL, work, done, failed)
        return partial(settled.wait, _PATIENCE)

    def move(self, item_id: str, item: Item) -> None:
        """Keep words as those of another item; where that fails they stay where they are."""
        self._tasks.run(Lane.JOURNAL, partial(_move, self._journal, item_id, item), _nothing, _nothing)

    def release(self, item: Item) -> None:
        """Let go of what was sent, for the library has it as `item`."""
        self._tasks.run(Lane.JOURNAL, partial(self._journal.release, item), _nothing, _nothing)

    def forget(self, item_id: str) -> None:
        """Let go of all words of an item: the library has them."""
        self._tasks.run(Lane.JOURNAL, partial(self._journal.forget, item_id), _nothing, _nothing)


def _keep(journal: JournalBook, item: Item, settled: threading.Event, *, is_sent: bool) -> None:
    try:
        journal.keep(item, is_sent=is_sent)
    finally:
        settled.set()


def _move(journal: JournalBook, item_id: str, item: Item) -> None:
    journal.keep(item, is_sent=False)
    journal.forget(item_id)


def _nothing(_told: object) -> None:
    """Pass over it: what stays in the journal too long is compared with the library at the next start."""
