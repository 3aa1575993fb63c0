"""Carries wishes between the library panel and the library."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.model import CardsModel
from newsletter_app.desktop.library.sections import FIRST, SECTIONS, Section, section_of
from newsletter_app.desktop.library.starting import fresh_item
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.shelf import SavedItem
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.query import Card, Counts, Query

T = TypeVar("T")


class LibraryItems(Protocol):
    """What the panel needs from `library.items`."""

    def cards(self, query: Query, start: int = 0, count: int = 200) -> tuple[Card, ...]:
        """Return cards, newest first."""

    def counts(self) -> Counts:
        """Return how many items there are."""

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return the tags in use."""

    def get(self, item_id: str, /) -> Item:
        """Return an item."""

    def add(self, item: Item, /) -> SavedItem[Item]:
        """Add an item."""

    def duplicate(self, item_id: str, /) -> SavedItem[Item]:
        """Add a copy of an item."""

    def delete(self, item_id: str, /) -> Changes:
        """Put an item into the bin."""

    def undelete(self, item_id: str, /) -> Changes:
        """Take an item out of the bin."""


class LibraryPresenter(QObject):
    """Lists, finds, opens, makes, copies, bins; reads on the window's thread, writes in the library's lane.

    `title_wanted` asks for the title of the open item to take the keys, `text_wanted` for its text;
    `drop_requested` for an item, `empty_requested` for all in the bin to go for good; `came_back` carries the
    item that was taken out of the bin to be read.
    """

    title_wanted = Signal()
    text_wanted = Signal()
    drop_requested = Signal(str)
    empty_requested = Signal()
    came_back = Signal(object)

    def __init__(
        self,
        view: LibraryView,
        model: CardsModel,
        items: LibraryItems,
        desk: Desk,
        tasks: Tasks,
        changes: LibraryChanges,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._items = view, model, items
        self._desk, self._tasks, self._changes = desk, tasks, changes
        self._section: Section = SECTIONS[FIRST]
        self._words = self._tag = self._binned = ""
        self._offered: tuple[tuple[str, int], ...] = ()
        view.open_requested.connect(self._on_view_open_requested)
        view.section_requested.connect(self.show_section)
        view.words_changed.connect(self._on_view_words_changed)
        view.tag_requested.connect(self._on_view_tag_requested)
        view.new_requested.connect(self.make)
        view.act_requested.connect(self._on_view_act_requested)
        view.bin_requested.connect(self._on_view_bin_requested)
        view.empty_requested.connect(self.empty_requested)
        view.undo_requested.connect(self._on_view_undo_requested)
        changes.happened.connect(self._on_changes_happened)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)

    def show(self) -> None:
        """List the chosen section, with tags and counts."""
        self._list()
        self._recount()

    @Slot(str)
    def show_section(self, name: str) -> None:
        """List another section."""
        self._section = next(section for section in SECTIONS if section.name == name)
        self._list()

    def reveal(self, item: Item) -> None:
        """Go to the section an item stands in, where it is not listed now."""
        if self._model.row_of(item.record.id) < 0:
            self._view.search_row.field.clear()
            self._view.sections.choose(section_of(item).name)

    @property
    def is_bin_shown(self) -> bool:
        """Tell whether the list shows what lies in the bin."""
        return self._section.query.deleted

    @Slot()
    def find_everywhere(self) -> None:
        """Look for the words in all sections."""
        self._view.sections.choose("all")
        self._view.search_row.field.setFocus()
        self._view.search_row.field.selectAll()

    @Slot(str)
    def make(self, kind: str) -> None:
        """Open a new item, whether the library can take it now or not."""
        names = frozenset(card.title for card in self._items.cards(Query(Kind.SNIPPET), 0, 10_000))
        item = fresh_item(Kind(kind), names if kind == Kind.SNIPPET else frozenset())
        if self._desk.is_library_read_only:
            self._write(partial(self._items.add, item), self._on_made)  # which says why it takes nothing
            return
        begun = self._desk.begin(item)
        self.reveal(begun)
        self.title_wanted.emit()

    def duplicate(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Add a copy of an item and open it."""
        self._desk.flush()
        self._write(partial(self._items.duplicate, id), self._on_made)

    @Slot(str)
    def put_into_bin(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Put an item into the bin, to be had back."""
        if self.is_bin_shown:
            return
        self._desk.flush()
        self._write(partial(self._items.delete, id), partial(self._on_binned, id))

    def put_back(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Take an item out of the bin."""
        self._write(partial(self._items.undelete, id), self._changes.tell)

    def bring_back(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Take an item out of the bin and open it: whoever asks may not see where it lay."""
        self._write(partial(self._items.undelete, id), partial(self._on_brought_back, id))

    def rename(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Open an item with the keys in its title."""
        self._desk.open(id)
        self.title_wanted.emit()

    def _query(self) -> Query:
        return replace(self._section.query, words=self._words, tag=self._tag)

    def _list(self) -> None:
        try:
            self._model.show(self._query())
        except AppError as error:
            self._view.show_state(error_words(error), _("Try again"))
            return
        self._view.list.scrollToTop()
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        self._view.show_bin_note(is_shown=self.is_bin_shown and self._model.rowCount() > 0)
        if self._model.rowCount():
            self._view.show_list()
            self._mark_open()
        elif self._words.strip():
            self._view.show_state(
                _("Nothing here has “{words}”.").format(words=self._words.strip()), _("Clear search")
            )
        elif self._tag:
            self._view.show_state(
                _("Nothing here has the tag “{tag}”.").format(tag=self._tag), _("Show all tags")
            )
        else:
            offer = _(self._section.offer) if self._section.offer else ""
            self._view.show_state(_(self._section.empty), offer)

    def _mark_open(self) -> None:
        item = self._desk.item
        self._view.select(self._model.row_of(item.record.id) if item else -1)

    def _recount(self) -> None:
        """Count beside the window: in a large library it would hold up the keys at each autosave."""
        self._tasks.run(
            Lane.LIBRARY, self._counted, self._on_counted, self._on_count_failed, latest="library.counts"
        )

    def _counted(self) -> tuple[Counts, tuple[tuple[str, int], ...]]:
        return self._items.counts(), self._items.tags()

    def _on_counted(self, counted: tuple[Counts, tuple[tuple[str, int], ...]]) -> None:
        counts, tags = counted
        self._view.sections.show_counts(counts)
        if tags != self._offered:
            self._offered = tags
            self._view.offer_tags(tags)

    def _on_count_failed(self, error: AppError) -> None:
        self._view.show_state(error_words(error), _("Try again"))

    def _write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._tasks.run(Lane.LIBRARY, work, done, self._desk.failed.emit)

    def _on_made(self, saved: SavedItem[Item]) -> None:
        self._changes.tell(saved.changes)
        self.reveal(saved.item)
        self._desk.open(saved.item.record.id)
        self.title_wanted.emit()

    def _on_binned(self, id: str, changes: Changes) -> None:  # noqa: A002 - the word every room uses
        title = title_of(self._items.get(id))
        self._changes.tell(changes)
        self._binned = id
        self._view.offer_undo(_("“{title}” is in the bin.").format(title=title or _("Without a title")))

    def _on_brought_back(self, id: str, changes: Changes) -> None:  # noqa: A002 - the word every room uses
        self._changes.tell(changes)
        item = self._items.get(id)
        self._desk.open(id)
        self.reveal(item)
        self.came_back.emit(item)

    @Slot(str)
    def _on_view_bin_requested(self, id: str) -> None:  # noqa: A002 - the word every room uses
        self.drop_requested.emit(id) if self.is_bin_shown else self.put_into_bin(id)

    @Slot(str, bool)
    def _on_view_open_requested(self, id: str, with_keys: bool) -> None:  # noqa: A002 - the word every room uses
        self._desk.open(id)
        if with_keys:
            self.text_wanted.emit()

    @Slot(str)
    def _on_view_words_changed(self, words: str) -> None:
        self._words = words
        self._list()

    @Slot(str)
    def _on_view_tag_requested(self, tag: str) -> None:
        self._tag = tag
        self._view.search_row.show_tag(tag)
        self._list()

    @Slot()
    def _on_view_act_requested(self) -> None:
        """Do what the empty or failed state offers."""
        if self._words:
            self._view.search_row.field.clear()
        elif self._tag:
            self._on_view_tag_requested("")
        elif self._section.makes and not self._model.rowCount():
            self.make(self._section.makes)
        else:
            self.show()

    @Slot()
    def _on_view_undo_requested(self) -> None:
        self._view.notice.hide()
        self.put_back(self._binned)

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        try:
            self._model.refresh(changes.ids)
        except AppError as error:
            self._view.show_state(error_words(error), _("Try again"))
            return
        self._show_what_is_there()
        self._recount()

    @Slot(object)
    def _on_desk_opened(self, _item: Item) -> None:
        self._mark_open()

    @Slot()
    def _on_desk_closed(self) -> None:
        self._mark_open()
