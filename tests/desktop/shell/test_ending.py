"""A system that asks the program to end is answered, also while the window is just closing."""

import os
import signal
import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog

from newsletter_app import paths
from newsletter_app.content.post import Post
from newsletter_app.desktop.closing import Closing
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.end_signals import EndSignals
from newsletter_app.desktop.ending import Ending
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
NEVER, LONG_MS = 99, 20_000


@pytest.fixture
def window(qapp):
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    window = MainWindow(theme)
    Ending(window, qapp)
    window.show()
    yield window
    shiboken6.delete(window)
    for signals in qapp.findChildren(EndSignals):
        signal.set_wakeup_fd(-1)
        ends = (signals._near, signals._far)
        shiboken6.delete(signals)
        for end in ends:
            end.close()
    for number, answer in before.items():
        signal.signal(number, answer)
    theme.deleteLater()


@pytest.fixture
def closings(window):
    closings = []
    window.closing.connect(lambda: closings.append("closing"))
    return closings


@pytest.fixture
def run(qapp):
    """Run the program until it ends by the signal; return its status."""

    def run():
        late = QTimer(singleShot=True, interval=LONG_MS)
        late.timeout.connect(lambda: qapp.exit(NEVER))
        late.start()
        return qapp.exec()

    qapp.setQuitOnLastWindowClosed(False)  # what that posts would end the loops of the tests after this
    yield run
    qapp.setQuitOnLastWindowClosed(True)


def terminate():
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_while_the_window_waits_for_the_library_loses_not_one_word(
    window, closings, run, qtbot, tmp_path
):
    tasks, gate = Tasks(window), threading.Event()
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        post = library.items.add(Post(title="A post")).item
        desk = Desk(library.items, tasks, LibraryChanges(window), parent=window)
        Closing(window, desk, lambda _item: False)
        desk.open(post.record.id)
        desk.change(post.with_body("last words"))
        tasks.run(Lane.LIBRARY, gate.wait, str, str)
        QTimer.singleShot(0, window.close)
        QTimer.singleShot(100, terminate)
        threading.Timer(0.5, gate.set).start()
        assert run() == 0
        assert closings == ["closing"]
        assert tasks.close()
        assert library.items.get(post.record.id).body == "last words"


def asked(window):
    """Let a person be asked in a dialog before the window closes, and nobody answer it."""

    def ask():
        return QDialog(window).exec() == QDialog.DialogCode.Accepted

    return ask


def test_a_signal_while_a_question_stands_open_closes_without_an_answer(window, closings, run):
    ask = asked(window)
    window.may_close = lambda: window.is_ending or ask()
    QTimer.singleShot(0, window.close)
    QTimer.singleShot(100, terminate)
    assert run() == 0
    assert closings == ["closing"]


def test_a_signal_while_it_is_asked_about_words_that_nothing_takes_says_that_they_are_lost(window, run):
    ask = asked(window)
    window.may_close = lambda: not window.is_ending and ask()
    QTimer.singleShot(0, window.close)
    QTimer.singleShot(100, terminate)
    assert run() == 1


def test_a_signal_while_the_end_of_a_session_saves_ends_the_program_after_that(window, closings, run, qapp):
    done = []

    def save():
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        done.append("saved")
        return True

    window.may_close = save
    QTimer.singleShot(0, lambda: qapp.commitDataRequest.emit(None))
    QTimer.singleShot(100, terminate)
    assert run() == 0
    assert closings == ["closing"]
    assert done[0] == "saved"


def test_a_signal_to_a_window_at_rest_closes_it(window, closings, run):
    QTimer.singleShot(0, terminate)
    assert run() == 0
    assert closings == ["closing"]
