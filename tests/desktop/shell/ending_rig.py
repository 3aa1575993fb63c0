"""Runs a window that is asked to end at a certain moment, and prints what comes of it.

    python ending_rig.py MOMENT LIBRARY

A line "closing" tells that the window closed orderly, "saved" that the end of a session saved. The status is
that of the program, 99 where it did not end by itself.
"""

import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from newsletter_app import paths
from newsletter_app.desktop.closing import Closing
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.ending import Ending
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

NEVER, LONG_MS = 99, 30_000


def tell(word):
    print(word, flush=True)


def ask(window):
    """Ask in a dialog that nobody answers."""
    return QDialog(window).exec() == QDialog.DialogCode.Accepted


def at_rest(window, _folder):
    """Let nothing be under way."""


def saving(window, folder):
    """Close while the library is busy for half a second more; nothing else takes the last words."""
    tasks, gate = Tasks(window), threading.Event()
    library = open_library(folder, clean_picture, make=False)
    (post,) = library.items.all()
    desk = Desk(library.items, tasks, LibraryChanges(window), parent=window)
    Closing(window, desk, lambda _item: False)
    desk.open(post.record.id)
    desk.change(post.with_body("last words"))
    tasks.run(Lane.LIBRARY, gate.wait, str, str)
    window.closing.connect(tasks.close)
    QTimer.singleShot(0, window.close)
    threading.Timer(0.6, gate.set).start()


def asking(window, _folder):
    """Close with a question that is none where the system wants the end."""
    window.may_close = lambda: window.is_ending or ask(window)
    QTimer.singleShot(0, window.close)


def asking_about_lost_words(window, _folder):
    """Close with a question about words that nothing takes."""
    window.may_close = lambda: not window.is_ending and ask(window)
    QTimer.singleShot(0, window.close)


def ending_a_session(window, _folder):
    """Save for half a second because the session ends."""

    def save():
        loop = QEventLoop()
        QTimer.singleShot(500, loop.quit)
        loop.exec()
        tell("saved")
        return True

    window.may_close = save
    QTimer.singleShot(0, lambda: QApplication.instance().commitDataRequest.emit(None))


MOMENTS = {
    each.__name__: each for each in (at_rest, saving, asking, asking_about_lost_words, ending_a_session)
}


def main(moment, folder):
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    window = MainWindow(Theme(application, paths.resources() / "styles", Appearance.LIGHT))
    Ending(window, application)
    window.closing.connect(partial(tell, "closing"))
    window.show()
    MOMENTS[moment](window, Path(folder))
    QTimer.singleShot(150, lambda: os.kill(os.getpid(), signal.SIGTERM))
    QTimer.singleShot(LONG_MS, lambda: application.exit(NEVER))
    return application.exec()


if __name__ == "__main__":
    status = main(*sys.argv[1:])
    os._exit(status)
