"""Furnishes the preview."""

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.outside_links import OutsideLinks
from newsletter_app.desktop.pages import Pages
from newsletter_app.desktop.preview.in_step import InStep
from newsletter_app.desktop.preview.presenter import PreviewPresenter
from newsletter_app.desktop.preview.remembered_views import RememberedViews
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.rooms import Rooms


class PageRooms(QObject):
    """Makes what shows the open item as its readers will see it."""

    def __init__(self, rooms: Rooms, middle: MiddleRooms, pages: Pages, sheet: Sheet) -> None:
        super().__init__(rooms)
        self._rooms, view = rooms, middle.views.preview
        self.preview = PreviewPresenter(
            view,
            rooms.desk,
            rooms.tasks,
            pages.previewing,  # type: ignore[arg-type]  # its views are the words of PageView
            rooms.changes,
            RememberedViews(rooms.settings),
        )
        InStep(middle.views.editor.text_edit, self.preview)
        OutsideLinks(self.preview.link_requested, middle.views.middle.notices)
        view.put_sheet(sheet)
        view.looks_requested.connect(self._on_view_looks_requested)
        rooms.changes.happened.connect(self._on_changes_happened)
        self._tell_sender()

    def _tell_sender(self) -> None:
        self.preview.use_sender(self._rooms.content.brand.load().name)

    @Slot(object)
    def _on_view_looks_requested(self, _looks: object) -> None:
        """Save what is looked at in another way."""
        self._rooms.desk.flush()

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        if changes.brand:
            self._tell_sender()
