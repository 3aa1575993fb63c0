"""Measures the first painted window beside a bare PySide6 window, in processes that take turns."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from screen import Screen
from table import Row, report

ROUNDS, POSTS = 7, 10_000
BARE = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.close)
        print("painted", time.time() - float(os.environ["NEWSLETTER_BENCH_START"]), flush=True)
application = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
OURS = """
import os, sys, time
from newsletter_app.app import start
window = start(sys.argv[1:])
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QListView, QWidget
START = float(os.environ["NEWSLETTER_BENCH_START"])
steps = {}
def tell(step):
    if step not in steps:
        steps[step] = time.time() - START
        print(step, steps[step], flush=True)
def look():
    found = window.findChild(QListView, "library.list")
    if found is not None:
        found.viewport().installEventFilter(painted)
    page = window.findChild(QWidget, "preview.page")
    if page is not None and page.isVisible():
        tell("ready")
        if window.findChild(QWidget, "preview").sheet.is_ready:
            tell("loaded")
            window.close()
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            cards = watched.parent().model() if isinstance(watched.parent(), QListView) else None
            if watched is window.statusBar():
                tell("painted")
            elif cards is not None and cards.rowCount():
                tell("filled")
        return False
painted = Painted()
window.statusBar().installEventFilter(painted)
timer = QTimer(interval=1)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(60_000, window.close)
window.show()
QApplication.exec()
"""


def main() -> None:
    """Print the rows; --rounds and --posts change how much is done, --keep names a folder for the library."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--keep", help="the library is made there once, and taken from there later")
    chosen = parser.parse_args()
    report(rows(chosen.rounds, chosen.posts, chosen.keep))


def rows(rounds: int, posts: int, keep: str | None = None) -> Iterator[Row]:
    """Give the medians of all rounds, each with its ratio to the bare window."""
    with tempfile.TemporaryDirectory() as home, Screen() as screen:
        library = Path(keep or home) / f"first-window-{posts}"
        if not library.exists():
            fill(library, posts)
        bare, ours = [], []
        for number in range(rounds + 1):
            timings = [_run(script, home, library, screen.display) for script in (BARE, OURS)]
            if number:  # the first round warms the caches of the disk
                bare.append(timings[0]["painted"])
                ours.append(timings[1])
    base = statistics.median(bare)
    goals = {"painted": "≤ 1.3 ×", "filled": "≤ 3.5 ×", "ready": "≤ 3.5 ×"}
    labels = {
        "painted": "window painted",
        "filled": "list filled",
        "ready": "preview ready",
        "loaded": "its page loaded",
    }
    for step, label in labels.items():
        took = statistics.median(each[step] for each in ours if step in each)
        what = f"first window, {posts:,} posts: {label}"
        yield Row(
            what,
            f"{took * 1000:.0f} ms, {took / base:.2f} ×",
            goals.get(step, ""),
            f"bare {base * 1000:.0f} ms",
        )


def fill(folder: Path, posts: int) -> None:
    """Make a library of so many posts."""
    from newsletter_app.content.post import Post
    from newsletter_app.library.cleaning import clean_picture
    from newsletter_app.library.opening import open_library

    body = "What changed since the spring, in a few sentences that a card can show. " * 20
    with open_library(folder, clean_picture, make=True) as library, library.together():
        for number in range(posts):
            library.items.add(Post(title=f"A note from the year, number {number}", body=body))


def _run(script: str, home: str, library: Path, display: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "DISPLAY": display,
        "NEWSLETTER_HOME": home,
        "NEWSLETTER_BENCH_START": str(time.time()),
        "QT_QPA_PLATFORM": "xcb",
        "QT_QUICK_BACKEND": "software",
    }
    # As on a computer where the program is installed: modules are compiled once, in the round that warms up.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "bytecode")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-c", script, "--library", str(library)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    pairs = (line.split() for line in told.stdout.splitlines())
    return {pair[0]: float(pair[1]) for pair in pairs if len(pair) == 2}


if __name__ == "__main__":
    main()
