"""A long day in the real window, in a process of its own: prints its memory and counts after each part of it.

Arguments: the library's folder, the number of parts, how many milliseconds to rest after each, then how many
emits, connects, void calls, reloads and keys a part holds.
"""

import gc
import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from newsletter_app import app
from newsletter_app.desktop.opening import Opening
from newsletter_app.desktop.preview.web_sheet import WebSheet

PAGE = '<!doctype html><html><head></head><body><div data-blocks=""><div>{}</div></div></body></html>'
_WORDS = "Each spring the group meets by the river and counts who came. "


class Speaker(QObject):
    """Says whether something is so."""

    said = Signal(bool)


class Day:
    """Uses a window as a person would, only longer."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._speaker, self._heard = Speaker(), 0
        self._speaker.said.connect(self._on_said)
        self._other, self._typed = QPlainTextEdit(), 0
        self._sheet = window.findChild(WebSheet)
        self._editor = window.findChild(QPlainTextEdit, "editor.text")

    def live(self, emits: int, connects: int, calls: int, reloads: int, keys: int) -> None:
        """Do one part of it."""
        for _number in range(emits):
            self._speaker.said.emit(True)
        for _number in range(connects):
            self._speaker.said.connect(print)
            self._speaker.said.disconnect(print)
        for number in range(calls // 2):
            self._other.setPlainText("words")
            self._other.setEnabled(number % 2 == 0)
        self._reload(reloads)
        self._type(keys)

    def end(self) -> None:
        """Close the window as a person does."""
        assert self._heard > 0
        print(json.dumps({"text": self._editor.toPlainText()}), flush=True)
        self._window.close()

    def _reload(self, times: int) -> None:
        """Show whole pages as the window does once Chromium has started, and wait for each."""
        for number in range(times):
            self._sheet.show_page(PAGE.format(number), -1, from_top=False)
            shown = QEventLoop()
            self._sheet.page.runJavaScript("1", 1, lambda _one, shown=shown: shown.quit())
            shown.exec()

    def _type(self, keys: int) -> None:
        for _number in range(keys):
            self._typed += 1
            if self._typed % 380 == 0:
                self._editor.selectAll()
                QTest.keyClick(self._editor, Qt.Key.Key_Delete)
            elif self._typed % 80 == 0:
                QTest.keyClick(self._editor, Qt.Key.Key_Return)
            else:
                QTest.keyClick(self._editor, _WORDS[self._typed % len(_WORDS)])
            QApplication.processEvents()

    def _on_said(self, is_said: bool) -> None:
        self._heard += is_said


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measured() -> dict[str, int]:
    """Return kilobytes of this process and of all with its children, and Python's counts of None and True."""
    gc.collect()
    mine = Path("/proc/self")
    all_of_them = [mine, *children_of(mine)]
    return {
        "rss": kilobytes(mine / "smaps_rollup", "Rss"),
        "all": sum(kilobytes(each / "smaps_rollup", "Pss") for each in all_of_them),
        "none": sys.getrefcount(None),
        "true": sys.getrefcount(True),
    }


def children_of(process: Path) -> list[Path]:
    """Return the processes below one."""
    found = []
    for task in (process / "task").iterdir():
        for number in (task / "children").read_text().split():
            child = Path("/proc") / number
            found += [child, *children_of(child)]
    return found


def kilobytes(file: Path, name: str) -> int:
    """Return one figure of a process, 0 where it is gone."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    """Open the window, live the day, print a line of JSON after each part."""
    folder, parts, rest, *amounts = sys.argv[1:]
    window = app.start(["--library", folder])
    window.show()
    loop = QEventLoop()
    look = QTimer(interval=20)

    def look_for_opening() -> None:
        opening = window.findChild(Opening)
        if opening is not None:
            look.stop()
            opening.over.connect(loop.quit)

    look.timeout.connect(look_for_opening)
    look.start()
    loop.exec()
    wait(1000)
    day = Day(window)
    for _part in range(int(parts)):
        day.live(*(int(amount) for amount in amounts))
        wait(int(rest))  # Chromium gives memory back when it has nothing else to do
        print(json.dumps(measured()), flush=True)
    day.end()
    QApplication.processEvents()


main()
