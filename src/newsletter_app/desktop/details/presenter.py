"""Carries what is changed in the header to the desk."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.details.tags import snippet_name
from newsletter_app.desktop.details.view import DetailsView
from newsletter_app.desktop.handed_fields import HandedFields
from newsletter_app.desktop.library.thumbnails import Thumbnails

Tags = Callable[[], tuple[tuple[str, int], ...]]


class DetailsPresenter(QObject):
    """Shows the open item's title and details, and hands each change to the desk.

    `picture_wanted` asks for a dialog in which a cover is chosen; its answer goes to `use_cover`.
    """

    picture_wanted = Signal()

    def __init__(
        self, view: DetailsView, desk: Desk, thumbnails: Thumbnails, tags: Tags, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or view)
        self._view, self._desk, self._thumbnails, self._tags = view, desk, thumbnails, tags
        self._fields = HandedFields(desk, self)
        self._shown: Item | None = None
        view.changed.connect(self._on_view_changed)
        view.form.cover.choose_requested.connect(self.picture_wanted)
        view.form.cover.remove_requested.connect(partial(self.use_cover, ""))
        desk.opened.connect(self._on_desk_opened)
        desk.changed.connect(self._on_desk_changed)
        thumbnails.made.connect(self._on_thumbnails_made)

    @Slot(str)
    def use_cover(self, sha256: str) -> None:
        """Make a picture of the library the cover, or take the cover away with ""."""
        if isinstance(self._desk.item, Post):
            self._fields.hand("cover", sha256)

    def _show(self, item: Item) -> None:
        self._shown = _without_body(item)
        self._view.show_item(item, is_read_only=self._desk.is_read_only)
        if isinstance(item, Post):
            picture = self._thumbnails.of(item.cover) if item.cover else self._thumbnails.none
            self._view.form.cover.show_cover(item.cover, picture)

    @Slot(str, object)
    def _on_view_changed(self, name: str, value: object) -> None:
        match self._desk.item:
            case Snippet():
                self._fields.hand("name", snippet_name(str(value)))
            case Post() | Newsletter():
                self._fields.hand(name, value)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._view.know_tags([tag for tag, _number in self._tags()])
        self._show(item)
        self._view.unfold(is_open=_wants_details(item))

    @Slot(object)
    def _on_desk_changed(self, item: Item) -> None:
        if _without_body(item) != self._shown:  # each key in the text comes by here
            self._show(item)

    @Slot(str)
    def _on_thumbnails_made(self, sha256: str) -> None:
        item = self._desk.item
        if isinstance(item, Post) and item.cover == sha256:
            self._show(item)


def _without_body(item: Item) -> Item:
    return replace(item, body="") if isinstance(item, Post | Snippet) else item


def _wants_details(item: Item) -> bool:
    """Tell whether the details of a post are still to be filled in."""
    return isinstance(item, Post) and not (item.summary or item.tags or item.byline)
