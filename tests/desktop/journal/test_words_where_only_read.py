"""In a library that can only be read, what was typed last is seen, given out, and waits on."""

import os
import shutil
import subprocess

import pytest
from journal_rig import LONG, bodies, part, sentence, text_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from newsletter_app.app import build
from newsletter_app.desktop.opening import Opening
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library
from newsletter_app.library.turns import WindowTurns

pytestmark = pytest.mark.window
NEWER = "Some words, and more."
BAR = "window.recovered"


@pytest.fixture
def left_behind(folder, home):
    """Words that only the journal has."""
    with open_library(folder, clean_picture, make=False) as library:
        journal = Journal(home / "state", library.id, folder)
        journal.keep(library.items.find("another-post").with_body(NEWER), is_sent=False)
        journal.close()


@pytest.fixture
def frozen(folder, left_behind):
    """Let nobody write to the library; root ignores modes, so it gets a mount of its own."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    for command in (["mount", "--bind", folder, folder], ["mount", "-o", "remount,ro,bind", folder]):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("a read-only mount is not allowed here")
    yield
    subprocess.run(["umount", "-l", folder], check=True)


def press(window, qtbot, word):
    qtbot.keyClick(part(window, QPushButton, f"{BAR}.{word}"), Qt.Key.Key_Space)


def test_they_are_seen_with_a_way_out(frozen, open_window, close_window, qtbot, folder):
    window = open_window(is_read_only=True)
    qtbot.waitUntil(lambda: text_of(window).toPlainText() == NEWER, timeout=LONG)
    qtbot.waitUntil(lambda: sentence(window, BAR) != "", timeout=LONG)
    assert "kept on this computer" in sentence(window, BAR)
    assert window.findChild(QPushButton, f"{BAR}.undo") is None
    press(window, qtbot, "copy")
    assert QApplication.clipboard().text() == f"# Another post\n\n{NEWER}\n"
    assert sentence(window, BAR) != ""
    close_window(window)  # and nothing is asked
    assert bodies_of_a_copy(folder) == "Some words."


def bodies_of_a_copy(folder):
    copy = shutil.copytree(folder, folder.with_name("looked-at"))
    return bodies(copy)["Another post"]


def test_they_come_into_the_copy_that_the_program_says_to_make(
    frozen, open_window, close_window, qtbot, folder, tmp_path
):
    first = open_window(is_read_only=True)
    qtbot.waitUntil(lambda: text_of(first).toPlainText() == NEWER, timeout=LONG)
    close_window(first)
    copy = shutil.copytree(folder, tmp_path / "copy")
    window = build(["--library", str(copy)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bodies(copy)["Another post"] == NEWER, timeout=LONG)
    qtbot.waitUntil(lambda: window.findChild(QPlainTextEdit, "editor.text") is not None, timeout=LONG)
    qtbot.waitUntil(lambda: text_of(window).toPlainText() == NEWER, timeout=LONG)
    window.close()


def test_what_another_window_may_be_typing_is_not_taken(left_behind, open_window, folder):
    """The control: there the words are on their way."""
    other = WindowTurns(folder)
    other.begin()
    window = open_window(is_read_only=True)
    assert NEWER not in [draft.item.body for draft in window.findChild(Opening).desk.drafts.values()]
    other.close()
