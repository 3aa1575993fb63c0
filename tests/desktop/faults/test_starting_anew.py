"""After a fault the program starts again where it was; one that the system ended says so the next time."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
_SECONDS = 60
IS_LONG = bool(os.environ.get("NEWSLETTER_TORTURE"))
_PROGRAM = """
import faulthandler, os, sys
from pathlib import Path
from newsletter_app import app
begin = app.start
def start(*arguments):
    window = begin(*arguments)
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
    from newsletter_app.desktop.opening import Opening
    def found(kind, name):
        part = window.findChild(kind, name)
        return part if part is not None and part.isVisible() else None
    def whole():
        opening = window.findChild(Opening)
        if opening is None:
            return QTimer.singleShot(10, window, whole)
        opening.over.connect(lambda: QTimer.singleShot(0, window, work))
    def work():
        wish, os.environ["WISH"] = os.environ["WISH"], "look"
        editor = found(QPlainTextEdit, "editor.text")
        if wish == "look":
            bar = found(QLabel, "window.ended.sentence")
            print("open:", editor.toPlainText(), flush=True)
            print("ended:", bar.text() if bar else "", flush=True)
            return window.close()
        secret_local = os.environ["CANARY"]
        QTest.keyClicks(editor, "typed ", Qt.KeyboardModifier.NoModifier)
        if wish == "hard":
            QTimer.singleShot(1500, window, faulthandler._sigsegv)
            return
        if wish == "stubborn":
            window.may_close = fail
        QTimer.singleShot(0, window, fail)
        QTimer.singleShot(0, window, press)
    def fail():
        raise ValueError(os.environ["CANARY"])
    def press():
        button = found(QPushButton, "fault.restart")
        if button is None:
            return QTimer.singleShot(10, window, press)
        QTest.keyClick(button, Qt.Key.Key_Space)
    whole()
    return window
app.start = start
print("start", flush=True)
sys.exit(app.run(sys.argv[1:]))
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Another", body="not this one"))
        library.items.add(Post(title="Open", body="open"))
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "program.py"
    file.write_text(_PROGRAM, encoding="utf-8")
    return file


def run(program: Path, library: Path, home: Path, wish: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "NEWSLETTER_HOME": str(home), "WISH": wish, "CANARY": "Ann of Mill Lane"}
    command = [sys.executable, str(program), "--library", str(library)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
    )


@pytest.mark.parametrize(
    "wish",
    [
        "ordinary",
        pytest.param("stubborn", marks=pytest.mark.skipif(not IS_LONG, reason="With NEWSLETTER_TORTURE.")),
    ],
)
def test_restart_brings_back_library_item_and_text(
    program: Path, library: Path, home: Path, wish: str
) -> None:
    told = run(program, library, home, wish)

    assert told.returncode == 0
    assert told.stdout.splitlines() == ["start", "start", "open: typed open", "ended: "]


def test_after_a_hard_end_the_next_start_says_so_and_the_frames_hold_nothing_that_was_written(
    program: Path, library: Path, home: Path
) -> None:
    assert run(program, library, home, "hard").returncode < 0
    (left,) = (home / "state").glob("ended-*.txt")
    written = left.read_text(encoding="utf-8")
    assert "program.py" in written
    assert "Ann" not in written
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert left.stat().st_size < 50_000

    told = run(program, library, home, "look").stdout.splitlines()
    assert told[1] == "open: typed open"
    assert "ended unexpectedly" in told[2]
    assert not list((home / "state").glob("ended-*.txt"))

    assert run(program, library, home, "look").stdout.splitlines()[2] == "ended: "


_AT_START = """
import sys
from newsletter_app import app, cli
frame = app._frame
left = [int(sys.argv[1])]
def broken(arguments):
    application = app._application()
    if not left[0]:
        from PySide6.QtCore import QTimer
        QTimer.singleShot(300, application.closeAllWindows)
        return frame(arguments)
    left[0] -= 1
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtCore import Qt
    def press():
        dialog = application.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            return QTimer.singleShot(10, application, press)
        print(dialog.windowTitle(), flush=True)
        QTest.keyClick(dialog, getattr(Qt.Key, "Key_" + sys.argv[2]))
    QTimer.singleShot(0, application, press)
    raise ValueError("Ann of Mill Lane")
app._frame = broken
sys.exit(cli.run([], lambda library: app.run([])))
"""


@pytest.mark.parametrize(("times", "key", "status"), [(2, "Return", 0), (1, "Escape", 1)])
def test_a_fault_before_there_is_a_window_is_told_and_may_be_tried_again(
    home: Path, times: int, key: str, status: int
) -> None:
    command = [sys.executable, "-c", _AT_START, str(times), key]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)

    assert told.stdout.splitlines() == ["Newsletter Editor could not start"] * times
    assert told.returncode == status
    assert "Ann" not in told.stderr
    assert ("Something went wrong inside the program" in told.stderr) == bool(status)
