"""Makes what turns items into pages, to be looked at or taken elsewhere."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.opening_steps import Opened
    from newsletter_app.desktop.pages import Exchange, Pages
    from newsletter_app.desktop.preview.sheet import Sheet
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.library.library import Library


class PageSteps:
    """The steps to the page of an item, then to its ways out and in."""

    def make_sheet(self, library: "Library", parent: "QWidget") -> "Sheet":
        """Start Chromium where it may run."""
        return late_sheet(library, parent)

    def make_pages(self, opened: "Opened") -> "Pages":
        """Make what makes pages."""
        from newsletter_app import paths
        from newsletter_app.desktop.pages import Pages
        from newsletter_app.exporting.previewing import Previewing
        from newsletter_app.rendering.article_worker import ArticlesInWorker
        from newsletter_app.rendering.template_filling import FillInWorker
        from newsletter_app.rendering.templates import Templates

        library, articles = opened.library, ArticlesInWorker(opened.worker)
        folders = (library.folder / "templates", paths.shipped_templates())
        templates = Templates(folders, FillInWorker(opened.worker))
        return Pages(templates, articles, Previewing(library, articles, templates))

    def make_page_rooms(self, rooms: "Rooms", middle: "MiddleRooms", pages: "Pages", sheet: "Sheet") -> None:
        """Make what shows the page of the open item."""
        from newsletter_app.desktop.page_rooms import PageRooms

        PageRooms(rooms, middle, pages, sheet)

    def make_exchange(self, opened: "Opened", pages: "Pages") -> "Exchange":
        """Make what brings items out and in."""
        from newsletter_app.desktop.pages import Exchange
        from newsletter_app.exporting.exporting import Exporting
        from newsletter_app.importing.importing import Importing
        from newsletter_app.importing.reading import ReadInWorker

        library = opened.library
        return Exchange(
            pages.templates,
            Exporting(library, pages.articles, pages.templates),
            Importing(library, ReadInWorker(opened.worker)),
        )

    def make_exchange_rooms(self, rooms: "Rooms", middle: "MiddleRooms", exchange: "Exchange") -> None:
        """Make what asks for it."""
        from newsletter_app.desktop.exchange_rooms import ExchangeRooms

        ExchangeRooms(rooms, middle, exchange)


def late_sheet(library: "Library", parent: "QWidget") -> "Sheet":
    """Make what shows a page of this library: Chromium where it may run, else plain text."""
    from newsletter_app.desktop.preview.sheets import make_sheet

    return make_sheet(library.assets.path, _text_sheet, parent)


def _text_sheet(reason: str, parent: "QWidget | None") -> "Sheet":
    from newsletter_app.desktop.preview.text_sheet import TextSheet

    return TextSheet(reason, parent)
