"""What was not saved is simply there again, and says so."""

import contextlib
import re
import sqlite3

import pytest
from journal_rig import LONG, bodies, part, said, sentence, taken_away, text_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QMenu, QPushButton

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
RECOVERED = re.compile(r"Recovered text from \d\d:\d\d on \d{1,2} [A-Z][a-z]+ 20\d\d\.")


@pytest.fixture
def left_behind(folder, home):
    """Leave words in the journal, as a program does that ends in the middle of a sentence."""

    def leave(**words):
        with open_library(folder, clean_picture, make=False) as library:
            journal = Journal(home / "state", library.id, folder)
            for slug, body in words.items():
                journal.keep(library.items.find(slug.replace("_", "-")).with_body(body), is_sent=False)
            journal.close()

    return leave


def press(window, qtbot, name):
    button = part(window, QPushButton, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def states_of(folder, title):
    """Return the bodies of the kept revisions, oldest first."""
    with open_library(folder, clean_picture, make=False) as library:
        (item,) = (item for item in library.items.all() if item.title == title)
        kept = library.revisions.of(item.record.id)
        return [library.revisions.at(item.record.id, each.number).body for each in reversed(kept)]


def wait_for_bar(qtbot, window, name="window.recovered"):
    qtbot.waitUntil(lambda: sentence(window, name) != "", timeout=LONG)
    return sentence(window, name)


def test_the_bar_says_from_when_the_text_is(left_behind, open_window, qtbot, folder):
    left_behind(another_post="Some words, and more.")
    window = open_window()
    assert text_of(window).toPlainText() == "Some words, and more."
    assert RECOVERED.fullmatch(wait_for_bar(qtbot, window))
    qtbot.waitUntil(lambda: bodies(folder)["Another post"] == "Some words, and more.", timeout=LONG)
    press(window, qtbot, "window.recovered.close")
    assert sentence(window, "window.recovered") == ""


@pytest.mark.parametrize("answer", ["undo", "close"])
def test_who_answers_the_bar_by_keys_goes_on_in_the_text(left_behind, open_window, qtbot, answer):
    left_behind(another_post="Some words, and more.")
    window = open_window()
    wait_for_bar(qtbot, window)
    press(window, qtbot, f"window.recovered.{answer}")
    assert window.focusWidget() is text_of(window)


def test_the_recovered_text_is_compared_with_what_the_library_had(left_behind, open_window, qtbot):
    left_behind(another_post="Some words, and more.")
    window = open_window()
    wait_for_bar(qtbot, window)
    press(window, qtbot, "window.recovered.compare")
    rows = part(window, QListView, "recovered.comparison.rows")
    qtbot.waitUntil(lambda: rows.model().rowCount() > 0, timeout=LONG)
    dialog = part(window, QDialog, "recovered.compare")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert RECOVERED.fullmatch(sentence(window, "window.recovered"))


def test_undo_goes_back_and_can_itself_be_undone(left_behind, open_window, close_window, qtbot, folder):
    left_behind(another_post="Some words, and more.")
    window = open_window()
    wait_for_bar(qtbot, window)
    press(window, qtbot, "window.recovered.undo")
    qtbot.waitUntil(lambda: text_of(window).toPlainText() == "Some words.", timeout=LONG)
    assert bodies(folder)["Another post"] == "Some words."
    wait_for_bar(qtbot, window)
    press(window, qtbot, "window.recovered.again")
    qtbot.waitUntil(lambda: text_of(window).toPlainText() == "Some words, and more.", timeout=LONG)
    qtbot.waitUntil(lambda: said(window).startswith("Saved") or said(window) == "", timeout=LONG)
    close_window(window)
    assert states_of(folder, "Another post") == [
        "Some words.",
        "Some words, and more.",
        "Some words.",
        "Some words, and more.",
    ]


def test_several_recovered_texts_are_all_there_and_led_to(left_behind, open_window, qtbot, folder):
    left_behind(another_post="Some words, and more.", a_post="Words in the other one.")
    window = open_window()
    wait_for_bar(qtbot, window)
    assert text_of(window).toPlainText() == "Words in the other one."
    button = part(window, QPushButton, "status.recovered")
    assert button.text() == "2 recovered texts"
    menu = part(window, QMenu, "status.recovered.menu")
    (action,) = (action for action in menu.actions() if action.text() == "Another post")
    assert isinstance(action, QAction)
    action.trigger()
    assert text_of(window).toPlainText() == "Some words, and more."
    assert RECOVERED.fullmatch(sentence(window, "window.recovered"))
    wanted = {"Another post": "Some words, and more.", "A post": "Words in the other one."}
    qtbot.waitUntil(lambda: bodies(folder) == wanted, timeout=LONG)


def test_words_that_somebody_else_overtook_are_a_post_of_their_own(left_behind, open_window, qtbot, folder):
    left_behind(another_post="Mine.")
    with open_library(folder, clean_picture, make=False) as library:
        library.items.save(library.items.find("another-post").with_body("Theirs."), keep=True)
    window = open_window()
    said = wait_for_bar(qtbot, window)
    assert RECOVERED.match(said)
    assert "Somebody else saved a newer version" in said
    assert part(window, QLineEdit, "editor.title").text() == "Another post (recovered)"
    wanted = {"Another post": "Theirs.", "Another post (recovered)": "Mine.", "A post": ""}
    qtbot.waitUntil(lambda: bodies(folder) == wanted, timeout=LONG)


def test_a_window_that_only_reads_leaves_the_words_of_the_one_that_writes(open_window, folder, home):
    open_window()
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as library:
        (library_id,) = library.execute("SELECT value FROM setting WHERE key = 'id'").fetchone()
    journal = Journal(home / "state", library_id, folder)
    words = Post(title="Begun", body="here", record=Record(id="begunbegunbe"))
    journal.keep(words, is_sent=False)
    second = open_window(is_read_only=True)
    assert part(second, QLineEdit, "editor.title").text() != "Begun"
    assert [row.item for row in journal.rows()] == [words]
    journal.close()


def test_nothing_is_said_where_nothing_was_recovered(open_window, qtbot):
    window = open_window()
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "status.recovered") is not None, timeout=LONG)
    assert not part(window, QPushButton, "status.recovered").isVisible()
    assert window.findChild(QPushButton, "window.recovered.close") is None


def test_a_damaged_journal_stops_nothing_and_is_said(open_window, qtbot, folder, home):
    (home / "state").mkdir(parents=True)
    (home / "state" / "journal.sqlite").write_bytes(b"not a database" * 500)
    window = open_window()
    assert "damaged" in wait_for_bar(qtbot, window, "window.journal")
    qtbot.keyClicks(text_of(window), "x")
    qtbot.waitUntil(lambda: said(window).startswith("Saved"), timeout=LONG)


def test_a_new_post_can_be_begun_while_the_library_takes_nothing(open_window, close_window, qtbot, folder):
    window = open_window()
    with taken_away(folder):
        window.menus.action("new.post").trigger()
        title = part(window, QLineEdit, "editor.title")
        assert title.text() == "Untitled post"
        qtbot.keyClicks(title, "Begun in between")
        qtbot.keyClicks(text_of(window), "First words.")
        qtbot.waitUntil(lambda: said(window).startswith("Kept on this computer"), timeout=LONG)
        close_window(window)
    assert "Begun in between" not in bodies(folder)
    window = open_window()
    assert part(window, QLineEdit, "editor.title").text() == "Begun in between"
    assert text_of(window).toPlainText() == "First words."
    qtbot.waitUntil(lambda: bodies(folder).get("Begun in between") == "First words.", timeout=LONG)
