"""The menu of one card."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.presenter import LibraryPresenter
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _
from newsletter_app.library.query import Card

Entry = tuple[str, str, Callable[[str], None]]


class ItemMenu(QObject):
    """Offers for the card under the pointer what the menu bar offers for the open item."""

    def __init__(self, view: LibraryView, theme: Theme, desk: Desk, library: LibraryPresenter) -> None:
        super().__init__(view)
        self._view, self._theme, self._desk, self._library = view, theme, desk, library
        view.menu_requested.connect(self._on_view_menu_requested)

    def menu_of(self, card: Card, *, is_binned: bool) -> QMenu:
        """Return the menu for a card."""
        menu = QMenu(self._view)
        for label, icon, act in self._entries(card, is_binned=is_binned):
            action = menu.addAction(self._theme.icon(icon), label)
            action.triggered.connect(partial(_act_on, act, card.id))
        return menu

    def _entries(self, card: Card, *, is_binned: bool) -> list[Entry]:
        entries: list[Entry] = [(_("Open"), "open", self._desk.open)]
        if is_binned:
            drop = (_("Delete for good…"), "bin", self._library.drop_requested.emit)
            return [*entries, (_("Put back"), "restore", self._library.put_back), drop]
        entries.append((_("Rename"), "draft", self._library.rename))
        if card.kind is not Kind.ASSET:
            entries.append((_("Duplicate"), "duplicate", self._library.duplicate))
        return [*entries, (_("Move to the bin"), "bin", self._library.put_into_bin)]

    @Slot(object, QPoint)
    def _on_view_menu_requested(self, card: Card, place: QPoint) -> None:
        menu = self.menu_of(card, is_binned=self._library.is_bin_shown)
        menu.exec(place)
        menu.deleteLater()


def _act_on(act: Callable[[str], None], id: str, _is_checked: bool = False) -> None:  # noqa: A002 - the word every room uses
    act(id)
