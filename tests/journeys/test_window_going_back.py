"""Going back in the whole window, with real keys: undo, revisions, the bin, also after a restart."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListView, QPlainTextEdit, QPushButton, QWidget

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Other", body="Another text.", summary="s"))
        library.items.add(Post(title="Meeting", body="We met at the hall.", summary="s"))
    return folder


class Desk:
    """The window with what a person reads off it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot

    def part(self, kind, name):
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def text(self):
        return self.part(QPlainTextEdit, "editor.text")

    @property
    def says(self):
        return self.text.toPlainText()

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.text, key, modifier)

    def saved(self):
        self.wait(lambda: self.part(QWidget, "status.saving").text().startswith("Saved "))

    def leave(self):
        if shiboken6.isValid(self.window):
            self.window.close()
            with self.qtbot.waitSignal(self.window.destroyed):
                self.window.deleteLater()

    def choose(self, title):
        cards = self.part(QListView, "library.list")
        model = cards.model()
        row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
        self.qtbot.mouseClick(
            cards.viewport(),
            Qt.MouseButton.LeftButton,
            pos=cards.visualRect(model.index(row, 0)).center(),
        )


@pytest.fixture
def open_window(qtbot, folder):
    opened = []

    def start():
        window = build(["--library", str(folder)])
        window.show()
        qtbot.waitExposed(window)
        desk = Desk(window, qtbot)
        opened.append(desk)
        desk.wait(lambda: window.menus.action("library.compact").isVisible())
        desk.wait(lambda: desk.says)
        return desk

    yield start
    for desk in opened:
        desk.leave()


def test_undo_goes_on_after_an_autosave_a_kept_revision_and_going_back(open_window, qtbot, folder):
    desk = open_window()
    desk.text.setFocus()
    qtbot.keyClicks(desk.text, "Typed. ")
    desk.saved()
    desk.press(Qt.Key.Key_S, CTRL)
    desk.saved()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.says == "We met at the hall."
    desk.press(Qt.Key.Key_Y, CTRL)
    assert desk.says == "Typed. We met at the hall."

    desk.press(Qt.Key.Key_H, CTRL | SHIFT)
    dialog = desk.part(QDialog, "revisions.dialog")
    states = dialog.findChild(QListView, "revisions.states")
    desk.wait(lambda: states.model().rowCount() == 2)
    qtbot.keyClick(states, Qt.Key.Key_Down)
    qtbot.keyClick(dialog, Qt.Key.Key_R, ALT)
    desk.wait(lambda: desk.says == "We met at the hall.")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.says == "Typed. We met at the hall."
    desk.saved()
    desk.leave()
    with open_library(folder, clean_picture, make=False) as library:
        item = library.items.find("meeting")
        assert item.body == "Typed. We met at the hall."
        assert library.revisions.at(item.record.id, 3).body == "We met at the hall."


def test_undo_stays_with_its_item(open_window, qtbot):
    desk = open_window()
    desk.text.setFocus()
    qtbot.keyClicks(desk.text, "Typed. ")
    desk.choose("Other")
    desk.wait(lambda: desk.says == "Another text.")
    desk.text.setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.says == "Another text."
    desk.choose("Meeting")
    desk.wait(lambda: desk.says == "Typed. We met at the hall.")


def test_a_delete_is_undone_by_keys_also_after_a_restart_and_writing_goes_on(open_window, qtbot, folder):
    desk = open_window()
    desk.text.setFocus()
    desk.press(Qt.Key.Key_Delete, CTRL | SHIFT)
    desk.wait(lambda: desk.part(QWidget, "library.notice").isVisible())
    desk.leave()

    again = open_window()
    assert again.says == "Another text."
    again.wait(lambda: again.window.menus.action("edit.undo-delete").isEnabled())
    again.text.setFocus()
    again.press(Qt.Key.Key_Z, CTRL | ALT)
    again.wait(lambda: not again.window.menus.action("edit.undo-delete").isEnabled())
    again.choose("Meeting")
    again.wait(lambda: again.says == "We met at the hall.")
    again.text.setFocus()
    qtbot.keyClicks(again.text, "Back. ")
    again.saved()
    assert again.says == "Back. We met at the hall."


def test_what_is_put_back_while_it_is_read_can_be_written_at_once(open_window, qtbot):
    desk = open_window()
    desk.text.setFocus()
    desk.press(Qt.Key.Key_Delete, CTRL | SHIFT)
    desk.wait(lambda: desk.window.menus.action("edit.undo-delete").isEnabled())
    sections = desk.part(QWidget, "library.sections")
    sections.setFocus()
    for _section in range(6):
        qtbot.keyClick(sections, Qt.Key.Key_Down)
    desk.choose("Meeting")
    desk.wait(lambda: desk.says == "We met at the hall." and desk.text.isReadOnly())
    desk.part(QPushButton, "window.bin.put-back").click()
    desk.wait(lambda: not desk.text.isReadOnly())
    desk.text.setFocus()
    qtbot.keyClicks(desk.text, "Back. ")
    assert desk.says == "Back. We met at the hall."
