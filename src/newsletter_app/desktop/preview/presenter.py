"""Carries what is on the desk to the preview."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.content.article import Place
from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.preview import places as where
from newsletter_app.desktop.preview.looks import Looks, PageView
from newsletter_app.desktop.preview.previews import BlockPatch, Frame, Previews
from newsletter_app.desktop.preview.remembered_views import RememberedViews
from newsletter_app.desktop.preview.shown import Shown
from newsletter_app.desktop.preview.view import PreviewView
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, TemplateError
from newsletter_app.i18n import _

SESSION = "window"
_PATIENCE_MS = 200


class PreviewPresenter(QObject):
    """One request is under way at a time; when it is back, the newest state of the desk goes out.

    `place_requested` carries the offset in the open item's body of what was clicked in the page,
    `link_requested` the whole address of a link.
    """

    place_requested = Signal(int)
    link_requested = Signal(str)

    def __init__(
        self,
        view: PreviewView,
        desk: Desk,
        tasks: Tasks,
        previews: Previews,
        library_changes: LibraryChanges,
        views: RememberedViews,
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._tasks, self._previews = view, desk, tasks, previews
        self._views = views
        self._looks, self._template, self._sender = Looks(), "", ""
        self._shown: Shown | None = None
        self._is_busy = self._is_stale = False
        self._caret, self._marked, self._on_sheet = -1, -1, ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(view.show_waiting)
        desk.opened.connect(self._on_desk_opened)
        desk.changed.connect(self._on_desk_changed)
        desk.closed.connect(self._on_desk_closed)
        view.looks_requested.connect(self._on_view_looks_requested)
        view.again_requested.connect(self.start_anew)
        view.sheet_put.connect(self._on_view_sheet_put)
        library_changes.happened.connect(self._on_library_changes_happened)
        self._look_as_usual_at(desk.item)

    @property
    def looks(self) -> Looks:
        """Return how the page is looked at."""
        return self._looks

    @Slot(object)
    def show_looks(self, looks: Looks) -> None:
        """Look at the page in another way."""
        self._looks = looks
        self._view.show_looks(looks)
        self._tell_inbox()
        self._refresh()

    def use_template(self, name: str) -> None:
        """Show posts in that template; "" is the one a target takes by itself."""
        self._template = name
        self._refresh()

    def use_sender(self, name: str) -> None:
        """Show that name in the line of the inbox."""
        self._sender = name
        self._tell_inbox()

    @Slot(int)
    def show_caret(self, offset: int) -> None:
        """Mark the block that the offset in the body lies in, and show it."""
        self._caret = offset
        marked = self._marked
        if self._view.sheet is not None and not self._is_busy and self._block_of_caret() != marked:
            self._view.sheet.mark(self._marked)

    @Slot(int, bool)
    def follow(self, offset: int, is_end: bool) -> None:
        """Scroll to where the offset in the body is shown, or to the end."""
        if self._shown is None or self._view.sheet is None or not self._shown.places:
            return
        block = max(0, where.block_at(self._shown.places, offset))
        part = where.part_of(self._shown.places[block], offset)
        self._view.sheet.follow(block, part, is_end=is_end)

    @Slot()
    def start_anew(self) -> None:
        """Render the whole page again."""
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        item = _previewed(self._desk.item)
        if self._is_busy:
            self._is_stale = True
        elif item is None:
            self._view.show_nothing()
        elif self._view.sheet is not None:
            self._ask_for(item)

    def _ask_for(self, item: Post | Newsletter) -> None:
        wanted = (self._looks.view, self._looks.is_dark, self._template)
        shown = self._shown
        if shown is None or not shown.is_frame_of(item, wanted):
            self._is_busy = True
            if shown is None:
                self._patience.start()
            work = partial(
                self._previews.frame,
                item,
                self._looks.view,
                template=self._template,
                dark=self._looks.is_dark,
                session=SESSION,
            )
            self._run(work, partial(self._on_frame, item, wanted))
        elif isinstance(item, Post) and item.body != shown.item_body:
            self._is_busy = True
            self._run(partial(self._previews.update, item, SESSION), partial(self._on_patch, item))

    def _run(self, work: partial, done: partial) -> None:
        self._tasks.run(Lane.RENDER, work, done, self._on_failed)

    def _on_frame(self, item: Post | Newsletter, wanted: tuple[str, bool, str], frame: Frame) -> None:
        self._shown = Shown(item, wanted, frame.places)
        self._patience.stop()
        sheet = self._view.sheet
        if sheet is None:
            return
        is_other = self._on_sheet != item.record.id
        self._on_sheet = item.record.id
        sheet.show_page(frame.html, self._block_of_caret(), from_top=is_other)
        self._view.show_page()
        if sheet.is_ready:
            self._go_on()

    def _on_patch(self, item: Post, patch: BlockPatch) -> None:
        shown, sheet = self._shown, self._view.sheet
        if shown is None or sheet is None:
            self._go_on()
            return
        removed = min(patch.removed, len(shown.places) - patch.first)
        if len(shown.places) - removed + len(patch.added) != len(patch.places):
            self._is_busy = False
            self.start_anew()
            return
        self._shown = replace(shown, item=item, places=patch.places)
        if removed or patch.added:
            sheet.patch(patch.first, removed, list(patch.added), self._block_of_caret())
            self._view.show_page()
        self._go_on()

    def _on_failed(self, error: AppError) -> None:
        self._shown = None
        self._patience.stop()
        self._view.show_failure(_explained(error))
        self._go_on()

    def _go_on(self) -> None:
        self._is_busy = False
        if self._is_stale:
            self._is_stale = False
            self._refresh()

    def _block_of_caret(self) -> int:
        is_known = self._shown is not None and self._caret >= 0
        self._marked = where.block_at(self._shown.places, self._caret) if self._shown and is_known else -1
        return self._marked

    def _look_as_usual_at(self, item: Item | None) -> None:
        if item is not None and self._views.of(item) is not self._looks.view:
            self._looks = replace(self._looks, view=self._views.of(item))
            self._view.show_looks(self._looks)
            self._tell_inbox()

    def _tell_inbox(self) -> None:
        if self._desk.item is not None:
            self._view.tell_inbox(self._sender, self._desk.item)

    @Slot(object)
    def _on_view_looks_requested(self, looks: Looks) -> None:
        if self._desk.item is not None:
            self._views.keep(self._desk.item, looks.view)
        self.show_looks(looks)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._caret = -1
        self._look_as_usual_at(item)
        self._on_desk_changed(item)

    @Slot(object)
    def _on_desk_changed(self, _item: Item) -> None:
        if self._looks.view is PageView.EMAIL:
            self._tell_inbox()
        self._refresh()

    @Slot()
    def _on_desk_closed(self) -> None:
        self._shown = None
        self._refresh()

    @Slot(object)
    def _on_library_changes_happened(self, changes: Changes) -> None:
        own = self._desk.item.record.id if self._desk.item is not None else ""
        others = changes.posts if isinstance(self._desk.item, Newsletter) else frozenset()
        if changes.brand or (changes.snippets | changes.assets | others) - {own}:
            self._anew_in_place()

    def _anew_in_place(self) -> None:
        if self._shown is not None:
            self._shown = replace(self._shown, wanted=("", False, ""))
        self._refresh()

    @Slot()
    def _on_view_sheet_put(self) -> None:
        sheet = self._view.sheet
        if sheet is None:
            return
        sheet.lost.connect(self._on_sheet_lost)
        sheet.ready.connect(self._on_sheet_ready)
        sheet.spot_clicked.connect(self._on_sheet_spot_clicked)
        sheet.link_requested.connect(self.link_requested)
        self._refresh()

    @Slot()
    def _on_sheet_lost(self) -> None:
        self._shown, self._is_busy = None, True
        self._view.show_failure(_("The preview stopped and is being started again. Your text is safe."))

    @Slot()
    def _on_sheet_ready(self) -> None:
        self._is_stale |= self._shown is None
        self._go_on()

    @Slot(int, str, str)
    def _on_sheet_spot_clicked(self, block: int, before: str, after: str) -> None:
        if self._shown is not None and 0 <= block < len(self._shown.places):
            place: Place = self._shown.places[block]
            self.place_requested.emit(where.offset_of(self._shown.item_body, place, before, after))


def _previewed(item: Item | None) -> Post | Newsletter | None:
    match item:
        case Post() | Newsletter():
            return item
        case Snippet():
            return Post(title=item.name, body=item.body, record=replace(Record(), id=item.record.id))
    return None


def _explained(error: AppError) -> str:
    if isinstance(error, TemplateError) and error.file:
        place = _("{file}, line {line}").format(file=error.file, line=error.line)
        return f"{error_words(error)} ({place})"
    return error_words(error)
