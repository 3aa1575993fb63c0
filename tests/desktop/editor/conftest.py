"""An editor in a window, with a desk and a library on disk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.editor.pictures import LibraryPictures
from newsletter_app.desktop.editor.presenter import EditorPresenter
from newsletter_app.desktop.editor.text_edit import EditorText
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.paths import resources

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@dataclass
class Room:
    view: EditorView
    edit: EditorText
    desk: Desk
    tasks: Tasks
    library: Library
    qtbot: QtBot

    def open(self, body: str) -> None:
        saved = self.library.items.add(Post(title="A post", body=body))
        self.desk.open(saved.item.record.id)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.edit, key, modifier)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget() or self.edit, words)

    @property
    def body(self) -> str:
        return self.desk.item.body


@pytest.fixture
def theme(qapp) -> Theme:
    return qapp.findChild(Theme) or Theme(qapp, resources() / "styles")


@pytest.fixture
def room(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    library = open_library(tmp_path / "library", clean_picture, make=True)
    library.items.add(Snippet("contact", "Ring us."))
    holder = QObject()
    tasks = Tasks(holder)
    desk = Desk(library.items, tasks, LibraryChanges(holder), parent=holder)
    view = EditorView(theme)
    names = lambda: [snippet.name for snippet in library.items.all() if isinstance(snippet, Snippet)]  # noqa: E731
    EditorPresenter(view, desk, tasks, LibraryPictures(library), names)
    view.resize(900, 700)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.text_edit.setFocus()
    yield Room(view, view.text_edit, desk, tasks, library, qtbot)
    desk.flush()
    assert tasks.close()
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view), timeout=5000)
    holder.deleteLater()
    library.close()


def changed(post: Post, body: str) -> Post:
    return replace(post, body=body)
