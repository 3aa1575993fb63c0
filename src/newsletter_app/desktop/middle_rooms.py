"""Furnishes the middle of the window, where the open item is written."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.desktop.details.cover_presenter import CoverPresenter
from newsletter_app.desktop.details.picture_presenter import PicturePresenter
from newsletter_app.desktop.details.picture_view import PictureView
from newsletter_app.desktop.details.presenter import DetailsPresenter
from newsletter_app.desktop.edit_commands import EditCommands
from newsletter_app.desktop.editor.pictures import LibraryPictures
from newsletter_app.desktop.editor.presenter import EditorPresenter
from newsletter_app.desktop.editor_menus import EditorMenus
from newsletter_app.desktop.item_commands import ItemCommands
from newsletter_app.desktop.library.card_delegate import CardDelegate
from newsletter_app.desktop.library.item_menu import ItemMenu
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.middle_presenter import MiddlePresenter
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.settings.editor_type import ChosenType
from newsletter_app.desktop.status_presenter import StatusPresenter
from newsletter_app.desktop.views import Views
from newsletter_app.errors import Missing
from newsletter_app.library.query import Query

NeedComposer = Callable[[], object]


class MiddleRooms(QObject):
    """Makes the presenters of header, editor and menus, and opens what was open last.

    `need_composer` is called before the first newsletter is shown.
    """

    def __init__(self, rooms: Rooms, listed: LibraryView, views: Views, need_composer: NeedComposer) -> None:
        super().__init__(rooms)
        self._rooms, self.views, self._need_composer = rooms, views, need_composer
        rooms.desk.opened.connect(self._on_desk_opened)  # first of all, so that the page is there to be shown
        ItemMenu(listed, rooms.theme, rooms.desk, rooms.library)
        self._furnish_header()
        self._furnish_pages()
        self._furnish_menus()
        rooms.window.closing.connect(self._on_window_closing)
        self._open_first()

    def _furnish_header(self) -> None:
        rooms, views, desk = self._rooms, self.views, self._rooms.desk
        self.details = DetailsPresenter(views.details, desk, rooms.thumbnails, rooms.content.items.tags)
        self.middle = MiddlePresenter(views.middle, desk)
        self.middle.put_back_requested.connect(rooms.library.put_back)
        self.middle.new_requested.connect(rooms.library.make)
        rooms.library.title_wanted.connect(self._on_title_wanted)
        rooms.library.text_wanted.connect(views.middle.focus_page)
        views.details.text_wanted.connect(views.middle.focus_page)
        CoverPresenter(
            rooms.window,
            self.details,
            desk,
            rooms.content.items.cards,
            rooms.content.assets.add,
            rooms.tasks,
            rooms.changes,
            partial(CardDelegate, rooms.theme, rooms.thumbnails, rooms.window.font()),
        )

    def _furnish_pages(self) -> None:
        rooms, views = self._rooms, self.views
        page = PictureView()
        views.middle.add_page(page, Kind.ASSET, with_header=False)
        PicturePresenter(page, rooms.desk, rooms.content.assets.path)
        pictures = LibraryPictures(rooms.content)
        EditorPresenter(views.editor, rooms.desk, rooms.tasks, pictures, self._snippet_names)
        ChosenType(views.editor, views.middle, rooms.settings)

    def _furnish_menus(self) -> None:
        rooms, menus = self._rooms, self._rooms.window.menus
        EditorMenus(menus, self.views.editor, rooms.desk)
        StatusPresenter(rooms.window, rooms.desk)
        EditCommands(menus)
        ItemCommands(menus, rooms.desk, rooms.library)

    def _open_first(self) -> None:
        """Open what was open the last time, else the newest draft, else the newest post."""
        items, last = self._rooms.content.items, self._rooms.settings.value.open_item
        if self._rooms.unsaved.recovered:
            self._rooms.desk.open(self._rooms.unsaved.recovered[-1].item.record.id)
            return
        try:
            if last:
                self._rooms.open(items.get(last))
                return
        except Missing:
            pass  # it went since then
        for card in items.cards(Query(Kind.POST, Status.DRAFT), 0, 1) or items.cards(Query(Kind.POST), 0, 1):
            self._rooms.open(items.get(card.id))

    def _snippet_names(self) -> list[str]:
        return [card.title for card in self._rooms.content.items.cards(Query(Kind.SNIPPET), 0, 1000)]

    @Slot(str)
    def show(self, id: str) -> None:  # noqa: A002 - the word every room uses
        """Open an item, and go to where it is listed."""
        self._rooms.open(self._rooms.content.items.get(id))

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        if item.kind is Kind.NEWSLETTER:
            self._need_composer()

    @Slot()
    def _on_title_wanted(self) -> None:
        self.views.details.title.setFocus()
        self.views.details.title.selectAll()

    @Slot()
    def _on_window_closing(self) -> None:
        item = self._rooms.desk.item
        self._rooms.settings.change(open_item=item.record.id if item else "")
