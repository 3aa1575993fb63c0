"""The menu bar, made from the declared commands."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from newsletter_app.desktop.commands import COMMANDS, MENUS, Command
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _

_AT_ONCE = ("file", "view")  # those in which the window itself answers something


class Menus(QObject):
    """The menus with an action for each command; one that nobody answers yet is not shown.

    The window is first painted with the titles alone; `fill` puts in the actions after that.
    """

    def __init__(self, bar: QMenuBar, theme: Theme) -> None:
        super().__init__(bar)
        self._theme = theme
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for name, label, _commands in MENUS:
            menu = bar.addMenu(_(label))
            menu.setObjectName(f"menu.{name}")
            menu.menuAction().setVisible(name in _AT_ONCE)
            menu.setSeparatorsCollapsible(True)
            self._menus[name] = menu

    def fill(self) -> None:
        """Make the actions, once and before any of them is asked for."""
        self._actions = {command.name: self._action(command, self._theme) for command in COMMANDS}
        for name, _label, commands in MENUS:
            _fill(self._menus[name], [self._actions.get(command) for command in commands.split()])

    def action(self, name: str) -> QAction:
        """Return the action of a command. Raises KeyError."""
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """Return one of the menus: file, edit, insert, view, tools, help."""
        return self._menus[name]

    def answer(self, name: str, slot: Callable[..., object]) -> QAction:
        """Let `slot` answer a command, which is shown from now on; a switch hands over whether it is on."""
        action = self._actions[name]
        (action.toggled if action.isCheckable() else action.triggered).connect(slot)
        action.setVisible(True)
        self._show_menus()
        return action

    def add(self, menu: str, actions: Iterable[QAction], *, before: str = "") -> None:
        """Put a room's own actions into a menu, at its end or before a command, with a line around them."""
        target = self._menus[menu]
        place = self._actions[before] if before else None
        if place is None:
            target.addSeparator()
        for action in actions:
            target.insertAction(place, action) if place else target.addAction(action)
        if place is not None:
            target.insertSeparator(place)
        self._show_menus()

    def put_menu(self, menu: str, inner: QMenu, *, after: str) -> None:
        """Put a menu of its own into another, below a command."""
        actions = self._menus[menu].actions()
        place = actions.index(self._actions[after]) + 1
        inner.setParent(self._menus[menu], inner.windowFlags())
        self._menus[menu].insertMenu(actions[place], inner)

    def _action(self, command: Command, theme: Theme) -> QAction:
        action = QAction(_(command.label), self)
        action.setObjectName(f"action.{command.name}")
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.is_switch)
        if command.icon:
            action.setIcon(theme.icon(command.icon))
        action.setVisible(False)
        return action

    def _show_menus(self) -> None:
        for menu in self._menus.values():
            shown = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
            menu.menuAction().setVisible(bool(shown))


def _fill(menu: QMenu, actions: list[QAction | None]) -> None:
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
