"""Carries the text between the editor and the desk."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.editor.pictures import OfferedPicture, Pictures
from newsletter_app.desktop.editor.thumbnails_below import HEIGHT
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.library.thumbnails import Thumbnails
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError

SnippetNames = Callable[[], Sequence[str]]


class EditorPresenter(QObject):
    """Each key goes to the desk at once; pictures go into the library beside the window."""

    def __init__(
        self, view: EditorView, desk: Desk, tasks: Tasks, pictures: Pictures, snippet_names: SnippetNames
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._tasks = view, desk, tasks
        self._pictures, self._snippet_names = pictures, snippet_names
        self._open_id = self._agreed = ""
        self._thumbnails = Thumbnails(pictures.file, tasks, HEIGHT, self)
        self._thumbnails.made.connect(view.text_edit.viewport().update)
        view.text_edit.show_thumbnails(self._thumbnails.of)
        desk.opened.connect(self._on_desk_opened)
        desk.changed.connect(self._on_desk_changed)
        desk.closed.connect(self._on_desk_closed)
        view.text_changed.connect(self._on_view_text_changed)
        view.pictures_offered.connect(self._on_view_pictures_offered)
        view.picture_described.connect(self._on_view_picture_described)
        view.snippets_requested.connect(self._on_view_snippets_requested)
        view.close_text()
        desk.on_screen.add(self._seen)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        if not isinstance(item, Post | Snippet):
            self._on_desk_closed()
        elif item.record.id == self._open_id:
            self._view.take(item.body)
            self._view.set_read_only(is_read_only=self._desk.is_read_only)  # it may have left the bin
        else:
            self._open_id = ""  # what fails to show this item must not give it the words of the last one
            self._view.open(item.body, is_read_only=self._desk.is_read_only)
            self._open_id = item.record.id
        self._agreed = self._view.text

    @Slot(object)
    def _on_desk_changed(self, item: Item) -> None:
        if isinstance(item, Post | Snippet) and item.record.id == self._open_id:
            self._view.take(item.body)
            self._agreed = self._view.text

    @Slot()
    def _on_desk_closed(self) -> None:
        self._open_id = ""
        self._view.close_text()

    @Slot()
    def _on_view_text_changed(self) -> None:
        item = self._desk.item
        if isinstance(item, Post | Snippet) and item.record.id == self._open_id:
            self._desk.change(replace(item, body=self._view.text))

    def _seen(self, item: Item) -> Item:
        if not isinstance(item, Post | Snippet) or item.record.id != self._open_id:
            return item
        text = self._view.text
        return item if text == self._agreed else replace(item, body=text)

    @Slot(object)
    def _on_view_pictures_offered(self, offered: tuple[OfferedPicture, ...]) -> None:
        if not self._desk.is_read_only and self._open_id:
            work = partial(_add_all, self._pictures, offered)
            self._tasks.run(
                Lane.LIBRARY, work, partial(self._on_pictures_added, self._open_id), self._explain
            )

    def _on_pictures_added(self, item_id: str, added: tuple[list[Asset], list[str]]) -> None:
        assets, refused = added
        if assets and item_id == self._open_id:
            self._view.put_pictures(assets)
        if refused:
            self._view.say(" ".join(refused))

    @Slot(object, str, bool)
    def _on_view_picture_described(self, asset: Asset, alt: str, is_decorative: bool) -> None:
        if alt:
            self._view.put_description(asset, alt)
        work = partial(self._pictures.describe, asset, alt, is_decorative=is_decorative)
        self._tasks.run(Lane.LIBRARY, work, _nothing_more, self._explain)

    @Slot()
    def _on_view_snippets_requested(self) -> None:
        self._tasks.run(Lane.LIBRARY, self._snippet_names, self._view.show_snippets, self._explain)

    def _explain(self, error: AppError) -> None:
        self._view.say(error_words(error))


def _add_all(pictures: Pictures, offered: Sequence[OfferedPicture]) -> tuple[list[Asset], list[str]]:
    added, refused = [], []
    for picture in offered:
        try:
            added.append(pictures.add(picture))
        except AppError as error:
            refused.append(error_words(error))
    return added, refused


def _nothing_more(_asset: Asset) -> None:
    """Take note: the text says it already."""
