"""The desk: the one item that is open, on its way into the library as it is written."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.ids import new_id
from newsletter_app.content.items import Item
from newsletter_app.content.record import Record
from newsletter_app.desktop.conflict import go_back, keep_mine, take_theirs, with_late_words
from newsletter_app.desktop.draft import Draft
from newsletter_app.desktop.drafts import Drafts
from newsletter_app.desktop.kept_words import Clock
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.on_screen import OnScreen
from newsletter_app.desktop.safekeeping import JournalBook, NoJournal, Safekeeping
from newsletter_app.desktop.save_state import SaveState, Saving, hindered
from newsletter_app.desktop.shelf import SavedItem, Shelf
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError


def local_now() -> dt.datetime:
    """Return the time of the clock on the wall."""
    return dt.datetime.now().astimezone()


class Desk(QObject):
    """Holds the open item. Views hand new values in with `change`; everybody else listens.

    What is written is kept in `journal` until the library has it.

    `opened` and `changed` carry the item, `save_state_changed` a SaveState, `conflicted` the item that
    somebody else saved meanwhile, `failed` an AppError; `left_changed` comes when an item that was left
    is saved, or cannot be. An item that is left goes on being saved until the
    library has it, and is given back unchanged when it is opened again before that.
    """

    opened = Signal(object)
    changed = Signal(object)
    save_state_changed = Signal(object)
    conflicted = Signal(object)
    failed = Signal(object)
    closed = Signal()
    left_changed = Signal()

    def __init__(
        self,
        shelf: Shelf,
        tasks: Tasks,
        library_changes: LibraryChanges,
        *,
        journal: JournalBook | None = None,
        is_read_only: bool = False,
        now: Clock = local_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._tasks, self._library_changes, self._now = shelf, tasks, library_changes, now
        self._safekeeping = Safekeeping(journal or NoJournal(), tasks)
        self.is_library_read_only = is_read_only
        self.drafts, self.on_screen = Drafts(), OnScreen()
        self._open: Draft | None = None
        self._is_telling = self._is_hindered = False
        library_changes.happened.connect(self._on_library_changes_happened)

    @property
    def item(self) -> Item | None:
        """Return the newest value of the open item, None while nothing is open."""
        return self._open.item if self._open else None

    @property
    def state(self) -> SaveState:
        """Return how far the newest value of the open item has come."""
        if self.is_read_only and self._open is not None:
            return SaveState(Saving.READ_ONLY)
        if self._is_hindered:
            return hindered()
        return self._open.state if self._open else SaveState(Saving.OPENED)

    @property
    def is_read_only(self) -> bool:
        """Tell whether the open item takes no changes: the library is read-only, or it lies in the bin."""
        item = self.item
        return self.is_library_read_only or (item is not None and item.record.deleted is not None)

    @property
    def is_behind(self) -> bool:
        """Tell whether the screen shows words of the open item that have not come here."""
        draft = self._open
        return draft is not None and not self.is_read_only and self.on_screen.of(draft.item) != draft.item

    @property
    def left_in_trouble(self) -> tuple[Item, ...]:
        """Return the items that were left and that the library does not take."""
        return self.drafts.in_trouble_besides(self._open)

    def open(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Put the item on the desk, leaving the one that was there."""
        if self._open is not None and self._open.item.record.id == id:
            return
        try:
            draft = self.drafts.get(id) or self._draft_of(self._shelf.get(id))
        except AppError as error:
            self.failed.emit(error)
            return
        self._leave()
        self._open = draft
        self._tell_opened()

    def begin(self, item: Item) -> Item:
        """Put a new item on the desk; the library gets it as soon as it can take it."""
        begun = item.with_record(Record(id=new_id()))
        self._draft_of(begun).write()
        self.open(begun.record.id)
        return begun

    def restore(self, item: Item, before: Item | None) -> None:
        """Take words that only the journal had, on their way into the library, which says `before` so far."""
        if before is None:
            self._draft_of(item).write()
        else:
            self._draft_of(before.with_record(item.record)).change(item)

    def close(self) -> None:
        """Leave the desk empty."""
        if self._open is not None:
            self._leave()
            self._tell_closed()

    def change(self, item: Item) -> None:
        """Take a new value of the open item; its record does not matter.

        Raises ValueError for another item than the open one: a room that holds on to an item that was left
        would write it over the new one.
        """
        if self._open is None or item.record.id != self._open.item.record.id:
            raise ValueError(item.record.id)
        self._is_hindered = False
        if not self.is_read_only and self._open.change(item):
            self.changed.emit(self._open.item)

    def catch_up(self) -> None:
        """Take from the screen what a fault, or the pause of a large text, kept from coming here."""
        draft, was_hindered, self._is_hindered = self._open, self._is_hindered, False
        try:
            if draft is not None and self.is_behind and draft.change(self.on_screen.of(draft.item)):
                self.changed.emit(draft.item)
        except Exception:
            self._is_hindered = True
            raise
        finally:
            if self._is_hindered is not was_hindered:
                self.save_state_changed.emit(self.state)

    def keep(self) -> None:
        """Save now, and keep this state as a revision."""
        self.catch_up()
        if self._open is not None and not self.is_read_only:
            self._open.keep()

    def settle(self) -> None:
        """Write everything, and keep the open item as a revision: for the moment before the window closes."""
        self.catch_up()
        if self._open is not None and not self.is_read_only:
            self._open.keep_if_titled()
        self.flush()

    def flush(self) -> None:
        """Write everything that is not stored yet, as soon as the library lane can."""
        for draft in list(self.drafts.values()):
            draft.write()

    def keep_mine(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Settle a conflict: what was written here becomes an item of its own, on the desk.

        What is said of a picture goes over theirs, which stays as a revision.
        """
        mine = self.drafts[id].item
        self._work_on(mine, keep_mine(self._shelf, mine))

    def take_theirs(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Settle a conflict: the library's version stays, what was written here becomes a revision."""
        mine = self.drafts[id].item
        self._work_on(mine, take_theirs(self._shelf, mine))

    def go_back_to(self, before: Item) -> None:
        """Let the open item say what `before` says; what it says now is kept as a revision below that."""
        if self._open is not None and not self.is_read_only:
            mine = self._open.item
            self._work_on(mine, go_back(self._shelf, mine, before))

    def _draft_of(self, item: Item) -> Draft:
        draft = Draft(item, self._shelf, self._safekeeping, self._tasks, self._now, self)
        draft.saved.connect(self._on_draft_saved)
        draft.state_changed.connect(self._on_draft_state_changed)
        draft.conflicted.connect(self._on_draft_conflicted)
        draft.refused.connect(self.failed)
        self.drafts[item.record.id] = draft
        return draft

    def _leave(self) -> None:
        self.catch_up()
        draft, self._open = self._open, None
        if draft is None:
            return
        if draft.item.record.deleted is None and not self.is_library_read_only:
            draft.keep_if_titled()
        if draft.is_stored:
            self._forget(draft)

    def _forget(self, draft: Draft) -> None:
        self.drafts.pop(draft.item.record.id, None)
        draft.deleteLater()

    def _tell_closed(self) -> None:
        self.closed.emit()
        self.left_changed.emit()
        self.save_state_changed.emit(self.state)

    def _tell_opened(self) -> None:
        self.opened.emit(self.item)
        self.left_changed.emit()
        self.save_state_changed.emit(self.state)

    def _work_on(self, mine: Item, work: Callable[[], SavedItem[Item]]) -> None:
        self._tasks.run(Lane.LIBRARY, work, partial(self._settle, mine), self.failed.emit)

    def _settle(self, mine: Item, saved: SavedItem[Item]) -> None:
        """Go on with what was saved.

        What was typed while that was done goes into the copy, or is kept as a revision below that.
        """
        id = mine.record.id  # noqa: A001 - the word every room uses
        draft = self.drafts.get(id)
        if draft is None:  # it was left meanwhile, and had nothing that the library lacked
            self._library_changes.tell(saved.changes)
            return
        is_late = draft.item.with_record(mine.record) != mine
        if is_late and saved.item.record.id == id:
            self._work_on(draft.item, go_back(self._shelf, draft.item, saved.item))
            return
        was_open = draft is self._open
        self._forget(draft)
        late = self._late_draft(mine, saved.item, draft.item) if is_late else None
        if late is None:
            self._safekeeping.forget(id)
        self._library_changes.tell(saved.changes)
        if was_open:
            self._open = None
            self.open(saved.item.record.id)
        if late is not None:
            late.write() if was_open else late.keep_if_titled()

    def _late_draft(self, mine: Item, copy: Item, newest: Item) -> Draft:
        """Carry over what was typed while the copy was being made: the journal has it at every moment."""
        draft = self._draft_of(copy)
        draft.change(with_late_words(copy, mine, newest))
        self._safekeeping.move(mine.record.id, draft.item)
        return draft

    @Slot(str)
    def _on_draft_state_changed(self, id: str) -> None:  # noqa: A002 - the word every room uses
        draft = self.drafts.get(id)
        if draft is None:
            return
        if draft is self._open:
            self.save_state_changed.emit(self.state)
            return
        if draft.is_stored:
            self._forget(draft)
        self.left_changed.emit()

    @Slot(str)
    def _on_draft_conflicted(self, id: str) -> None:  # noqa: A002 - the word every room uses
        self.conflicted.emit(self.drafts[id].item)

    @Slot(object)
    def _on_draft_saved(self, changes: Changes) -> None:
        self._is_telling = True
        self._library_changes.tell(changes)
        self._is_telling = False

    @Slot(object)
    def _on_library_changes_happened(self, changes: Changes) -> None:
        draft = self._open
        if self._is_telling or draft is None or draft.item.record.id not in changes.ids:
            return
        self.catch_up()
        if draft.is_stored:
            self._read_again(draft)

    def _read_again(self, draft: Draft) -> None:
        was_binned = draft.item.record.deleted is not None
        try:
            item = self._shelf.get(draft.item.record.id)
        except AppError:
            self.close()
            return
        if item.record.deleted is not None and not was_binned:
            self._open = None
            self._forget(draft)
            self._tell_closed()
        elif item != draft.item:
            self._forget(draft)
            self._open = self._draft_of(item)
            self._tell_opened()
