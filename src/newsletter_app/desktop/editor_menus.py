"""Puts what the editor can do into the menu bar."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from newsletter_app.content.items import Item
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.editor import actions as known
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.menus import Menus

_FINDING = ("find", "replace")
_INSERTED = ("link", "picture", *(action.name for action in known.MORE))
_SHAPED = tuple(action.name for action in (*known.MARKS, *known.HEADINGS, *known.LINES))


class EditorMenus(QObject):
    """Shares the editor's own actions with the menus; they rest while no text is open."""

    def __init__(self, menus: Menus, editor: EditorView, desk: Desk) -> None:
        super().__init__(menus)
        self._desk = desk
        self._actions = editor.toolbar.actions_by_name
        self._snippets = editor.toolbar.snippets_menu
        menus.add("edit", self._of(("paste_plain",)), before="edit.copy-for-blog")
        menus.add("edit", self._of(_FINDING), before="edit.find-everywhere")
        menus.add("insert", self._of(_INSERTED))
        menus.menu("insert").addMenu(editor.toolbar.snippets_menu)
        menus.menu("insert").aboutToShow.connect(editor.snippets_requested)
        menus.add("insert", self._of(_SHAPED))
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)
        self._on_desk_closed()

    def _of(self, names: tuple[str, ...]) -> list[QAction]:
        return [self._actions[name] for name in names]

    def _enable(self, *, is_writing: bool) -> None:
        self._snippets.setEnabled(is_writing)
        for action in self._of((*_FINDING, "paste_plain", *_INSERTED, *_SHAPED)):
            action.setEnabled(is_writing)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._enable(is_writing=isinstance(item, Post | Snippet) and not self._desk.is_read_only)

    @Slot()
    def _on_desk_closed(self) -> None:
        self._enable(is_writing=False)
