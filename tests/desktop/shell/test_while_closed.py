"""Work on the library while there is no window ends in words, and in a window, whatever happens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from newsletter_app import paths
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.desktop.while_closed import Result, WhileClosed
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import LibraryBusy


@pytest.fixture
def window(qtbot, qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    yield window
    theme.deleteLater()


@pytest.fixture
def dialog(qtbot):
    dialog = AwayDialog("away", "Restore", "Restoring", "Words.")
    qtbot.addWidget(dialog)
    return dialog


def fail(error):
    raise error


def begin(window, dialog, work, told=lambda done: Result("Restored", str(done))):
    """Begin the work; return what tells how often the window was opened anew."""
    reopened = []
    while_closed = WhileClosed(window, lambda: reopened.append("again"))
    while_closed.begin(dialog, work, told, lambda error: Result("Not restored", error.message))
    return reopened


def said(dialog, part):
    return dialog.findChild(QLabel, f"away.{part}").text()


@pytest.mark.parametrize("what", ["work", "words"])
def test_after_a_fault_of_ours_the_dialog_says_so_and_the_window_opens_again(window, dialog, qtbot, what):
    broken = {"work": (lambda: fail(KeyError()), Result), "words": (int, lambda _done: fail(KeyError()))}
    with qtbot.captureExceptions() as faults:
        reopened = begin(window, dialog, *broken[what])
        qtbot.waitUntil(lambda: bool(faults))
    assert [kind for kind, _fault, _frames in faults] == [KeyError]
    assert said(dialog, "heading") == "Something went wrong inside the program"
    assert "as it was, or wholly replaced" in said(dialog, "words")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert reopened == ["again"]


def test_what_a_person_can_understand_is_told_in_its_own_words(window, dialog, qtbot):
    reopened = begin(window, dialog, lambda: fail(LibraryBusy("Somebody has it.")))
    qtbot.waitUntil(dialog.open_library.isVisible)
    assert (said(dialog, "heading"), said(dialog, "words")) == ("Not restored", "Somebody has it.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert reopened == ["again"]


def test_what_came_of_the_work_is_told(window, dialog, qtbot):
    begin(window, dialog, lambda: 3)
    qtbot.waitUntil(dialog.open_library.isVisible)
    assert (said(dialog, "heading"), said(dialog, "words")) == ("Restored", "3")
