"""Offers the libraries that were open before."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from newsletter_app.desktop.menus import Menus
from newsletter_app.i18n import _

Recent = Callable[[], tuple[str, ...]]


class OpenRecent(QObject):
    """A menu below "Open library"; `chosen` carries a folder, of those that are still there."""

    chosen = Signal(str)

    def __init__(self, menus: Menus, recent: Recent, current: Path) -> None:
        super().__init__(menus)
        self._recent, self._current = recent, str(current)
        self._menu = QMenu(_("Open recent"))
        self._menu.setObjectName("menu.recent")
        self._menu.setToolTipsVisible(True)
        menus.put_menu("file", self._menu, after="library.open")
        self._menu.aboutToShow.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        folders = [folder for folder in self._recent() if folder != self._current and Path(folder).is_dir()]
        for folder in folders:
            path = Path(folder)
            name = _("{name} in {folder}").format(name=path.name, folder=path.parent)
            action = self._menu.addAction(name.replace("&", "&&"), partial(self.chosen.emit, folder))
            action.setToolTip(folder)
        self._menu.menuAction().setVisible(bool(folders))
