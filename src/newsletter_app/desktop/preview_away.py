"""Gives a place the room of the preview while it is shown."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.columns import Columns


class PreviewAway(QObject):
    """Hides the preview, which is of an item, as `page` is shown, and brings it back afterwards."""

    def __init__(self, page: QWidget, columns: Columns) -> None:
        super().__init__(page)
        self._columns = columns
        self._is_owed = False
        page.installEventFilter(self)

    def _make_room(self) -> None:
        preview = self._columns.widget(2)
        self._is_owed = preview is not None and not preview.isHidden()
        if self._is_owed:
            self._columns.show_preview(False)

    def _give_back(self) -> None:
        if self._is_owed:
            self._is_owed = False
            self._columns.show_preview(True)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShowToParent:
            self._make_room()
        elif event.type() == QEvent.Type.HideToParent:
            self._give_back()
        return super().eventFilter(watched, event)
