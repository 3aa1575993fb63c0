"""A quiet button in the status line that leads to some texts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton

from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

Text = tuple[str, str]
"""The id of an item, with its title."""


class TextsButton(QPushButton):
    """Says how many texts there are, and opens the one that is chosen; `chosen` carries its id."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        with_role(named(self, name), "link")
        self._menu = named(QMenu(self), f"{name}.menu")
        self.setMenu(self._menu)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.hide()

    def show_texts(self, label: str, texts: Sequence[Text]) -> None:
        """Offer these texts; without any, go."""
        self.setText(label)
        self.setAccessibleName(label)
        self._menu.clear()
        for item_id, title in texts:
            action = self._menu.addAction((title or _("Without a title")).replace("&", "&&"))
            action.setData(item_id)
        self.setVisible(bool(texts))

    @Slot(object)
    def _on_menu_triggered(self, action: object) -> None:
        self.chosen.emit(action.data())  # type: ignore[attr-defined]  # a QAction of our own menu
