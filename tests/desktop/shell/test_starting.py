"""What is seen first comes first: the rest is loaded after it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
_LISTED = """
import gc, linecache, sys
from newsletter_app.app import start
window = start(sys.argv[1:])
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QListView
from newsletter_app.desktop.opening import Opening
openings = []
told = []
def tell(step):
    if step not in told:
        told.append(step)
        large = ("sqlalchemy", "jinja2", "bs4", "PySide6.QtWebEngineCore")
        print(step, gc.get_freeze_count() > 0, *(name for name in large if name in sys.modules), flush=True)
class Painted(QObject):
    def eventFilter(self, cards, event):
        model = cards.parent().model()
        if event.type() == QEvent.Type.Paint and model is not None and model.rowCount():
            tell("listed")
        return False
painted = Painted()
def look():
    opening = window.findChild(Opening)
    if opening is not None and not openings:
        openings.append(opening)
        opening.over.connect(end)
    found = window.findChild(QListView, "library.list")
    if found is not None:
        found.viewport().installEventFilter(painted)
    page = window.findChild(object, "preview.page")
    if page is not None and page.isVisible():
        tell("shown")
timer = QTimer(interval=1)
timer.timeout.connect(look)
timer.start()
def end():
    tell("over")
    print("python's own", gc.isenabled(), flush=True)
    print("sources", *(name for name in linecache.cache if "newsletter_app" in name), flush=True)
    window.close()
QTimer.singleShot(60_000, window.close)
window.show()
QApplication.exec()
"""

_SIZED = """
import sys
from newsletter_app import app
start = app.start
def start_and_tell(arguments, ends=None):
    window = start(arguments, ends)
    from PySide6.QtCore import QTimer
    def tell():
        room = window.screen().availableGeometry()
        print(window.isVisible(), room.width() - window.width(), room.height() - window.height(), flush=True)
        window.close()
    window.painted.connect(lambda: QTimer.singleShot(0, window, tell))
    return window
app.start = start_and_tell
sys.exit(app.run(sys.argv[1:]))
"""


def test_the_first_window_is_no_larger_than_its_screen_and_has_room_for_its_title_bar(tmp_path: Path):
    open_library(tmp_path / "library", clean_picture, make=True).close()
    environment = {**os.environ, "NEWSLETTER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _SIZED, "--library", str(tmp_path / "library")]
    told = subprocess.run(command, env=environment, check=True, timeout=90, capture_output=True, text=True)
    assert told.stdout == "True 0 40\n"


def test_the_list_comes_before_sqlalchemy_and_chromium_and_jinja_never(tmp_path: Path):
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        library.items.add(Post(title="A post", body="Some words."))
    environment = {**os.environ, "NEWSLETTER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _LISTED, "--library", str(tmp_path / "library")]
    told = subprocess.run(command, env=environment, check=True, timeout=90, capture_output=True, text=True)
    steps = {line.split()[0]: line.split()[1:] for line in told.stdout.splitlines()}
    assert steps["listed"] == ["False"]
    assert steps["shown"] == ["False", "PySide6.QtWebEngineCore"]
    assert steps["over"][0] == "True"  # from here on garbage is collected, on the window's thread
    assert steps["python's"] == ["own", "False"]
    assert "jinja2" not in steps["over"]
    assert [Path(source).name for source in steps["sources"]] == ["quick_imports.py"]  # all after it unread
