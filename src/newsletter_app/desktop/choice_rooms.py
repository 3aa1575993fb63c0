"""Furnishes the rooms of the window that ask for choices, or look after the library."""

from PySide6.QtCore import QObject

from newsletter_app.desktop.brand.presenter import BrandPresenter
from newsletter_app.desktop.compact_presenter import CompactPresenter
from newsletter_app.desktop.library.bin_presenter import BinPresenter
from newsletter_app.desktop.library_care import Beside, LibraryCare
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.newsletter.presenter import ComposerPresenter
from newsletter_app.desktop.newsletter.view import ComposerView
from newsletter_app.desktop.pages import Pages
from newsletter_app.desktop.revisions.post_titles import PostTitles
from newsletter_app.desktop.revisions.presenter import RevisionsPresenter
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.settings.presenter import SettingsPresenter


class ChoiceRooms(QObject):
    """Makes these rooms once the page of the open item is under way."""

    def __init__(self, rooms: Rooms, middle: MiddleRooms, composer: ComposerView, pages: Pages) -> None:
        super().__init__(rooms)
        self._menus = rooms.window.menus
        self.composing = ComposerPresenter(
            composer, rooms.desk, rooms.content.items, pages.templates, rooms.changes
        )
        self._furnish_choices(rooms)
        self._furnish_care(rooms, middle)
        self._furnish_revisions(rooms, middle)
        self._furnish_bin(rooms, middle)

    def offer_backup(self, beside: Beside) -> None:
        """Let the library be backed up, with further files that nothing can be restored without."""
        self._care.use_beside(beside)
        self._menus.answer("library.backup", self._care.back_up)

    def _furnish_choices(self, rooms: Rooms) -> None:
        menus = rooms.window.menus
        brand = BrandPresenter(rooms.window, rooms.content, rooms.tasks, rooms.changes)
        menus.answer("brand", brand.show)
        menus.answer("settings", SettingsPresenter(rooms.window, rooms.settings, rooms.theme).show)

    def _furnish_revisions(self, rooms: Rooms, middle: MiddleRooms) -> None:
        content = rooms.content
        revisions = RevisionsPresenter(
            rooms.window,
            rooms.theme,
            rooms.desk,
            content.revisions,
            PostTitles(content.items),
            rooms.tasks,
            rooms.changes,
        )
        revisions.told.connect(middle.middle.tell)
        revisions.came.connect(middle.show)
        self._menus.answer("item.revisions", revisions.show)

    def _furnish_bin(self, rooms: Rooms, middle: MiddleRooms) -> None:
        if rooms.content.is_read_only:
            return
        binned = BinPresenter(
            rooms.window,
            self._menus,
            rooms.library,
            rooms.content.bin,
            rooms.desk,
            rooms.tasks,
            rooms.changes,
        )
        binned.told.connect(middle.middle.tell)
        compacting = CompactPresenter(rooms.window, rooms.content.compacting, rooms.tasks, rooms.changes)
        compacting.told.connect(middle.middle.tell)
        compacting.failed.connect(rooms.desk.failed)
        self._menus.answer("library.compact", compacting.ask)

    def _furnish_care(self, rooms: Rooms, middle: MiddleRooms) -> None:
        self._care = care = LibraryCare(rooms.window, rooms.content.upkeep, rooms.tasks)
        care.told.connect(middle.middle.tell)
        care.failed.connect(rooms.desk.failed)
        self._menus.answer("library.check", care.check)
