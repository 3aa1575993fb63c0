"""A dialog about a fault that comes while somebody types neither takes the words nor is answered by them."""

import sys
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from newsletter_app.desktop.faults.dialog import GO_ON, RESTART, FaultDialog
from newsletter_app.desktop.faults.presenter import Faults
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.paths import resources

_BETWEEN_KEYS_MS = 120


@pytest.fixture
def window(qapp, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(qapp.findChild(Theme) or Theme(qapp, resources() / "styles"))
    window.show()
    yield window
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))


@pytest.fixture
def text(window: MainWindow) -> QPlainTextEdit:
    text = QPlainTextEdit(window)
    window.setCentralWidget(text)
    text.setFocus()
    return text


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[FaultDialog]:
    dialog = FaultDialog("A fault", "It happened.", [(RESTART, "Restart"), (GO_ON, "Go on")], GO_ON, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.close()


def shown(window: MainWindow) -> list[FaultDialog]:
    return [dialog for dialog in window.findChildren(FaultDialog) if dialog.isVisible()]


def test_the_dialog_waits_until_the_keys_rest(
    window: MainWindow, text: QPlainTextEdit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    faults = Faults(window, lambda _fault: None)
    monkeypatch.setattr(sys, "excepthook", faults.take)
    text.textChanged.connect(fail)
    for letter in "typed all the while ":
        qtbot.keyClick(text, letter)
        qtbot.wait(_BETWEEN_KEYS_MS)
        assert shown(window) == []
    assert text.toPlainText() == "typed all the while "

    qtbot.waitUntil(lambda: len(shown(window)) == 1)
    qtbot.keyClick(shown(window)[0], Qt.Key.Key_Escape)


def test_who_types_on_into_the_dialog_does_not_answer_it(dialog: FaultDialog, qtbot: QtBot) -> None:
    for letter in "and more ":
        qtbot.keyClick(dialog.focusWidget() or dialog, letter)
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

    assert dialog.isVisible()


@pytest.mark.parametrize(("tabs", "answer"), [(0, GO_ON), (1, GO_ON), (2, ""), (4, RESTART)])
def test_enter_does_what_the_marked_button_says(
    dialog: FaultDialog, qtbot: QtBot, tabs: int, answer: str
) -> None:
    answers: list[str] = []
    dialog.answered.connect(answers.append)
    for _step in range(tabs):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

    assert answers == ([answer] if answer else [])
    assert answer or dialog.findChild(QPlainTextEdit, "fault.report").isVisible()
