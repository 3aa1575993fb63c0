"""Hands fields of the open item to the desk, and remembers what has not come there."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.items import Item
from newsletter_app.desktop.desk import Desk


class HandedFields(QObject):
    """The fields of one view; what a fault stops on its way to the desk is known to be on the screen."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._missing: dict[str, object] = {}
        desk.opened.connect(self._on_desk_said)
        desk.changed.connect(self._on_desk_said)
        desk.on_screen.add(self._seen)

    def hand(self, name: str, value: object) -> None:
        """Give the desk the new value of a field of the open item, which has one of this name."""
        item = self._desk.item
        if item is not None:
            self._missing[name] = value
            self._desk.change(self._seen(item))
            self._missing.clear()

    def _seen(self, item: Item) -> Item:
        return replace(item, **self._missing) if self._missing else item  # type: ignore[arg-type]  # by name

    @Slot(object)
    def _on_desk_said(self, _item: Item) -> None:
        self._missing.clear()
