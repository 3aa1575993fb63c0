"""A library that can be held up, and the real window on it, as often as wanted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QPlainTextEdit

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

sys.path.insert(0, str(Path(__file__).parent))
from journal_rig import LONG, TYPIST, Typing


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Another post", body="Some words."))
        library.items.add(Post(title="A post"))
    return folder


@pytest.fixture
def open_window(qtbot, folder):
    """Open the window on the library, wait until its text can be written or read, and close it at the end."""
    windows = []

    def opened(*, is_read_only=False):
        window = build(["--library", str(folder)])
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: is_ready(window, is_read_only), timeout=LONG)
        return window

    def is_ready(window, is_read_only):
        text = window.findChild(QPlainTextEdit, "editor.text")
        is_there = text is not None and window.windowTitle().find("–") > 0
        return is_there and text.isReadOnly() is is_read_only

    yield opened
    for window in windows:
        if shiboken6.isValid(window):
            window.is_ending = True
            window.close()
            with qtbot.waitSignal(window.destroyed):
                window.deleteLater()


@pytest.fixture
def close_window(qtbot):
    """Close a window as a person does, and see it go."""

    def closed(window):
        assert window.close()
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()

    return closed


@pytest.fixture
def type_on(folder, tmp_path):
    """Begin to type into a window of another process."""
    begun = []

    def typing(*options):
        log = tmp_path / f"log-{len(begun)}"
        process = subprocess.Popen(
            [sys.executable, str(TYPIST), str(folder), str(log), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ.copy(),
        )
        begun.append(process)
        return Typing(process, log)

    yield typing
    for process in begun:
        process.kill()
        process.wait()
