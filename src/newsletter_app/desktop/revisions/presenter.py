"""Carries wishes between the dialog of revisions and the library."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.comparing.comparing import Comparing
from newsletter_app.desktop.comparing.comparison import NamePost, text_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.revisions.states import KeptState, States, read_states
from newsletter_app.desktop.revisions.view import RevisionsDialog
from newsletter_app.desktop.shelf import SavedItem
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _

T = TypeVar("T")


class RevisionsPresenter(QObject):
    """Shows the kept states of the open item; `told` carries a sentence, `came` the id of a new item."""

    told = Signal(str)
    came = Signal(str)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        desk: Desk,
        states: States,
        name_post: NamePost,
        tasks: Tasks,
        changes: LibraryChanges,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._desk = window, theme, desk
        self._states, self._name_post = states, name_post
        self._tasks, self._changes = tasks, changes
        self._dialog: RevisionsDialog | None = None
        self._comparing: Comparing | None = None
        self._now: Item | None = None

    @Slot()
    def show(self) -> None:
        """Open the dialog for the open item; what was typed last is saved before its states are read."""
        item = self._desk.item
        if item is None or self._dialog is not None:
            return
        self._desk.flush()
        self._now = item
        self._dialog = dialog = RevisionsDialog(item, self._theme, self._window)
        self._comparing = Comparing(dialog.compare, self._tasks, self._name_post)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.restore_requested.connect(self._on_dialog_restore_requested)
        dialog.copy_requested.connect(self._on_dialog_copy_requested)
        dialog.open_requested.connect(self._on_dialog_open_requested)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.compare.show_waiting()
        dialog.open()
        self._run(partial(read_states, self._states, item.record.id), self._on_states_read)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._tasks.run(Lane.LIBRARY, work, done, self._on_failed)

    def _act(self, work: Callable[[str, int], T], done: Callable[[T], None]) -> None:
        """Do something with the chosen state, in the lane of the library."""
        state = self._dialog.state if self._dialog is not None else None
        if state is not None and self._now is not None:
            self._run(partial(work, self._now.record.id, state.number), done)

    def _on_states_read(self, states: tuple[KeptState, ...]) -> None:
        if self._dialog is not None and self._now is not None:
            self._dialog.show_states(
                states, may_write=not self._desk.is_read_only, may_copy=self._now.kind is not Kind.ASSET
            )

    def _on_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(error_words(error))

    @Slot()
    def _on_dialog_chosen(self) -> None:
        """Compare the chosen state with the other, the older one at the left."""
        if self._dialog is None or self._comparing is None or self._now is None:
            return
        state, other = self._dialog.state, self._dialog.other
        if state is None:
            return
        is_now = state.content.with_record(self._now.record) == self._now
        self._dialog.restore.setEnabled(not is_now and not self._desk.is_read_only)
        if other is None:
            self._comparing.show(state.content, self._now, _name(state), _("Now"))
        else:
            old, new = sorted((state, other), key=lambda each: each.number)
            self._comparing.show(old.content, new.content, _name(old), _name(new))

    @Slot()
    def _on_dialog_restore_requested(self) -> None:
        self._act(self._states.revert, self._on_restored)

    def _on_restored(self, saved: SavedItem[Item]) -> None:
        number = saved.item.record.revision
        self._end()
        self._changes.tell(saved.changes)
        self.told.emit(_("Restored as revision {number}. What it said before is kept.").format(number=number))

    @Slot()
    def _on_dialog_copy_requested(self) -> None:
        state = self._dialog.state if self._dialog is not None else None
        if self._dialog is not None and state is not None:
            QApplication.clipboard().setText(text_of(state.content, self._name_post))
            self._dialog.compare.told.setText(
                _("The text of {revision} is copied.").format(revision=state.name)
            )

    @Slot()
    def _on_dialog_open_requested(self) -> None:
        self._act(self._states.copy, self._on_copied)

    def _on_copied(self, saved: SavedItem[Item]) -> None:
        self._end()
        self._changes.tell(saved.changes)
        self.came.emit(saved.item.record.id)

    def _end(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = self._comparing = self._now = None


def _name(state: KeptState) -> str:
    return f"{state.name}  ·  {state.when}"
