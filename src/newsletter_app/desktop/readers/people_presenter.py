"""Brings the people of a list onto the screen, as far as they are asked for."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Contact
from newsletter_app.desktop.readers.list_column import EVERYBODY
from newsletter_app.desktop.readers.lists_presenter import ListsPresenter
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.people_model import PAGE
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.readers.words import is_address
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _

_WAIT_MS = 200
_KEY = "readers.people"


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    people: tuple[Contact, ...]
    total: int


class PeoplePresenter(QObject):
    """Shows people on purpose alone; `person_requested` carries an id.

    An address that nobody among all readers has may stand elsewhere: `stranger_requested` carries it.

    Another list, leaving the place, or Esc puts them away again.
    """

    person_requested = Signal(str)
    stranger_requested = Signal(str)

    def __init__(self, view: ReadersView, lists: ListsPresenter, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._lists, self._parts = view, lists, parts
        self._people = view.panel.people
        self._list_id = ""
        self._is_shown = False
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._on_wait_timeout)
        self._connect()

    def _connect(self) -> None:
        self._lists.people_requested.connect(self.show)
        self._lists.shown.connect(self._on_lists_shown)
        self._view.panel.away_requested.connect(self.put_away)
        self._view.left.connect(self.put_away)
        self._people.words_changed.connect(self._on_words_changed)
        self._people.model.more_wanted.connect(self._on_more_wanted)
        self._people.table.open_requested.connect(self.person_requested)
        self._people.state.act_requested.connect(self._on_state_act_requested)
        self._parts.changes.happened.connect(self._on_changes_happened)

    @Slot(str)
    def show(self, list_id: str) -> None:
        """Show the people of a list, "" for everybody."""
        self._list_id, self._is_shown = list_id, True
        self._view.panel.show_people()
        self._people.begin()
        self._read_again(PAGE)

    @Slot()
    def put_away(self) -> None:
        """Keep nobody on the screen, nor in mind."""
        if self._is_shown:
            self._drop()
            self._lists.hide_people()
            if self._view.isVisible():
                self._view.column.setFocus()

    def _drop(self) -> None:
        self._is_shown = False
        self._wait.stop()
        self._people.model.put_away()

    def _read_again(self, count: int) -> None:
        self._wait.start()
        work = partial(self._page, self._list_id, self._people.words, 0, count)
        self._parts.run(work, self._on_read, self._on_failed, latest=_KEY)

    def _page(self, list_id: str, words: str, start: int, count: int) -> _Page:
        readers = self._parts.readers
        total = readers.count(list_id, words) if start == 0 else 0
        return _Page(start, readers.people(list_id, words, start, count), total)

    def _on_read(self, page: _Page) -> None:
        self._wait.stop()
        if not self._is_shown:
            return
        if page.start:
            self._people.model.go_on(page.start, page.people)
            return
        self._show_first(page)

    def _show_first(self, page: _Page) -> None:
        table, model = self._people.table, self._people.model
        current, scrolled = table.current_id(), table.verticalScrollBar().value()
        model.show(page.people, page.total)
        if not page.total:
            self._say_nobody()
            return
        self._people.show_people()
        table.choose(model.row_of(current) if current else -1)
        if current:
            table.verticalScrollBar().setValue(scrolled)

    def _say_nobody(self) -> None:
        if self._is_stranger:
            self._people.say(_("No reader has this address."), _("&See what else names it…"))
        elif self._people.words:
            self._people.say(_("Nobody has that in their name or address."), _("A&ll of them"))
        else:
            self._people.say(_("Nobody is here."))

    @property
    def _is_stranger(self) -> bool:
        """Tell whether an address is sought among all readers."""
        return self._list_id == EVERYBODY and is_address(self._people.words)

    @Slot(int)
    def _on_more_wanted(self, start: int) -> None:
        work = partial(self._page, self._list_id, self._people.words, start, PAGE)
        self._parts.run(work, self._on_read, self._on_failed, latest=_KEY)

    @Slot(str)
    def _on_words_changed(self, _words: str) -> None:
        if self._is_shown:
            self._read_again(PAGE)

    @Slot()
    def _on_state_act_requested(self) -> None:
        if self._is_stranger and not self._people.model.total:
            self.stranger_requested.emit(self._people.words)
            return
        self._people.begin()
        self._read_again(PAGE)

    @Slot(str)
    def _on_lists_shown(self, _list_id: str) -> None:
        self._drop()

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        if changes.readers and self._is_shown:
            self._read_again(max(PAGE, self._people.model.rowCount()))

    @Slot()
    def _on_wait_timeout(self) -> None:
        if self._is_shown and not self._people.model.rowCount():
            self._people.say(_("Reading…"))

    def _on_failed(self, error: AppError) -> None:
        self._wait.stop()
        if self._is_shown:
            self._people.say(error_words(error), _("Try a&gain"))
