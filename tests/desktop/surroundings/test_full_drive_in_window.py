"""Who types while the drive is full goes on typing; it is saved by itself once there is room."""

import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.widgets.elided import Elided
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
PATIENCE = 60_000


@pytest.fixture
def drive(tmp_path):
    drive = tmp_path / "stick"
    drive.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "none", drive], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no small drive can be mounted here")
    yield drive
    subprocess.run(["umount", "-l", drive], check=True)


def fill(drive):
    ballast = drive / "ballast"
    with ballast.open("wb", buffering=0) as opened:
        try:
            while True:
                opened.write(bytes(4096))
        except OSError:
            return ballast


def sentences(window):
    return " ".join(bar.sentence for bar in window.findChildren(NoticeBar) if bar.isVisible())


def test_what_is_typed_on_a_full_drive_is_kept_and_then_saved(qtbot, drive):
    folder = drive / "library"
    with open_library(folder, clean_picture, make=True) as library:
        item = library.items.add(Post(title="A post", body="Old words.")).item
    window = build(["--library", str(folder)])
    window.show()
    text, saving = window.findChild(QPlainTextEdit, "editor.text"), window.findChild(Elided, "status.saving")
    qtbot.waitUntil(lambda: text.toPlainText() == "Old words.", timeout=PATIENCE)
    ballast = fill(drive)
    text.selectAll()
    qtbot.keyClicks(text, "Typed on a full drive. ")
    text.insertPlainText("And pasted. " * 5_000)
    qtbot.waitUntil(lambda: saving.text().startswith("Kept on this computer"), timeout=PATIENCE)
    assert f"({drive}) is full: 0.0 MB free, about " in saving.whole
    qtbot.waitUntil(lambda: "Make room on it" in sentences(window), timeout=PATIENCE)
    qtbot.keyClick(text, Qt.Key.Key_Exclam)
    assert text.toPlainText().endswith("!")
    ballast.unlink()
    qtbot.waitUntil(lambda: saving.text().startswith("Saved"), timeout=PATIENCE)
    window.close()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    with open_library(folder, clean_picture, make=False) as library:
        body = library.items.get(item.record.id).body
    assert body.startswith("Typed on a full drive. And pasted.")
    assert body.endswith("!")
