"""The whole job through the window, with real keys: write, collect, copy, export; and what may go wrong."""

import json
import shutil

import pytest
import shiboken6
from PIL import Image
from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from newsletter_app import paths
from newsletter_app.app import build
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter, Shown
from newsletter_app.content.post import Post
from newsletter_app.desktop.preview.web_sheet import WebSheet
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BROKEN = '<p>{{ article.title }}</p>\n<p>{{ "torn }}</p>\n'


def place_of(spot):
    """Return the place as a drag's event takes it: QPointF since Qt 6.12, QPoint before."""
    return spot if __version_info__ >= (6, 12) else spot.toPoint()


class Room:
    """The window, used through its keys and read through what it shows."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot

    def part(self, kind, name):
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def type(self, name, words):
        field = self.part(QWidget, name)
        field.setFocus()
        for number, line in enumerate(words.split("\n")):
            if number:
                self.qtbot.keyClick(field, Qt.Key.Key_Return)
            self.qtbot.keyClicks(field, line)

    def press(self, name, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.part(QWidget, name), key, modifier)

    def wait(self, condition, timeout=20_000):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def js(self, code):
        answers = []
        self.window.findChild(WebSheet).page.runJavaScript(f"JSON.stringify({code})", 1, answers.append)
        self.wait(lambda: answers)
        return json.loads(answers[0] or "null")

    def shows(self, words):
        self.wait(lambda: words in str(self.js("document.body.innerText")))

    def says(self, name, words):
        self.wait(lambda: words in self.part(QLabel, name).text())

    @property
    def entries(self):
        model = self.part(QListView, "newsletter.entries").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def new(self, key, modifier, title):
        field = self.part(QLineEdit, "editor.title")
        self.press("editor.text", key, modifier)
        self.wait(lambda: field.hasFocus() and field.selectedText())
        self.qtbot.keyClicks(field, title)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def export(self, target, place):
        """Press Ctrl+E, choose a target, write where to, press Enter."""
        self.press("editor.title", Qt.Key.Key_E, CTRL)
        self.wait(lambda: self.window.findChild(QDialog, "export.dialog"))
        self.part(QListWidget, "export.target").setCurrentRow(target)
        field = self.part(QLineEdit, "export.place")
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, str(place))
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def wait_for_export(self):
        """Wait until the dialog has gone, and come back to the window as a window manager does."""
        self.wait(lambda: self.window.findChild(QDialog, "export.dialog") is None)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        for title in ("Courts listen", "A house by the sea"):
            library.items.add(Post(title=title, body="Some words.", summary="A summary."))
    return folder


@pytest.fixture
def opened(qtbot, folder):
    rooms = []

    def open_window(where=folder):
        window = build(["--library", str(where)])
        window.resize(1440, 900)
        window.show()
        room = Room(window, qtbot)
        rooms.append(room)
        room.wait(lambda: window.findChild(WebSheet) is not None, timeout=30_000)
        room.wait(lambda: window.findChild(WebSheet).is_ready, timeout=30_000)
        room.wait(lambda: window.menus.action("import").isVisible())
        return room

    yield open_window
    for room in rooms:
        leave(room, qtbot)


def leave(room, qtbot):
    if shiboken6.isValid(room.window):
        room.window.close()
        with qtbot.waitSignal(room.window.destroyed):
            room.window.deleteLater()


def read(folder, kind):
    with open_library(folder, clean_picture, make=False) as library:
        return {item.title: item for item in library.items.all(kind)}


def test_from_an_empty_post_to_a_newsletter_on_the_disk(opened, folder, qtbot, tmp_path):
    room = opened()
    room.new(Qt.Key.Key_N, CTRL, "Open day")
    room.type("editor.text", "Come and see.\n\n- tea\ncake\n\n**All** are welcome.")
    room.shows("All are welcome.")
    assert room.js("[...document.querySelectorAll('li')].map(i => i.innerText)") == ["tea", "cake"]
    room.says("status.facts", "8 words")
    room.press("editor.text", Qt.Key.Key_C, CTRL | SHIFT)
    room.wait(lambda: "wp:list" in QApplication.clipboard().text())
    clipboard = QApplication.clipboard().mimeData()
    assert "<strong>All</strong> are welcome." in clipboard.html()
    assert "<!-- wp:paragraph -->" in clipboard.text()
    room.export(0, tmp_path / "blog.html")
    room.wait_for_export()
    assert "<li>cake</li>" in (tmp_path / "blog.html").read_text()

    room.new(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.AltModifier, "Spring")
    room.type("newsletter.subject", "News for spring")
    room.type("newsletter.preview_text", "Three short reads")
    for number, word in enumerate(("courts", "house", "open")):
        room.type("newsletter.add_posts", word)
        room.press("newsletter.add_posts", Qt.Key.Key_Return)
        room.wait(lambda wanted=number + 1: len(room.entries) == wanted)
    entries = room.part(QListView, "newsletter.entries")
    entries.setFocus()
    room.press("newsletter.entries", Qt.Key.Key_Up, CTRL)
    room.press("newsletter.entries", Qt.Key.Key_Up, CTRL)
    assert room.entries == ["Open day", "Courts listen", "A house by the sea"]
    room.press("newsletter.entries", Qt.Key.Key_Left)
    room.press("newsletter.entries", Qt.Key.Key_End)
    room.press("newsletter.entries", Qt.Key.Key_Right)
    for words in ("All are welcome.", "Courts listen", "A house by the sea"):
        room.shows(words)
    said = room.js("document.body.innerText")
    assert said.index("Open day") < said.index("Courts listen") < said.index("A house by the sea")
    assert room.part(QLabel, "preview.inbox.subject").text() == "News for spring"
    room.says("status.facts", "3 entries · 3 posts")
    room.export(3, tmp_path / "mail.html")
    room.wait_for_export()
    mail = (tmp_path / "mail.html").read_text()
    assert mail.index("Open day") < mail.index("Courts listen")
    assert "Three short reads" in mail
    leave(room, qtbot)
    newsletter = read(folder, Kind.NEWSLETTER)["Spring"]
    assert isinstance(newsletter, Newsletter)
    assert [entry.shown for entry in newsletter.entries] == [Shown.FULL, Shown.SUMMARY, Shown.HEADLINE]
    assert read(folder, Kind.POST)["Open day"].body.startswith("Come and see.")

    assert opened().entries == ["Open day", "Courts listen", "A house by the sea"]


def test_what_is_no_picture_or_too_large_a_one_is_refused_in_words(opened, tmp_path):
    room = opened()
    fake, bomb = tmp_path / "fake.png", tmp_path / "bomb.png"
    fake.write_bytes(b"words that call themselves a picture")
    Image.new("1", (9000, 9000)).save(bomb)
    for file, words in ((fake, "no picture"), (bomb, "megapixels")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        QApplication.clipboard().setMimeData(data)
        room.press("editor.text", Qt.Key.Key_V, CTRL)
        room.says("editor.notice.sentence", words)
    assert room.part(QPlainTextEdit, "editor.text").toPlainText() == "Some words."


def test_files_that_cannot_be_imported_say_why(opened, tmp_path):
    room = opened()
    torn = tmp_path / "torn.md"
    torn.write_bytes(b"\x00\x01\x02\xff\xfe\x80 no text")
    drop(room.window, torn)
    room.wait(
        lambda: (
            room.part(QLabel, "window.notice.sentence").text()
            or room.window.findChild(QDialog, "import.dialog")
        )
    )
    said = room.part(QLabel, "window.notice.sentence").text()
    dialog = room.window.findChild(QDialog, "import.dialog")
    if dialog is not None:
        said = dialog.findChild(QPlainTextEdit, "import.notes").toPlainText()
        dialog.close()
    assert "torn.md" in said


def test_an_export_to_a_place_that_is_not_there_says_so_and_stays(opened, tmp_path):
    room = opened()
    room.export(0, tmp_path / "nowhere" / "page.html")
    room.wait(lambda: room.part(QLabel, "export.trouble").text())
    assert "nowhere" in room.part(QLabel, "export.trouble").text()
    room.part(QDialog, "export.dialog").reject()
    assert not (tmp_path / "nowhere").exists()


def test_a_broken_template_names_file_and_line_and_the_last_page_stays(opened, folder):
    own = folder / "templates" / "torn"
    shutil.copytree(paths.shipped_templates() / "digest", own)
    manifest = (own / "template.toml").read_text()
    (own / "template.toml").write_text(manifest.replace('name = "digest"', 'name = "torn"'))
    (own / "mail.html").write_text(BROKEN)
    room = opened()
    room.new(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.AltModifier, "Spring")
    room.type("newsletter.introduction", "Hello everybody.")
    room.shows("Hello everybody.")
    templates = room.part(QComboBox, "newsletter.template")
    place = templates.findData("torn")
    assert place >= 0
    templates.setFocus()
    while templates.currentIndex() != place:
        down = templates.currentIndex() < place
        room.press("newsletter.template", Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    room.says("preview.notice.sentence", "mail.html, line 2")
    assert "Hello everybody." in room.js("document.body.innerText")


def test_a_large_paste_and_deep_quotes_leave_the_keys_alive(opened):
    room = opened()
    data = QMimeData()
    data.setText("\n\n".join(["> " * 10_000 + "deep", "word " * 200_000]))
    QApplication.clipboard().setMimeData(data)
    room.press("editor.text", Qt.Key.Key_V, CTRL)
    text = room.part(QPlainTextEdit, "editor.text")
    room.wait(lambda: len(text.toPlainText()) > 1_000_000)
    room.press("editor.text", Qt.Key.Key_Home, CTRL)
    room.type("editor.text", "Still here. ")
    assert text.toPlainText().startswith("Still here. ")
    room.press("editor.text", Qt.Key.Key_Z, CTRL)


def drop(window, file):
    """Drag a file over the window, and let it go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, spot = Qt.DropAction.CopyAction, QPointF(20, 20)
    QApplication.sendEvent(window, QDragEnterEvent(place_of(spot), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(spot, copy, data, left, none))
