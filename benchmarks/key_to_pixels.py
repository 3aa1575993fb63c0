"""Measures from a key to the changed pixels of the preview, beside a bare prototype in turns."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from first_render import waits_of_keys
from screen import Box, Screen, memory_of
from table import Row, percentiles, report

KEYS, ROUNDS = 30, 2
SIZES = (500, 2_000, 10_000, 50_000)
_GOALS = {10_000: ("≤ 17 / 20 ms", "p95 ≤ 6 ms"), 50_000: ("p95 ≤ 33 ms", "")}
_WORDS = (
    "the",
    "report",
    "tells",
    "what",
    "was",
    "learnt",
    "from",
    "a",
    "year",
    "with",
    "people",
    "in",
    "town",
)

_HEARTBEAT = """
import json, sys, time
from PySide6.QtCore import QElapsedTimer, QSocketNotifier, QTimer
beats = []
def beat():
    now = time.monotonic()
    if beat.last and now - beat.last > 0.002:
        beats.append((beat.last, now))
    beat.last = now
beat.last = 0
heart = QTimer(interval=1)
heart.timeout.connect(beat)
heart.start()
def tell(edit, page):
    at = page.mapToGlobal(page.rect().topLeft())
    box = [at.x() + 2, at.y() + 2, page.width() - 24, page.height() - 4]
    print(json.dumps({"window": int(page.window().winId()), "box": box}), flush=True)
def answer():
    sys.stdin.readline()
    print(json.dumps(beats), flush=True)
ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ear.activated.connect(answer)
"""
OURS = """
import sys
from newsletter_app.app import build
window = build(sys.argv[1:])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
import heart
def look():
    edit, page = window.findChild(QWidget, "editor.text"), window.findChild(QWidget, "preview.page")
    if page is not None and page.isVisible() and page.page().is_ready and edit.text:
        timer.stop()
        edit.go_to(edit.text.index("Here "))
        page.page().runJavaScript("document.querySelectorAll('[data-here]').length", 1, shown)
def shown(number):
    if not number:
        timer.start(50)
        return
    edit, page = window.findChild(QWidget, "editor.text"), window.findChild(QWidget, "preview.page")
    QTimer.singleShot(1500, lambda: heart.tell(edit, page))
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
window.setGeometry(0, 0, 1440, 900)
window.show()
QApplication.exec()
"""
BARE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QSplitter
from PySide6.QtWebEngineWidgets import QWebEngineView
from markdown import Markdown
application = QApplication(sys.argv)
import heart
window, edit, view = QMainWindow(), QPlainTextEdit(), QWebEngineView()
columns = QSplitter()
columns.addWidget(edit)
columns.addWidget(view)
columns.setSizes([1000, 440])
window.setCentralWidget(columns)
markdown, cache, shown = Markdown(extensions=["extra", "sane_lists"]), {}, []
def blocks():
    made = []
    for block in edit.toPlainText().split("\\n\\n"):
        if block not in cache:
            markdown.reset()
            cache[block] = markdown.convert(block)
        made.append(cache[block])
    return made
def update():
    global shown
    new, first, same = blocks(), 0, 0
    while first < min(len(new), len(shown)) and new[first] == shown[first]:
        first += 1
    while same < min(len(new), len(shown)) - first and new[-1 - same] == shown[-1 - same]:
        same += 1
    added = new[first : len(new) - same]
    gone, shown = len(shown) - first - same, new
    view.page().runJavaScript(f"patch({first}, {gone}, {json.dumps(added)})")
def loaded():
    view.page().runJavaScript(f"box.children[{here}].scrollIntoView(); 0")
    edit.textChanged.connect(update)
    cursor = edit.textCursor()
    cursor.setPosition(edit.toPlainText().index("Here "))
    edit.setTextCursor(cursor)
    edit.centerCursor()
    edit.setFocus()
    QTimer.singleShot(1500, lambda: heart.tell(edit, view))
edit.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
shown = blocks()
here = next(number for number, block in enumerate(shown) if "Here " in block)
view.loadFinished.connect(loaded)
view.setHtml("<!doctype html><div id=box>" + "".join(f"<div>{b}</div>" for b in shown) + "</div><script>"
    "function patch(first, gone, added) { for (let n = 0; n < gone; n++) box.children[first].remove();"
    "const at = box.children[first] || null; for (const html of added) {"
    "const d = document.createElement('div'); d.innerHTML = html; box.insertBefore(d, at); } }</script>")
window.setGeometry(0, 0, 1440, 900)
window.show()
application.exec()
"""


@dataclass
class Seen:
    """What was measured of one program at one size: milliseconds, and MB."""

    pixels: list[float] = field(default_factory=list)
    blocked: list[float] = field(default_factory=list)
    memory: float = 0.0
    waits: list[float] = field(default_factory=list)


