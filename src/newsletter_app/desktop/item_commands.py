"""The commands of the menus that act on the open item."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.presenter import LibraryPresenter
from newsletter_app.desktop.menus import Menus

_ON_AN_ITEM = ("item.save", "item.duplicate", "item.rename", "item.bin")


class ItemCommands(QObject):
    """Answers new, save, duplicate, rename, bin, put back and find."""

    def __init__(self, menus: Menus, desk: Desk, library: LibraryPresenter) -> None:
        super().__init__(menus)
        self._menus, self._desk, self._library = menus, desk, library
        for kind in (Kind.POST, Kind.NEWSLETTER, Kind.SNIPPET):
            menus.answer(f"new.{kind}", getattr(self, f"_on_new_{kind}"))
        menus.answer("item.save", desk.keep)
        menus.answer("item.duplicate", self._on_duplicate)
        menus.answer("item.rename", self._on_rename)
        menus.answer("item.bin", self._on_bin)
        menus.answer("item.put-back", self._on_put_back)
        menus.answer("edit.find-everywhere", library.find_everywhere)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)
        self._on_desk_closed()

    def _with_open(self, act: Callable[[str], None]) -> None:
        if self._desk.item is not None:
            act(self._desk.item.record.id)

    @Slot()
    def _on_new_post(self) -> None:
        self._library.make(Kind.POST)

    @Slot()
    def _on_new_newsletter(self) -> None:
        self._library.make(Kind.NEWSLETTER)

    @Slot()
    def _on_new_snippet(self) -> None:
        self._library.make(Kind.SNIPPET)

    @Slot()
    def _on_duplicate(self) -> None:
        self._with_open(self._library.duplicate)

    @Slot()
    def _on_rename(self) -> None:
        self._with_open(self._library.rename)

    @Slot()
    def _on_bin(self) -> None:
        self._with_open(self._library.put_into_bin)

    @Slot()
    def _on_put_back(self) -> None:
        self._with_open(self._library.put_back)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        is_binned = item.record.deleted is not None
        for name in _ON_AN_ITEM:
            self._menus.action(name).setEnabled(not is_binned)
        if item.kind is Kind.ASSET:
            self._menus.action("item.duplicate").setEnabled(False)
        self._menus.action("item.revisions").setEnabled(True)
        self._menus.action("item.put-back").setVisible(is_binned)

    @Slot()
    def _on_desk_closed(self) -> None:
        for name in (*_ON_AN_ITEM, "item.revisions"):
            self._menus.action(name).setEnabled(False)
        self._menus.action("item.put-back").setVisible(False)
