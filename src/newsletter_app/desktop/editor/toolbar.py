"""The row of buttons above the text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from newsletter_app.desktop.editor import actions as known
from newsletter_app.desktop.editor.actions import TextAction
from newsletter_app.desktop.editor.edit import Command
from newsletter_app.desktop.editor.insert_commands import snippet
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import N_, _

_CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut


class EditorToolbar(QWidget):
    """Nine buttons; what does not fit is in the last one's menu.

    `command_requested` carries a command for the text. `actions_by_name` are for the menu bar to share.
    """

    command_requested = Signal(object)
    link_requested = Signal()
    picture_requested = Signal()
    snippets_requested = Signal()

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner
        self.setObjectName("editor.toolbar")
        self.setAccessibleName(_("Formatting"))
        self.actions_by_name = {action.name: self._text_action(action) for action in known.EVERY}
        self._add("link", N_("Link"), "link", "Ctrl+K", self.link_requested)
        self._add("picture", N_("Picture"), "picture", "", self.picture_requested)
        self._snippets = QMenu(_("Snippet"), self)
        self._snippets.setObjectName("editor.snippets")
        self._snippets.setIcon(theme.icon("snippet"))
        self.show_snippets(())
        self._lay_out()

    def show_snippets(self, names: Sequence[str]) -> None:
        """Offer these snippets."""
        self._snippets.clear()
        for name in names:
            action = self._snippets.addAction(name)
            action.setData(snippet(name))
            action.triggered.connect(self._on_text_action_triggered)
        if not names:
            self._snippets.addAction(_("No snippets yet")).setEnabled(False)

    @property
    def snippets_menu(self) -> QMenu:
        """Return the menu of snippets, to be shown elsewhere too; `snippets_requested` fills it."""
        return self._snippets

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, self._theme.tokens.s1, 0, self._theme.tokens.s1)
        row.setSpacing(2)
        by_name = self.actions_by_name
        for name in ("bold", "italic"):
            row.addWidget(self._button(by_name[name]))
        row.addWidget(self._menu_button("heading", _("Heading"), self._menu(known.HEADINGS)))
        for name in ("link", "picture", "list", "numbers", "quote"):
            row.addWidget(self._button(by_name[name]))
        row.addWidget(self._menu_button("more", _("More"), self._more()))
        row.addStretch()

    def _more(self) -> QMenu:
        menu = self._menu(known.MORE)
        menu.insertMenu(self.actions_by_name["footnote"], self._snippets)
        menu.aboutToShow.connect(self.snippets_requested)
        return menu

    def _menu(self, actions: Sequence[TextAction]) -> QMenu:
        menu = QMenu(self)
        for action in actions:
            menu.addAction(self.actions_by_name[action.name])
        return menu

    def _text_action(self, action: TextAction) -> QAction:
        made = self._action(action.name, action.label, action.icon, action.keys)
        made.setData(action.command)
        made.triggered.connect(self._on_text_action_triggered)
        return made

    def _add(self, name: str, label: str, icon: str, keys: str, asked: SignalInstance) -> None:
        action = self._action(name, label, icon, keys)
        action.triggered.connect(asked)
        self.actions_by_name[name] = action

    def _action(self, name: str, label: str, icon: str, keys: str) -> QAction:
        action = QAction(self._theme.icon(icon), _(label), self)
        action.setObjectName(f"editor.action.{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(_CONTEXT)
            words = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{_(label)} ({words})")
        self._owner.addAction(action)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = self._plain_button(action.objectName().rpartition(".")[2], action.text())
        button.setDefaultAction(action)
        return button

    def _menu_button(self, name: str, label: str, menu: QMenu) -> QToolButton:
        button = self._plain_button(name, label)
        button.setIcon(self._theme.icon(name))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(label)
        return button

    def _plain_button(self, name: str, label: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"editor.toolbar.{name}")
        button.setAccessibleName(label)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        return button

    @Slot()
    def _on_text_action_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            command: Command = sender.data()
            self.command_requested.emit(command)
