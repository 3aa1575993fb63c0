"""Furnishes the room that is seen first once there is a library: its list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsletter_app.content.items import Item
from newsletter_app.desktop.closing import Closing
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.last_question import LastQuestion
from newsletter_app.desktop.library.card_delegate import CardDelegate
from newsletter_app.desktop.library.model import CardsModel
from newsletter_app.desktop.library.presenter import LibraryPresenter
from newsletter_app.desktop.library.thumbnails import Thumbnails
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.unsaved import Unsaved
from newsletter_app.desktop.way_out import WayOut

if TYPE_CHECKING:
    from newsletter_app.library.library import Library


class Rooms(QObject):
    """Makes the desk and the presenter of the library panel, which all other rooms build on."""

    def __init__(
        self,
        window: MainWindow,
        view: LibraryView,
        theme: Theme,
        settings: KeptSettings,
        tasks: Tasks,
        library: "Library",
        unsaved: Unsaved = Unsaved(),  # noqa: B008 - a value
    ) -> None:
        super().__init__(window)
        self.window, self.theme, self.settings = window, theme, settings
        self.tasks, self.content, self.unsaved = tasks, library, unsaved
        self.changes = LibraryChanges(self)
        self.desk = Desk(
            library.items,
            tasks,
            self.changes,
            journal=unsaved.journal,
            is_read_only=library.is_read_only,
            parent=self,
        )
        for found in unsaved.recovered:
            self.desk.restore(found.item, found.before)
        self.way_out = WayOut(window, tasks)
        self.thumbnails = Thumbnails(library.assets.path, tasks, theme.tokens.thumbnail, self)
        self._furnish_library(view)
        Closing(window, self.desk, LastQuestion(window, self.way_out).ask)
        window.left.connect(self.desk.flush)
        settings.failed.connect(self.desk.failed)

    def open(self, item: Item) -> None:
        """Open an item, and go to where it is listed."""
        self.library.reveal(item)
        self.desk.open(item.record.id)

    def _furnish_library(self, view: LibraryView) -> None:
        model = CardsModel(self.content.items.cards, view)
        view.use(model, CardDelegate(self.theme, self.thumbnails, view.font(), view.list))
        self.thumbnails.made.connect(view.draw_again)
        self.library = LibraryPresenter(view, model, self.content.items, self.desk, self.tasks, self.changes)
        self.library.show()
        view.show_list()
