"""Real keys into the real editor."""

import io
import os
from dataclasses import replace

import pytest
from PIL import Image
from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.editor.edit import Selection

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


LARGE = 230_000 if os.environ.get("NEWSLETTER_TORTURE") else 15_000


def place_of(spot):
    """Return the place as a drag's event takes it: QPointF since Qt 6.12, QPoint before."""
    return spot if __version_info__ >= (6, 12) else spot.toPoint()


def select(room, words: str) -> None:
    start = room.edit.text.index(words)
    room.edit.select(Selection(start, start + len(words)))


def test_each_key_is_on_the_desk_at_once(room) -> None:
    room.open("One")
    room.press(Qt.Key.Key_End, CTRL)
    for number, letter in enumerate(" more", 1):
        room.type(letter)
        assert room.body == "One" + " more"[:number]


def test_non_breaking_blanks_and_pairs_survive(room) -> None:
    body = "5\u00a0kg \U0001f600 x\u202fy"
    room.open(body)
    room.press(Qt.Key.Key_End, CTRL)
    room.type("!")
    assert room.body == body + "!"
    select(room, "x")
    room.press(Qt.Key.Key_B, CTRL)
    assert room.body == "5\u00a0kg \U0001f600 **x**\u202fy!"


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_B, CTRL, "A **word** here"),
        (Qt.Key.Key_I, CTRL, "A *word* here"),
        (Qt.Key.Key_1, CTRL, "## A word here"),
        (Qt.Key.Key_2, CTRL, "### A word here"),
        (Qt.Key.Key_3, CTRL, "#### A word here"),
        (Qt.Key.Key_Period, CTRL | SHIFT, "> A word here"),
        (Qt.Key.Key_F, CTRL | ALT, "A [^1] here\n\n[^1]: "),
    ],
)
def test_keys_format_and_one_undo_takes_it_back(room, key, modifier, expected) -> None:
    room.open("A word here")
    select(room, "word")
    room.press(key, modifier)
    assert room.body == expected
    room.press(Qt.Key.Key_Z, CTRL)
    assert room.body == "A word here"
    room.press(Qt.Key.Key_Y, CTRL)
    assert room.body == expected


def test_a_list_goes_on_and_ends(room) -> None:
    room.open("")
    room.type("- one")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Tab)
    room.type("two")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Backtab, SHIFT)
    room.type("three")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    room.type("end")
    assert room.body == "- one\n  - two\n- three\n\nend"


def test_tab_outside_a_list_leaves_the_text(room) -> None:
    room.open("words")
    room.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not room.edit
    assert room.body == "words"


def test_a_link_is_asked_for_by_its_key(room) -> None:
    room.open("Read the report")
    select(room, "report")
    room.press(Qt.Key.Key_K, CTRL)
    address = room.view.findChild(QLineEdit, "editor.link.address")
    assert address.isVisible()
    room.qtbot.keyClicks(address, "https://example.org/r")
    room.qtbot.keyClick(address, Qt.Key.Key_Return)
    assert room.body == "Read the [report](https://example.org/r)"


def test_finding_and_replacing(room) -> None:
    room.open("one two one Two")
    room.press(Qt.Key.Key_H, CTRL)
    words = room.view.findChild(QLineEdit, "editor.find.words")
    room.qtbot.keyClicks(words, "two")
    count = room.view.findChild(QLabel, "editor.find.count")
    assert count.text() == "1 of 2"
    room.qtbot.keyClick(words, Qt.Key.Key_Return)
    assert count.text() == "2 of 2"
    assert room.edit.selection == Selection(12, 15)
    room.qtbot.keyClicks(room.view.findChild(QLineEdit, "editor.find.by"), "2")
    room.view.findChild(QPushButton, "editor.find.replace").click()
    assert room.body == "one two one 2"
    room.view.findChild(QPushButton, "editor.find.replace_all").click()
    assert room.body == "one 2 one 2"
    room.qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert not words.isVisible()
    room.press(Qt.Key.Key_Z, CTRL)
    assert room.body == "one two one 2"


def paste(room, data: QMimeData) -> None:
    QApplication.clipboard().setMimeData(data)
    room.press(Qt.Key.Key_V, CTRL)


def words_data(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def test_pasted_words_are_cleaned(room) -> None:
    room.open("")
    paste(room, words_data("a\x00b\x07c\r\nd"))
    assert room.body == "abc\nd"


def test_an_address_pasted_on_words_makes_a_link(room) -> None:
    room.open("the report")
    select(room, "report")
    paste(room, words_data("https://example.org/r"))
    assert room.body == "the [report](https://example.org/r)"
    select(room, "the")
    QApplication.clipboard().setMimeData(words_data("https://example.org/x"))
    room.press(Qt.Key.Key_V, CTRL | SHIFT)
    assert room.body.startswith("https://example.org/x [report]")


def png(colour: str = "red") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


def test_a_pasted_picture_becomes_an_asset_that_is_described(room) -> None:
    room.open("Before")
    room.press(Qt.Key.Key_End, CTRL)
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))
    paste(room, data)
    room.qtbot.waitUntil(lambda: "![](asset:" in room.body, timeout=10_000)
    words = room.view.findChild(QLineEdit, "editor.alt.words")
    room.qtbot.waitUntil(words.isVisible, timeout=5000)
    room.qtbot.keyClicks(words, "A red square")
    room.qtbot.keyClick(words, Qt.Key.Key_Return)
    sha = room.body.partition("(asset:")[2][:12]
    assert room.body == f"Before\n\n![A red square](asset:{sha})\n\n"
    asset = room.library.assets.by_sha(sha)
    room.qtbot.waitUntil(lambda: room.library.assets.by_sha(sha).alt == "A red square", timeout=5000)
    assert (asset.width, asset.height) == (40, 30)


