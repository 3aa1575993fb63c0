"""Lets things go for good, or takes back what was deleted last."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.presenter import LibraryPresenter
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.menus import Menus
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.i18n import _, ngettext

T = TypeVar("T")
_LONGEST = 40


class BinnedItems(Protocol):
    """What is needed of `library.bin`."""

    def newest(self) -> Item | None:
        """Return what was deleted last."""

    def size(self) -> int:
        """Return how many items lie in it."""

    def look_at(self, item_id: str, /) -> tuple[Item, bool]:
        """Return an item in it, and whether it is a picture in use. Raises Missing."""

    def drop(self, item_ids: list[str], /) -> Changes:
        """Let go of items for good. Raises Missing, NotNow."""

    def empty(self) -> Changes:
        """Let go of all of them, after a backup."""


class BinPresenter(QObject):
    """Answers undo delete, delete for good, empty the bin. It asks before, and tells what went."""

    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        menus: Menus,
        library: LibraryPresenter,
        bin_: BinnedItems,
        desk: Desk,
        tasks: Tasks,
        changes: LibraryChanges,
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._bin = window, library, bin_
        self._desk, self._tasks, self._changes = desk, tasks, changes
        self._newest = ""
        self._undo = menus.answer("edit.undo-delete", self._on_undo)
        self._empty = menus.answer("bin.empty", self.ask_to_empty)
        self._drop = menus.answer("item.drop", self._on_drop)
        library.drop_requested.connect(self.ask_to_drop)
        library.empty_requested.connect(self.ask_to_empty)
        library.came_back.connect(self._on_library_came_back)
        changes.happened.connect(self._on_changes_happened)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)
        self._on_desk_closed() if desk.item is None else self._on_desk_opened(desk.item)
        self._on_newest(None)
        self._look()

    @Slot(str)
    def ask_to_drop(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Ask whether an item in the bin shall go for good."""
        self._run(partial(self._bin.look_at, id), self._on_looked_at)

    @Slot()
    def ask_to_empty(self) -> None:
        """Ask whether all that lies in the bin shall go for good."""
        self._run(self._bin.size, self._on_counted)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._tasks.run(Lane.LIBRARY, work, done, self._desk.failed.emit)

    def _look(self) -> None:
        """Find out what "undo delete" would take back."""
        self._tasks.run(
            Lane.LIBRARY, self._bin.newest, self._on_newest, self._desk.failed.emit, latest="bin.newest"
        )

    def _on_newest(self, item: Item | None) -> None:
        self._newest = "" if item is None else item.record.id
        for action in (self._undo, self._empty):
            action.setEnabled(item is not None)
        self._undo.setText(_("Undo delete") if item is None else _undo_words(item))

    def _on_looked_at(self, found: tuple[Item, bool]) -> None:
        item, is_used = found
        title = title_of(item) or _("Without a title")
        said = _("“{title}” goes for good, with all its revisions.").format(title=title)
        if is_used:
            said += " " + _(
                "Something that is not in the bin still shows this picture; it will be lost there."
            )
        verb = _("Delete for good")
        question = Question("library.drop", verb, said, verb, self._window)
        work = partial(self._bin.drop, [item.record.id])
        question.accepted.connect(partial(self._run, work, self._on_gone))
        question.open()

    def _on_counted(self, number: int) -> None:
        if not number:
            self.told.emit(_("The bin is empty."))
            return
        said = ngettext(
            "{number} thing goes for good, with its revisions.",
            "{number} things go for good, with their revisions.",
            number,
        ).format(number=f"{number:,}")
        rest = _("A backup is made before. Pictures that something still shows stay in the bin.")
        verb = _("Empty the bin")
        question = Question("library.empty", verb, f"{said} {rest}", verb, self._window)
        question.accepted.connect(partial(self._run, self._bin.empty, self._on_gone))
        question.open()

    def _on_gone(self, changes: Changes) -> None:
        self._changes.tell(changes)
        number = len(changes.ids)
        said = ngettext("{number} thing is gone for good.", "{number} things are gone for good.", number)
        self.told.emit(said.format(number=f"{number:,}"))

    @Slot()
    def _on_undo(self) -> None:
        if self._newest:
            self._library.bring_back(self._newest)

    @Slot(object)
    def _on_library_came_back(self, item: Item) -> None:
        title = title_of(item) or _("Without a title")
        self.told.emit(_("“{title}” is back from the bin.").format(title=title))

    @Slot()
    def _on_drop(self) -> None:
        if self._desk.item is not None:
            self.ask_to_drop(self._desk.item.record.id)

    @Slot(object)
    def _on_changes_happened(self, _changes: Changes) -> None:
        self._look()

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._drop.setVisible(item.record.deleted is not None)

    @Slot()
    def _on_desk_closed(self) -> None:
        self._drop.setVisible(False)


def _undo_words(item: Item) -> str:
    title = title_of(item) or _("Without a title")
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return _("Undo delete of “{title}”").format(title=short.replace("&", "&&"))
