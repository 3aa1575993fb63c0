"""One open item with its way into the library."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.kept_words import Clock, KeptWords
from newsletter_app.desktop.safekeeping import Safekeeping, Wait
from newsletter_app.desktop.save_state import SaveState, Saving
from newsletter_app.desktop.shelf import SavedItem, Shelf
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError, Conflict, ContentError, LibraryBusy, LibraryError
from newsletter_app.i18n import _
from newsletter_app.library.reasons import Reason

IDLE_MS, LONGEST_MS = 400, 1000
_FIRST_RETRY_MS, _LAST_RETRY_MS = 1000, 60_000
_SLOW_MS, _LATE_MS = 1000, 5000


class Draft(QObject):
    """An item that is being written: the newest value, and the newest one the library has.

    Each value goes into the journal first, then into the library. One write to the library is under way at a
    time, so that each names the version the one before it made. A write that fails is tried again after 1, 2,
    4 … 60 s, and at once when there is something new to write; the journal goes on meanwhile. `saved` carries
    Changes, `refused` an AppError, the other signals the item's id.
    """

    saved = Signal(object)
    state_changed = Signal(str)
    conflicted = Signal(str)
    refused = Signal(object)

    def __init__(
        self, item: Item, shelf: Shelf, safekeeping: Safekeeping, tasks: Tasks, now: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._found = item
        self._stored = item if item.record.is_saved else None
        self._revision: Item | None = None  # what was stored before may never have been kept as one
        self._shelf, self._tasks, self._now = shelf, tasks, now
        self._state = SaveState(Saving.OPENED)
        self._trouble: AppError | None = None
        self._saved_at: dt.datetime | None = None
        self._is_writing = self._is_contested = False
        self._wants_keeping = not item.record.is_saved
        self._reason = Reason.SAVED
        self._words = KeptWords(safekeeping, now, self)
        self._words.answered.connect(self._on_words_answered)
        self._idle = self._timer(IDLE_MS, self.write)
        self._longest = self._timer(LONGEST_MS, self.write)
        self._retry, self._patience_ms = self._timer(_FIRST_RETRY_MS, self.write), _FIRST_RETRY_MS
        self._late = self._timer(_LATE_MS, self._on_late_timeout)
        self._slow = self._timer(_SLOW_MS, self._on_words_answered)

    @property
    def item(self) -> Item:
        """Return the newest value, with the record of the newest stored version."""
        return self._item

    @property
    def state(self) -> SaveState:
        """Return how far the newest value has come."""
        return self._state

    @property
    def is_stored(self) -> bool:
        """Tell whether the library has the newest value."""
        return self._item == self._stored and not self._is_writing

    @property
    def is_underway(self) -> bool:
        """Tell whether library or journal has still to answer."""
        return self._is_writing or self._words.is_asking

    @property
    def is_kept(self) -> bool:
        """Tell whether the newest value outlasts the program, in the library or in the journal."""
        return self._item == self._stored or self._words.has_newest

    def change(self, item: Item) -> bool:
        """Take a newer value, whatever record it carries; tell whether it differs."""
        item = item.with_record(self._item.record)
        if item == self._item:
            return False
        self._item = item
        self._words.count()
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()
        self._weigh()
        return True

    def keep(self, reason: Reason = Reason.SAVED) -> None:
        """Write now, and keep a revision where there is none of this content yet."""
        self._wants_keeping, self._reason = not self._is_a_revision, reason
        self.write()

    def keep_if_titled(self) -> None:
        """Write now, as it is left; as a revision where the library takes it as one: that needs a title."""
        is_untouched = self._item.with_record(self._found.record) == self._found
        if title_of(self._item).strip() and not is_untouched:
            self.keep(Reason.LEFT)
        else:
            self.write()

    @Slot()
    def write(self) -> None:
        """Write what is not stored yet: into the journal now, into the library once it has no other write."""
        for timer in (self._idle, self._longest, self._retry):
            timer.stop()
        if self._is_writing or self._is_contested:
            self._words.keep(self._item)
        elif self._item != self._stored or self._wants_keeping:
            self._send()
        else:
            self._words.forget(self._item.record.id)

    @property
    def _is_a_revision(self) -> bool:
        kept = self._revision
        return kept is not None and self._item.with_record(kept.record) == kept

    def _send(self) -> None:
        wanted, self._wants_keeping = self._wants_keeping, False
        self._is_writing = True
        wait = self._words.keep(self._item, is_sent=True)
        work = partial(_after, wait, self._saving(wanted))
        written, failed = partial(self._on_written, self._item, wanted), partial(self._on_failed, wanted)
        self._late.start()
        self._slow.start()
        self._weigh()
        self._tasks.run(Lane.LIBRARY, work, written, failed)

    def _saving(self, wants_keeping: bool) -> Callable[[], SavedItem[Item]]:
        if self._item.record.is_saved:
            return partial(self._shelf.save, self._item, keep=wants_keeping, reason=self._reason)
        return partial(self._shelf.begin, self._item)

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _weigh(self) -> None:
        """Say how far the newest value has come, where that is something else than before."""
        state = self._weighed()
        if state != self._state:
            self._state = state
            self.state_changed.emit(self._item.record.id)

    def _weighed(self) -> SaveState:
        if self._is_contested:
            return SaveState(Saving.CONFLICT, self._words.at if self._words.has_newest else None)
        if self.is_stored:
            return SaveState(Saving.SAVED if self._saved_at else Saving.OPENED, self._saved_at)
        if self._trouble is None or self._words.is_asking:
            is_long = self._is_writing and not self._slow.isActive() and self._words.has_newest
            return SaveState(Saving.PENDING, self._words.at if is_long else None)
        reason, hint = self._trouble.message, self._trouble.hint
        if self._words.has_newest:
            return SaveState(Saving.KEPT, self._words.at, reason, hint)
        return SaveState(Saving.FAILED, None, reason, hint)

    def _on_written(self, sent: Item, is_revision: bool, saved: SavedItem[Item]) -> None:
        self._is_writing, self._trouble = False, None
        self._stop_waiting()
        self._patience_ms = _FIRST_RETRY_MS
        is_newest = self._item == sent
        self._stored, self._saved_at = saved.item, self._now()
        self._item = saved.item if is_newest else self._item.with_record(saved.item.record)
        if is_revision:
            self._revision = saved.item
        if self.is_stored:
            self._words.forget(saved.item.record.id)
        else:
            self._words.release(saved.item)
            self._idle.start()
        self._weigh()
        self.saved.emit(saved.changes)
        if self._wants_keeping:
            self.write()

    def _on_failed(self, wanted_keeping: bool, error: AppError) -> None:
        self._is_writing = False
        self._stop_waiting()
        self._wants_keeping |= wanted_keeping
        if isinstance(error, Conflict) and self._item == self._stored:
            self._wants_keeping = False  # nothing of ours is missing, and theirs needs no revision from here
        elif isinstance(error, Conflict):
            self._is_contested = True
            self.conflicted.emit(self._item.record.id)
        else:
            self._trouble = error
        self._weigh()
        self._go_on_after(error)

    def _stop_waiting(self) -> None:
        for timer in (self._slow, self._late):
            timer.stop()

    def _go_on_after(self, error: AppError) -> None:
        if isinstance(error, ContentError):
            self._write_without_keeping(error)
        if isinstance(error, LibraryError) and not isinstance(error, Conflict):
            self._retry.start(self._patience_ms)  # an interval that is set while it runs would begin anew
            self._patience_ms = min(self._patience_ms * 2, _LAST_RETRY_MS)

    def _write_without_keeping(self, error: AppError) -> None:
        """Save as it is what cannot be a revision yet, and tell the reason all the same."""
        if self._wants_keeping and self._item.record.is_saved:
            self._wants_keeping = False
            self.refused.emit(error)
            self.write()

    @Slot()
    def _on_words_answered(self) -> None:
        self._weigh()

    @Slot()
    def _on_late_timeout(self) -> None:
        """Say that the library keeps us waiting; the write goes on, and is told when it ends."""
        self._trouble = LibraryBusy(
            _("The library has not answered yet."), hint=_("It may be busy with something else.")
        )
        self._weigh()


def _after(wait: Wait, save: Callable[[], SavedItem[Item]]) -> SavedItem[Item]:
    wait()  # should the program die in between, the journal tells that the library's new version is ours
    return save()
