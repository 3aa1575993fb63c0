"""A fault of the program's own is told once and calmly, with the text brought to safety first."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMetaObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from newsletter_app import paths
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.faults.dialog import FaultDialog
from newsletter_app.desktop.faults.presenter import Faults
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        yield library


@pytest.fixture
def post(library: Library) -> str:
    return library.items.add(Post(title="Mill Lane", body="first")).item.record.id


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    theme = qapp.findChild(Theme) or Theme(qapp, paths.resources() / "styles")
    window = MainWindow(theme)
    window.show()
    yield window
    if shiboken6.isValid(window):
        window.close()
        window.deleteLater()
        qtbot.waitUntil(lambda: not shiboken6.isValid(window))


@pytest.fixture
def desk(library: Library, window: MainWindow, post: str) -> Desk:
    desk = Desk(library.items, ImmediateTasks(window), LibraryChanges(window), parent=window)
    desk.open(post)
    return desk


@pytest.fixture
def written() -> list[BaseException]:
    return []


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def faults(window: MainWindow, desk: Desk, written: list[BaseException], told: list[str]) -> Faults:
    faults = Faults(window, written.append)
    faults.look_after(lambda: desk, told.append)
    return faults


def take(faults: Faults, fault: Exception) -> None:
    faults.take(type(fault), fault, fault.__traceback__)


def dialog_of(window: MainWindow, qtbot: QtBot) -> FaultDialog:
    qtbot.waitUntil(lambda: window.findChild(FaultDialog) is not None)
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def words(dialog: FaultDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def body_of(library: Library, post: str) -> str:
    item = library.items.get(post)
    assert isinstance(item, Post)
    return item.body


def type_words(desk: Desk) -> None:
    assert isinstance(desk.item, Post)
    desk.change(replace(desk.item, body="first and typed just now"))


def test_what_is_typed_is_in_the_library_before_the_dialog_is_there(
    faults: Faults, desk: Desk, library: Library, post: str, fault: Exception
) -> None:
    type_words(desk)
    take(faults, fault)

    assert body_of(library, post) == "first and typed just now"


def test_without_looking_after_the_text_it_would_not_be_there_yet(
    window: MainWindow, desk: Desk, library: Library, post: str, fault: Exception
) -> None:
    type_words(desk)
    take(Faults(window, lambda _fault: None), fault)

    assert body_of(library, post) == "first"


def test_one_dialog_says_it_and_counts_what_follows(
    faults: Faults, window: MainWindow, qtbot: QtBot, fault: Exception, written: list[BaseException]
) -> None:
    take(faults, fault)
    dialog = dialog_of(window, qtbot)
    assert "Something went wrong inside the program" in words(dialog)
    assert "everything you wrote is saved" in words(dialog)
    for _time in range(9):
        take(faults, fault)
    qtbot.waitUntil(lambda: "It happened 10 times" in words(dialog))

    assert len(window.findChildren(FaultDialog)) == 1
    assert len(written) == 10
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_goes_on_and_the_next_ones_are_told_in_a_line(
    faults: Faults, window: MainWindow, qtbot: QtBot, fault: Exception, told: list[str]
) -> None:
    take(faults, fault)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    for _time in range(10):
        take(faults, fault)
    qtbot.waitUntil(lambda: len(told) == 10)

    assert window.isVisible()
    assert window.findChildren(FaultDialog) in ([], [dialog])
    assert "again and again" in told[0]


def test_the_report_is_shown_and_copied_by_keys(
    faults: Faults, window: MainWindow, qtbot: QtBot, fault: Exception, canaries: tuple[str, ...]
) -> None:
    take(faults, fault)
    dialog = dialog_of(window, qtbot)
    reached = press_on(dialog, "fault.look", qtbot)
    report = dialog.findChild(QPlainTextEdit, "fault.report")
    assert report is not None
    assert report.isVisible()
    reached += press_on(dialog, "fault.copy", qtbot)
    copied = QGuiApplication.clipboard().text()

    assert copied == report.toPlainText()
    assert "PostThatWentWrong" in copied
    assert [each for each in canaries if each in copied] == []
    assert {"fault.go-on", "fault.look", "fault.copy"} <= set(reached)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def press_on(dialog: FaultDialog, name: str, qtbot: QtBot) -> list[str]:
    """Walk with Tab to the button and press it; return the names passed."""
    passed = []
    for _step in range(12):
        part = dialog.focusWidget()
        passed.append(part.objectName())
        if part.objectName() == name:
            qtbot.keyClick(part, Qt.Key.Key_Space)
            return passed
        qtbot.keyClick(part, Qt.Key.Key_Tab)
    raise AssertionError(passed)


def test_a_window_that_cannot_even_close_stays_open_with_its_text(
    faults: Faults, window: MainWindow, monkeypatch: pytest.MonkeyPatch, fault: Exception, qtbot: QtBot
) -> None:
    def fail() -> bool:
        raise fault

    monkeypatch.setattr(sys, "excepthook", faults.take)
    window.may_close = fail
    QMetaObject.invokeMethod(
        window, "close", Qt.ConnectionType.QueuedConnection
    )  # as the frame's button does

    qtbot.keyClick(dialog_of(window, qtbot), Qt.Key.Key_Escape)
    assert window.isVisible()
    window.may_close = lambda: True


def test_a_fault_in_a_slot_in_a_thread_and_in_keeping_the_text_all_come_to_one_dialog(
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    written: list[BaseException],
) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults(window, written.append)
    faults.look_after(fail, lambda _sentence: None)
    faults.watch()
    QTimer.singleShot(0, window, fail)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(written) == 4)  # each of the two, and that the text could not be kept

    faults.look_after(lambda: None, lambda _sentence: None)
    qtbot.keyClick(dialog_of(window, qtbot), Qt.Key.Key_Escape)


def test_a_wish_to_end_is_passed_on(faults: Faults, capsys: pytest.CaptureFixture[str]) -> None:
    faults.take(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert "KeyboardInterrupt" in capsys.readouterr().err