def main() -> None:
    """Print the rows; --words, --keys and --rounds change how much is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="*", default=SIZES)
    parser.add_argument("--keys", type=int, default=KEYS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    report(rows(chosen.words, chosen.keys, chosen.rounds))


def rows(sizes: list[int], keys: int, rounds: int) -> Iterator[Row]:
    """Give for each size pixels and blocking as median and 95th percentile, and the memory."""
    for words in sizes:
        with tempfile.TemporaryDirectory() as folder, Screen() as screen:
            ours, bare = measured(Path(folder), screen, words, keys, rounds)
        pixels, blocked = _GOALS.get(words, ("", ""))
        size = f"{words:,} words"
        ratio = ours.memory / bare.memory
        yield Row(
            f"key to preview, {size}", percentiles(ours.pixels), pixels, f"bare {percentiles(bare.pixels)}"
        )
        yield Row(
            f"  window blocked, {size}",
            percentiles(ours.blocked),
            blocked,
            f"bare {percentiles(bare.blocked)}",
        )
        longest_wait = f"{max(ours.waits):.1f} ms longest of {len(ours.waits)}"
        yield Row(f"  key to editor while it renders first, {size}", longest_wait, "none > 30 ms")
        goal = "≤ 1.2 ×" if words == 10_000 else ""
        yield Row(
            f"  memory, {size}", f"{ours.memory:.0f} MB, {ratio:.2f} ×", goal, f"bare {bare.memory:.0f} MB"
        )


def measured(folder: Path, screen: Screen, words: int, keys: int, rounds: int) -> tuple[Seen, Seen]:
    """Type into both programs in turns."""
    body = text(words)
    (folder / "text.md").write_text(body, encoding="utf-8")
    (folder / "heart.py").write_text(_HEARTBEAT, encoding="utf-8")
    fill(folder / "library", body)
    ours, bare = Seen(), Seen()
    for _round in range(rounds):
        type_into(ours, [OURS, "--library", str(folder / "library")], folder, screen, keys)
        type_into(bare, [BARE, str(folder / "text.md")], folder, screen, keys)
        ours.waits += waits_of_keys(body, folder, screen, environment_of(folder, screen))
    return ours, bare


def type_into(seen: Seen, script: list[str], folder: Path, screen: Screen, keys: int) -> None:
    """Start a program, press keys in the middle of its text, add what was seen."""
    child = subprocess.Popen(
        [sys.executable, "-c", *script], env=environment_of(folder, screen), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = json.loads(child.stdout.readline())
        screen.focus(told["window"])
        spans = press_keys(screen, tuple(told["box"]), keys)
        seen.memory = max(seen.memory, memory_of(child.pid))
        child.stdin.write("beats\n")
        child.stdin.flush()
        beats = json.loads(child.stdout.readline())
    finally:
        child.kill()
        child.communicate()
    seen.pixels += [(end - start) * 1000 for start, end in spans]
    seen.blocked += [longest(beats, start, start + 0.1) for start, _end in spans]


def environment_of(folder: Path, screen: Screen) -> dict[str, str]:
    """Return the environment of a program on that screen, drawn by the processor."""
    environment = {
        **os.environ,
        "DISPLAY": screen.display,
        "NEWSLETTER_HOME": str(folder / "home"),
        "PYTHONPATH": str(folder),
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": "xcb",
    }
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return environment


def press_keys(screen: Screen, box: Box, keys: int) -> list[tuple[float, float]]:
    """Return when each key was pressed and when the page had changed; the first three are not counted."""
    spans = []
    for number in range(keys + 3):
        before = screen.settle(box)
        time.sleep(0.0037 * (number % 7))  # a key falls anywhere between two frames
        pressed = screen.press("abcdefgh "[number % 9])
        spans.append((pressed, screen.watch(box, before)))
    return spans[3:]


def longest(beats: list[list[float]], start: float, end: float) -> float:
    """Return the longest time between two beats of the window in that span, in milliseconds."""
    return max((1000 * (b - a) for a, b in beats if b > start and a < end), default=1.0)


def text(words: int) -> str:
    """Return Markdown of so many words, with a paragraph in its middle that begins with Here."""
    parts, count, number = [], 0, 0
    while count < words:
        number += 1
        sentence = " ".join(_WORDS[(number * 7 + n) % len(_WORDS)] for n in range(45))
        if number % 9 == 0:
            parts.append(f"## Part {number}")
        elif number % 5 == 0:
            parts.append(
                "\n".join(f"- {sentence[n * 30 : n * 30 + 30].strip()} **point {n}**" for n in range(4))
            )
        else:
            parts.append(f"Number {number}: {sentence}, *and* [more](https://example.org/{number}).")
        count = sum(len(part.split()) for part in parts[-1:]) + count
    parts.insert(len(parts) // 2, "Here is where it is written, in the middle of the text.")
    return "\n\n".join(parts)


def fill(folder: Path, body: str) -> None:
    """Make a library with one post."""
    from newsletter_app.content.post import Post
    from newsletter_app.library.cleaning import clean_picture
    from newsletter_app.library.opening import open_library

    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A long post", body=body))


if __name__ == "__main__":
    main()
