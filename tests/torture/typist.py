"""Types numbered words into the window until it is killed, and says what the window shows meanwhile.

    python -m torture.typist LIBRARY GUARD SEED FIRST KEEPING

Each line of output is a JSON object with the moment `at` by the clock that never jumps: {"shows": text} once
the window is ready, or {"reads": text} where it can only be read, {"typed": number} after each word,
{"safe": number} when the status bar says that all is saved or kept, {"late": seconds} where the window did
not answer for so long. KEEPING, between 0 and 1, is the share of the words after which Ctrl+S is pressed.
"""

import json
import os
import random
import sys
import time

from torture.careless import GUARDS

WORD = "w{:06}"
PACE_MS = 100
_LOOK_MS = 4
_SETTLED_S = 0.25
_LATE_S = 0.25


def main() -> int:
    """Build the window, and type as soon as it can be typed into."""
    library, guard, seed, first, keeping = sys.argv[1:]
    GUARDS[guard]()
    from PySide6.QtWidgets import QApplication

    from newsletter_app.app import build

    window = build(["--library", library])
    window.resize(1200, 800)
    window.show()
    typist = Typist(window, random.Random(seed), int(first), float(keeping))
    typist.watch()
    return QApplication.exec()


def say(**line: object) -> None:
    """Write a line at once; whoever kills us has it then."""
    sys.stdout.write(json.dumps(line | {"at": time.monotonic()}) + "\n")
    sys.stdout.flush()


class Typist:
    """Waits until the open post stands still, then types word after word."""

    def __init__(self, window, dice: random.Random, first: int, keeping: float) -> None:
        from PySide6.QtCore import QTimer

        self._window, self._dice, self._next, self._keeping = window, dice, first, keeping
        self._seen, self._since, self._looked = "", time.monotonic(), time.monotonic()
        self._said_safe = first - 1
        self._is_typing, self._parent = False, os.getppid()
        self._looks = QTimer(window, interval=_LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._words = QTimer(window, singleShot=True)
        self._words.timeout.connect(self._type)

    def watch(self) -> None:
        """Look at the window again and again from now on."""
        self._looks.start()

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked > _LATE_S:
            say(late=now - self._looked)
        self._looked = now
        if os.getppid() != self._parent:
            os._exit(1)  # whoever should end us is gone
        self._look_at_status() if self._is_typing else self._look_whether_ready(now)

    def _look_whether_ready(self, now: float) -> None:
        from PySide6.QtWidgets import QPlainTextEdit

        editor = self._window.findChild(QPlainTextEdit, "editor.text")
        text = editor.toPlainText() if editor is not None else ""
        if text != self._seen:
            self._seen, self._since = text, now
        if text and editor.isVisible() and now - self._since > _SETTLED_S:
            self._tell_ready(editor, text)

    def _tell_ready(self, editor, text: str) -> None:
        if editor.isReadOnly():
            if self._status() == "This library can only be read.":
                self._looks.stop()
                say(reads=text)
            return
        self._editor, self._is_typing = editor, True
        say(shows=text, says=self._status())
        self._begin()

    def _begin(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self._editor.setFocus()
        QTest.keyClick(self._editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        self._words.start(PACE_MS)

    def _type(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._editor, WORD.format(self._next) + " ")
        say(typed=self._next)
        self._next += 1
        self._look_at_status()
        if self._dice.random() < self._keeping:
            QTest.keyClick(self._editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self._words.start(self._dice.choice((PACE_MS,) * 12 + (5 * PACE_MS,)))

    def _look_at_status(self) -> None:
        newest = self._next - 1
        if newest > self._said_safe and self._status().startswith(("Saved", "Kept")):
            self._said_safe = newest
            say(safe=newest, says=self._status())

    def _status(self) -> str:
        from PySide6.QtWidgets import QLabel

        return self._window.findChild(QLabel, "status.saving").text()


if __name__ == "__main__":
    sys.exit(main())
