"""In the real window: what is typed is seen, and both sides keep in step."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.editor.text_edit import EditorText
from newsletter_app.desktop.preview.web_sheet import WebSheet
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

BODY = "\n\n".join(
    f"## Part {number}\n\nHere is **part** number {number}, " + "with quite some words in it " * 9
    for number in range(40)
)


@dataclass
class Open:
    edit: EditorText
    sheet: WebSheet
    window: object
    qtbot: QtBot

    def js(self, code: str) -> object:
        answers: list[str] = []
        self.sheet.page.runJavaScript(f"JSON.stringify({code})", 1, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return json.loads(answers[0] or "null")

    def shows(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in str(self.js("preview.text()")), timeout=20_000)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A long post", body=BODY))
    window = build(["--library", str(folder)])
    window.resize(1440, 900)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(WebSheet) is not None, timeout=30_000)
    sheet, edit = window.findChild(WebSheet), window.findChild(EditorText)
    qtbot.waitUntil(lambda: sheet.is_ready and bool(edit.text), timeout=30_000)
    room = Open(edit, sheet, window, qtbot)
    room.shows("Part 39")
    yield room
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet), timeout=10_000)


def test_writing_and_reading_keep_in_step(window: Open, qtbot: QtBot) -> None:
    edit = window.edit
    edit.go_to(BODY.index("number 20") + len("number 20"))
    qtbot.keyClicks(edit, " and new words")
    window.shows("number 20 and new words")
    here = window.js("document.querySelector('[data-here]').innerText")
    assert "number 20 and new words" in here
    box = window.js(
        "(b => [b.top, b.bottom, innerHeight])(document.querySelector('[data-here]').getBoundingClientRect())"
    )
    assert 0 <= box[0] < box[1] <= box[2]

    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "new words" not in window.js("preview.text()"), timeout=10_000)
    assert edit.text == BODY

    edit.verticalScrollBar().setValue(edit.verticalScrollBar().maximum())
    qtbot.waitUntil(
        lambda: window.js("scrollY + innerHeight >= document.documentElement.scrollHeight - 3"),
        timeout=10_000,
    )

    spot = window.js(
        "(() => { const all = [...document.querySelectorAll('.block')].slice(-3)[0];"
        "const b = all.getBoundingClientRect(); return [b.left + 30, b.top + b.height / 2]; })()"
    )
    zoom = window.sheet.page.zoomFactor()
    place = QPoint(round(spot[0] * zoom), round(spot[1] * zoom))
    qtbot.mouseClick(window.sheet._view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
    part = BODY.index("## Part 38")
    qtbot.waitUntil(lambda: edit.selection.start > part, timeout=10_000)

    window.window.findChild(QToolButton, "preview.view.email").click()
    qtbot.waitUntil(lambda: window.js("document.querySelectorAll('table').length") > 0, timeout=20_000)
    edit.go_to(0)
    qtbot.keyClicks(edit, "First of all. ")
    window.shows("First of all.")
