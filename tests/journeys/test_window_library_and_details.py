"""The whole window, on a real library, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QWidget

from newsletter_app import settings
from newsletter_app.app import build
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Older draft", body="An older text.", summary="s"))
        library.items.add(Post(title="Newest draft", body="A text.", summary="s"))
    return folder


@pytest.fixture
def opened(qtbot, folder):
    windows = []

    def open_window(where=folder):
        window = build(["--library", str(where)])
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        cards = part(window, QListView, "library.list")
        qtbot.waitUntil(lambda: cards.model() is not None, timeout=20_000)
        page = part(window, QWidget, "preview")
        qtbot.waitUntil(lambda: page.sheet is not None, timeout=20_000)
        return window

    yield open_window
    for window in windows:
        leave(window, qtbot)


def leave(window, qtbot):
    import shiboken6

    if shiboken6.isValid(window):
        window.close()
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()


def part(window, kind, name):
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def read(folder):
    with open_library(folder, clean_picture, make=False) as library:
        return {item.title: item for item in library.items.all(Kind.POST)}


def test_what_is_typed_is_saved_by_itself(opened, folder, qtbot):
    window = opened()
    title, text = part(window, QLineEdit, "editor.title"), part(window, QPlainTextEdit, "editor.text")
    assert title.text() == "Newest draft"
    title.selectAll()
    qtbot.keyClicks(title, "Harbour")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "Typed. ")
    saving = part(window, QWidget, "status.saving")
    qtbot.waitUntil(lambda: saving.text().startswith("Saved "), timeout=10_000)
    assert read(folder)["Harbour"].body == "Typed. A text."
    assert part(window, QListView, "library.list").model().index(0, 0).data() == "Harbour"


def test_closing_at_once_after_a_key_loses_nothing(opened, folder, qtbot):
    window = opened()
    qtbot.keyClicks(part(window, QPlainTextEdit, "editor.text"), "Last words. ")
    leave(window, qtbot)
    saved = read(folder)["Newest draft"]
    assert saved.body == "Last words. A text."
    assert saved.record.revision == 2


def test_the_window_comes_back_with_what_was_open(opened, folder, qtbot, home):
    window = opened()
    cards = part(window, QListView, "library.list")
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert part(window, QLineEdit, "editor.title").text() == "Older draft"
    leave(window, qtbot)
    assert settings.load(home / "config").window
    assert part(opened(), QLineEdit, "editor.title").text() == "Older draft"


def test_a_first_start_makes_a_library_and_a_first_post(opened, qtbot, tmp_path):
    folder = tmp_path / "new"
    window = opened(folder)
    assert part(window, QWidget, "library.state").sentence == "No drafts yet. Write the first one."
    part(window, QWidget, "library.state.act").click()
    title = part(window, QLineEdit, "editor.title")
    qtbot.waitUntil(lambda: title.text() == "Untitled post", timeout=10_000)
    leave(window, qtbot)
    assert read(folder)["Untitled post"].status is Status.DRAFT


def test_a_place_where_no_library_can_be_says_so_and_can_be_tried_again(qtbot, tmp_path):
    place = tmp_path / "file"
    place.write_text("no folder")
    window = build(["--library", str(place / "library")])
    window.show()
    state = part(window, QWidget, "library.state")
    qtbot.waitUntil(lambda: bool(part(window, QWidget, "library.state.act").text()), timeout=20_000)
    assert state.sentence.count(".") >= 1
    place.unlink()
    part(window, QWidget, "library.state.act").click()
    qtbot.waitUntil(lambda: part(window, QListView, "library.list").model() is not None, timeout=20_000)
    leave(window, qtbot)


def test_the_preview_waits_behind_a_toggle_in_a_narrow_window(opened, qtbot):
    window = opened()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: part(window, QWidget, "preview").isVisible())
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: part(window, QWidget, "preview").isHidden())
    assert part(window, QWidget, "library.list").width() in range(210, 241)
    window.menus.action("view.preview").trigger()
    assert part(window, QWidget, "preview").isVisible()


def test_each_thing_a_person_uses_can_be_found_by_name(opened):
    window = opened()
    for name in (
        "library.search",
        "library.sections",
        "library.list",
        "editor.title",
        "editor.text",
        "editor.toolbar",
    ):
        assert part(window, QWidget, name).accessibleName(), name


def test_no_two_commands_of_the_menus_share_a_key(opened):
    window = opened()
    seen = {}
    for menu in ("file", "edit", "insert", "view", "tools", "help"):
        for action in window.menus.menu(menu).actions():
            for key in action.shortcuts():
                assert seen.setdefault(key.toString(), action) is action, key.toString()
    assert "Ctrl+E" in seen
    assert "Ctrl+Shift+C" in seen
