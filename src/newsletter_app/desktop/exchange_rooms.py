"""Furnishes the rooms of the window that bring items out of the library or into it."""

from PySide6.QtCore import QObject

from newsletter_app.desktop.exporting.presenter import ExportPresenter
from newsletter_app.desktop.importing.dropping import DroppedFiles
from newsletter_app.desktop.importing.presenter import ImportPresenter
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.pages import Exchange
from newsletter_app.desktop.rooms import Rooms


class ExchangeRooms(QObject):
    """Makes these rooms last: nobody needs them before there is a page to look at."""

    def __init__(self, rooms: Rooms, middle: MiddleRooms, exchange: Exchange) -> None:
        super().__init__(rooms)
        self._rooms, self._middle = rooms, middle
        self._furnish_export(exchange)
        self._furnish_import(exchange)

    def _furnish_export(self, exchange: Exchange) -> None:
        rooms = self._rooms
        export = ExportPresenter(
            rooms.window, rooms.desk, exchange.exporting, exchange.templates, rooms.tasks, rooms.settings
        )
        export.failed.connect(rooms.desk.failed)
        export.told.connect(self._middle.middle.tell)
        menus = rooms.window.menus
        menus.answer("export", export.export)
        menus.answer("export.again", export.export_again)
        menus.answer("edit.copy-for-blog", export.copy_for_blog)

    def _furnish_import(self, exchange: Exchange) -> None:
        rooms = self._rooms
        bring_in = ImportPresenter(rooms.window, exchange.importing, rooms.tasks, rooms.changes, rooms.theme)
        bring_in.failed.connect(rooms.desk.failed)
        bring_in.told.connect(self._middle.middle.tell)
        bring_in.came.connect(self._middle.show)
        rooms.window.menus.answer("import", bring_in.choose)
        DroppedFiles(rooms.window, bring_in)
