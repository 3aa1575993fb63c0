"""Words that a fault stops on their way from a view to the desk are brought there, or told to be nowhere."""

import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit, QPushButton

from newsletter_app.app import build
from newsletter_app.assembly.fault_parts import faults_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.draft import Draft
from newsletter_app.desktop.editor.presenter import EditorPresenter
from newsletter_app.desktop.faults.dialog import FaultDialog
from newsletter_app.desktop.opening import Opening
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
LONG = 60_000


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Newsletter(title="Spring", subject="Spring"))
        library.items.add(Post(title="Second", body="second"))
        library.items.add(Post(title="Harbour", body="first"))
    return folder


@pytest.fixture
def window(qtbot, folder, monkeypatch):
    for where in (sys, threading):
        monkeypatch.setattr(where, "excepthook", where.excepthook)
    window = build(["--library", str(folder)])
    opening = window.findChild(Opening)
    with qtbot.waitSignal(opening.over, timeout=LONG):
        window.show()
    faults_of(window).look_after(lambda: opening.desk, opening.tell)
    show(window, "Harbour")
    yield window
    monkeypatch.undo()
    if shiboken6.isValid(window):
        window.close()
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()


def desk_of(window) -> Desk:
    return window.findChild(Opening).desk


def show(window, title: str) -> None:
    library = window.findChild(Opening)._opened.library
    desk_of(window).open(library.items.find(title).record.id)


def write(window, qtbot, words: str) -> None:
    text = window.findChild(QPlainTextEdit, "editor.text")
    for letter in words:
        qtbot.keyClick(text, letter)


def read(folder, title: str):
    with open_library(folder, clean_picture, make=False) as library:
        return library.items.find(title)


def answer_last_question(window) -> list[str]:
    """Keep the window open where it asks; the list tells of which item."""
    asked: list[str] = []

    def answer() -> None:
        box = window.findChild(QMessageBox, "closing.question")
        if box is not None and box.isVisible():
            asked.append(box.text().split()[-1].rstrip("."))
            box.findChild(QPushButton, "closing.stay").click()
            clock.stop()

    clock = QTimer(window, interval=20)
    clock.timeout.connect(answer)
    clock.start()
    return asked


def break_way_to_the_desk(monkeypatch) -> None:
    """Let each hand-over of what is typed fail, from the sixth on."""
    real, left = Desk.change, [5]

    def change(desk, item):
        left[0] -= 1
        if left[0] < 0:
            raise ZeroDivisionError
        real(desk, item)

    monkeypatch.setattr(Desk, "change", change)


def test_what_a_fault_keeps_from_the_desk_is_saved_all_the_same(window, qtbot, folder, monkeypatch):
    break_way_to_the_desk(monkeypatch)
    write(window, qtbot, "typed all through a fault ")

    assert desk_of(window).item.body == "typed all through a fault first"
    qtbot.waitUntil(lambda: desk_of(window).drafts.are_stored)
    assert window.close()
    assert read(folder, "Harbour").body == "typed all through a fault first"


def test_words_that_do_not_even_leave_the_editor_are_saved_when_the_item_is_left(
    window, qtbot, folder, monkeypatch
):
    monkeypatch.setattr(EditorPresenter, "_on_view_text_changed", lambda _self: None)
    window.findChild(QPlainTextEdit, "editor.text").edited.disconnect()
    write(window, qtbot, "typed ")
    show(window, "Second")
    write(window, qtbot, "too ")
    assert window.close()

    assert read(folder, "Harbour").body == "typed first"
    assert read(folder, "Second").body == "too second"


def test_fields_that_a_fault_keeps_from_the_desk_are_saved_too(window, qtbot, folder, monkeypatch):
    show(window, "Spring")
    break_way_to_the_desk(monkeypatch)
    for name in ("newsletter.subject", "editor.title"):
        field = window.findChild(QLineEdit, name)
        field.setFocus()
        field.end(False)
        qtbot.keyClicks(field, " in the harbour")
    assert window.close()

    saved = read(folder, "spring-in-the-harbour")
    assert saved.subject == "Spring in the harbour"


def test_words_that_cannot_come_to_the_desk_are_told_to_be_nowhere_and_the_window_stays(
    window, qtbot, monkeypatch
):
    def fail(_draft, _item):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(Draft, "change", fail)
        write(window, qtbot, "typed ")
        qtbot.waitUntil(lambda: window.findChild(FaultDialog) is not None)
        dialog = window.findChild(FaultDialog)
        qtbot.waitUntil(lambda: dialog.isVisible())
        assert "not saved" in dialog._text.text()
        assert "Not saved" in window.status_line.saving.text()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        asked = answer_last_question(window)
        assert not window.close()
        assert asked == ["“Harbour”"]
        with pytest.raises(ZeroDivisionError):
            show(window, "Second")
        assert desk_of(window).item.title == "Harbour"

    write(window, qtbot, "more ")
    assert desk_of(window).item.body == "typed more first"
    assert "Not saved" not in window.status_line.saving.text()
