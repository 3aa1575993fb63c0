"""Types numbered words into the real window and writes down what the window says of them.

    python typist.py LIBRARY LOG [--new] [--pause MILLISECONDS] [--session-ends-after WORDS]

LOG gets a line "typed N" before each word and "saved N" or "kept N" when the status line says that all words
up to N are in the library, or on this computer. Goes on until it is killed; with `--new` in a new post. Where
the session ends after so many words, the system asks to save, and the program is gone right after that.
"""

import argparse
import os
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from newsletter_app.app import start

SAYS = {"Saved": "saved", "Kept on this computer": "kept"}


class Typist:
    """Types one word at each turn, then looks what the window says of it."""

    def __init__(self, window, log, *, in_a_new_post, last):
        self._window, self._in_a_new_post = window, in_a_new_post
        self._log = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._number, self._last = 0, last
        self._told = ""

    def turn(self):
        text = self._window.findChild(QPlainTextEdit, "editor.text")
        if text is None or text.isReadOnly() or not text.isVisible() or self._window.is_ending:
            return
        if self._in_a_new_post:
            self._in_a_new_post = False
            self._window.menus.action("new.post").trigger()
            return
        if not self._number:
            text.setFocus()
            text.moveCursor(text.textCursor().MoveOperation.End)
        self._number += 1
        self._write(f"typed {self._number}")
        QTest.keyClicks(text, f"w{self._number:04} ")
        if self._number == self._last:
            QApplication.instance().commitDataRequest.emit(None)
            os._exit(0)

    def look(self):
        said = self._window.findChild(QLabel, "status.saving").text()
        for words, told in SAYS.items():
            if said.startswith(words) and self._number:
                self._write(f"{told} {self._number}")

    def _write(self, line):
        if line != self._told:
            self._told = line
            os.write(self._log, f"{line}\n".encode())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("log")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--pause", type=int, default=100)
    parser.add_argument("--session-ends-after", type=int, default=0)
    chosen = parser.parse_args()
    window = start(["--library", chosen.library])
    typist = Typist(window, chosen.log, in_a_new_post=chosen.new, last=chosen.session_ends_after)
    timers = []
    for slot, pause in ((typist.turn, chosen.pause), (typist.look, 10)):
        timer = QTimer(window, interval=pause, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(slot)
        timer.start()
        timers.append(timer)
    window.show()
    return QApplication.exec()


if __name__ == "__main__":
    sys.exit(main())
