"""Measures how long keys wait in the editor while a post is rendered for the first time."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from screen import Box, Screen

_MORE_KEYS = 10
_SHORT = "A short post, open before the long one."

# The short post is open at first. Once "open" is said, the long one below it in the list is clicked, and the
# answer comes as soon as its text is there: the page is still to be rendered.
_SCRIPT = """
import json, sys
from newsletter_app.app import build
window = build(sys.argv[1:])
from PySide6.QtCore import QSocketNotifier, QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
QApplication.setCursorFlashTime(0)
def find(name):
    return window.findChild(QWidget, name)
def box(widget):
    at = widget.mapToGlobal(widget.rect().topLeft())
    return [at.x() + 2, at.y() + 2, widget.width() - 24, widget.height() - 4]
def look():
    page, edit = find("preview.page"), find("editor.text")
    if page is not None and page.isVisible() and page.page().is_ready and edit.text:
        timer.stop()
        boxes = {"edit": box(edit.viewport()), "page": box(page)}
        told = json.dumps({"window": int(window.winId()), **boxes})
        QTimer.singleShot(2000, lambda: print(told, flush=True))
def heard():
    sys.stdin.readline()
    cards = find("library.list")
    spot = cards.visualRect(cards.model().index(1, 0)).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shown()
def shown():
    edit = find("editor.text")
    if "Here " not in edit.text:
        QTimer.singleShot(1, shown)
        return
    edit.go_to(edit.text.index("Here "))
    edit.repaint()
    print(json.dumps("shown"), flush=True)
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ear.activated.connect(heard)
window.setGeometry(0, 0, 1440, 900)
window.show()
QApplication.exec()
"""


def waits_of_keys(body: str, folder: Path, screen: Screen, environment: dict[str, str]) -> list[float]:
    """Return for each key pressed until the page was there, and some more, when the editor showed it."""
    fresh = Path(tempfile.mkdtemp(dir=folder))  # a window opens again what was open last
    _fill(fresh / "library", body)
    child = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, "--library", str(fresh / "library")],
        env=environment | {"NEWSLETTER_HOME": str(fresh / "home")}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = json.loads(child.stdout.readline())
        edit, page = tuple(told["edit"]), tuple(told["page"])
        screen.focus(told["window"])
        before = screen.settle(page)
        child.stdin.write("open\n")
        child.stdin.flush()
        json.loads(child.stdout.readline())
        return _pressed(screen, edit, page, before)
    finally:
        child.kill()
        child.communicate()


def _pressed(screen: Screen, edit: Box, page: Box, before: bytes) -> list[float]:
    waits, left, end = [], _MORE_KEYS, time.monotonic() + 10
    screen.settle(edit, 0.03)
    while left and time.monotonic() < end:
        shown = screen.read(edit)
        pressed = screen.press("abcdefgh"[len(waits) % 8])
        waits.append((screen.watch(edit, shown) - pressed) * 1000)
        time.sleep(0.02)
        left -= screen.read(page) != before
    return waits


def _fill(folder: Path, body: str) -> None:
    from newsletter_app.content.post import Post
    from newsletter_app.library.cleaning import clean_picture
    from newsletter_app.library.opening import open_library

    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A long post", body=body))
        library.items.add(Post(title="A short post", body=_SHORT))