def test_a_picture_is_shown_small_below_its_line(room) -> None:
    asset = room.library.assets.add(png("red"), "red.png", alt="Red").item
    room.open(f"Before\n\n![Red](asset:{asset.sha256[:12]})\n\nAfter")

    def red() -> int:
        image = room.edit.viewport().grab().toImage()
        colours = [image.pixelColor(20, y).getRgb()[:3] for y in range(0, image.height(), 4)]
        return colours.count((255, 0, 0))

    room.qtbot.waitUntil(lambda: red() >= 10, timeout=10_000)
    select(room, "![Red]")
    room.type("gone")
    room.qtbot.waitUntil(lambda: red() == 0, timeout=5000)


def test_dropped_files_become_a_gallery_and_may_be_decoration(room, tmp_path) -> None:
    room.open("")
    files = [tmp_path / "one.png", tmp_path / "two.png"]
    for file, colour in zip(files, ("blue", "green"), strict=True):
        file.write_bytes(png(colour))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    enter = QDragEnterEvent(
        place_of(QPointF(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(room.edit.viewport(), enter)
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(room.edit.viewport(), drop)
    room.qtbot.waitUntil(lambda: room.body.count("![](asset:") == 2, timeout=10_000)
    assert "\n\n" not in room.body.strip()
    button = room.view.findChild(QPushButton, "editor.alt.decorative")
    room.qtbot.waitUntil(button.isVisible, timeout=5000)
    button.click()
    sha = room.body.partition("(asset:")[2][:12]
    room.qtbot.waitUntil(lambda: room.library.assets.by_sha(sha).decorative, timeout=5000)


def test_what_is_no_picture_is_refused_in_a_sentence(room, tmp_path) -> None:
    room.open("Text")
    (tmp_path / "fake.png").write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "fake.png"))])
    room.edit.insertFromMimeData(data)
    notice = room.view.findChild(QLabel, "editor.notice.sentence")
    room.qtbot.waitUntil(notice.isVisible, timeout=10_000)
    assert notice.text().endswith(".")
    assert room.body == "Text"


def test_a_snippet_is_put_in_by_its_name(room) -> None:
    room.open("Text")
    room.press(Qt.Key.Key_End, CTRL)
    room.view.snippets_requested.emit()
    menu = room.view.toolbar._snippets
    room.qtbot.waitUntil(lambda: menu.actions()[0].text() == "contact", timeout=5000)
    menu.actions()[0].trigger()
    assert room.body == "Text\n\n{{snippet:contact}}\n\n"


def test_a_change_from_elsewhere_is_shown_and_can_be_undone(room) -> None:
    room.open("one two three")
    room.edit.select(Selection(13, 13))
    room.desk.change(replace(room.desk.item, body="one 2 three"))
    assert room.edit.text == "one 2 three"
    room.press(Qt.Key.Key_Z, CTRL)
    assert room.body == "one two three"


def test_another_item_has_nothing_to_undo(room) -> None:
    room.open("first")
    room.type("x")
    room.open("second")
    room.press(Qt.Key.Key_Z, CTRL)
    assert room.body == "second"


def test_a_snippet_is_written_here_too(room) -> None:
    snippet = next(item for item in room.library.items.all() if isinstance(item, Snippet))
    room.desk.open(snippet.record.id)
    room.type("Now: ")
    assert room.body == "Now: Ring us."


def test_nothing_can_be_typed_where_nothing_is_open(room) -> None:
    room.type("lost")
    assert room.edit.text == ""
    assert room.edit.isReadOnly()


def test_a_large_paste_comes_in_slices_and_can_be_undone(room) -> None:
    room.open("Before ")
    room.press(Qt.Key.Key_End, CTRL)
    text = "lorem ipsum dolor sit\n" * LARGE
    QApplication.clipboard().setText(text)
    room.press(Qt.Key.Key_V, CTRL)
    assert len(room.edit.text) < len(text)
    room.type("typed meanwhile ")
    room.qtbot.waitUntil(lambda: len(room.body) > len(text), timeout=30_000)
    assert room.body.replace("typed meanwhile ", "") == "Before " + text
    for _step in range(3):
        room.press(Qt.Key.Key_Z, CTRL)
    room.qtbot.waitUntil(lambda: "lorem" not in room.body, timeout=20_000)


def test_every_button_has_a_name_and_few_are_seen(room) -> None:
    buttons = [b for b in room.view.toolbar.findChildren(QToolButton) if b.isVisibleTo(room.view)]
    assert 0 < len(buttons) <= 10
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_lines_stand_one_and_a_half_types_apart(room) -> None:
    room.open("word " * 200)
    layout = room.edit.document().firstBlock().layout()
    step = layout.lineAt(2).y() - layout.lineAt(1).y()
    assert abs(step - 1.6 * 16) < 2.1
    letters = len(room.edit.text[: layout.lineAt(0).textLength()])
    assert letters <= 78


def test_a_point_below_a_line_is_in_that_line(room) -> None:
    room.open("word " * 200)
    caret = room.edit.cursorRect(room.edit.cursor_of(Selection(300, 300)))
    assert room.edit.cursorForPosition(QPoint(caret.center())).position() == 300
