"""What the library does not take is said, with a way out; nothing is ever asked that need not be."""

import hmac
import re
import stat

import pytest
from journal_rig import LONG, bodies, held_up, part, said, sentence, taken_away, text_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)

from newsletter_app.content.contact import Consent, Contact, Ground
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window


@pytest.fixture
def no_journal(home):
    """Let nothing be kept on this computer."""
    (home / "state" / "journal.sqlite").mkdir(parents=True)


@pytest.fixture
def choose_file(monkeypatch):
    """Answer the system's dialog for a file."""

    def choose(file):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(file), ""))

    return choose


def press(qtbot, button):
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def type_in_trouble(qtbot, window, words):
    """Type while the library is gone, until the bar says what that means."""
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "status.unsaved") is not None, timeout=LONG)
    text = text_of(window)
    text.setFocus()
    qtbot.keyClicks(text, words)
    qtbot.waitUntil(lambda: sentence(window, "window.unsaved") != "", timeout=LONG)


def test_the_bar_says_why_and_goes_when_the_library_takes_the_words(open_window, qtbot, folder):
    window = open_window()
    with taken_away(folder):
        type_in_trouble(qtbot, window, "held")
        told = sentence(window, "window.unsaved")
        assert "is not in the library yet" in told
        assert "kept on this computer" in told
        assert part(window, QWidget, "window.unsaved").property("role") == "notice"
        assert said(window).startswith("Kept on this computer")
        qtbot.keyClicks(text_of(window), " more")
        assert said(window) == "Saving…"
        assert sentence(window, "window.unsaved") == told
    qtbot.waitUntil(lambda: said(window).startswith("Saved"), timeout=LONG)
    assert sentence(window, "window.unsaved") == ""
    assert "held more" in "".join(bodies(folder).values())


def test_words_on_their_way_into_a_busy_library_are_said_to_be_kept(open_window, qtbot, folder):
    window = open_window()
    with held_up(folder):
        qtbot.keyClicks(text_of(window), "kept ")
        qtbot.waitUntil(lambda: "on its way into the library" in said(window), timeout=LONG)
        assert said(window).startswith("Kept on this computer")
    qtbot.waitUntil(lambda: said(window).startswith("Saved"), timeout=LONG)


def test_the_text_is_copied_and_a_copy_saved_elsewhere(open_window, qtbot, folder, tmp_path, choose_file):
    window = open_window()
    with taken_away(folder):
        type_in_trouble(qtbot, window, "precious")
        press(qtbot, part(window, QPushButton, "window.unsaved.copy"))
        assert QApplication.clipboard().text() == "# A post\n\nprecious\n"
        assert sentence(window, "window.unsaved") != ""
        copy = tmp_path / "elsewhere.md"
        choose_file(copy)
        press(qtbot, part(window, QPushButton, "window.unsaved.save"))
        qtbot.waitUntil(copy.exists, timeout=LONG)
        assert copy.read_text() == "# A post\n\nprecious\n"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        qtbot.waitUntil(lambda: "elsewhere.md" in sentence(window, "window.notice"), timeout=LONG)


def test_the_journal_learns_of_no_reader(open_window, qtbot, folder, home):
    with open_library(folder, clean_picture, make=False) as library:
        readers = library.readers
        friends = readers.make_list("Friends")
        consent = Consent(Ground.CONSENT, "Yes, write to me.", how="form", source="stall.csv")
        meera = Contact("meera@example.test", "Meera", "Rao", "en", (("town", "Hull"),))
        readers.add(
            meera, friends.id, consent, lambda key: hmac.new(b"key", key.encode(), "sha256").hexdigest()
        )
    window = open_window()
    with taken_away(folder):
        type_in_trouble(qtbot, window, "Dear {{first_name|friend}}, canary")
        kept = b"".join(file.read_bytes() for file in (home / "state").glob("journal.sqlite*"))
    assert b"canary" in kept
    assert not re.search(rb"meera|example\.test|hull|friends", kept, re.IGNORECASE)


def test_a_text_that_was_left_in_trouble_is_led_to(open_window, qtbot, folder):
    window = open_window()
    with taken_away(folder):
        type_in_trouble(qtbot, window, "left behind")
        cards = part(window, QListView, "library.list")
        model = cards.model()
        (row,) = (n for n in range(model.rowCount()) if model.index(n, 0).data() == "Another post")
        qtbot.mouseClick(
            cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(model.index(row, 0)).center()
        )
        button = part(window, QPushButton, "status.unsaved")
        qtbot.waitUntil(button.isVisible, timeout=LONG)
        assert button.text() == "1 text is not in the library yet"
        assert sentence(window, "window.unsaved") == ""
        part(window, QMenu, "status.unsaved.menu").actions()[0].trigger()
        assert text_of(window).toPlainText() == "left behind"
        assert not button.isVisible()
    qtbot.waitUntil(lambda: bodies(folder)["A post"] == "left behind", timeout=LONG)


def test_a_window_closes_without_a_question_while_the_journal_has_the_words(
    open_window, close_window, qtbot, folder
):
    window = open_window()
    with taken_away(folder):
        qtbot.keyClicks(text_of(window), "kept")
        close_window(window)
    assert bodies(folder)["A post"] == ""
    window = open_window()
    assert text_of(window).toPlainText() == "kept"
    qtbot.waitUntil(lambda: bodies(folder)["A post"] == "kept", timeout=LONG)


class Pressing:
    """Waits for the last question, and presses a button in it."""

    def __init__(self, window, name):
        self._window, self._name = window, name
        self.asked = []
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = self._window.findChild(QMessageBox, "closing.question")
        if box is not None and box.isVisible():
            self.asked.append(box.text())
            self._timer.stop()
            part(box, QPushButton, self._name).click()


@pytest.mark.usefixtures("no_journal")
def test_only_words_that_nothing_takes_are_asked_about(open_window, qtbot, folder):
    window = open_window()
    with taken_away(folder):
        type_in_trouble(qtbot, window, "nowhere")
        assert said(window).startswith("Not saved:")
        assert "saved nowhere" in sentence(window, "window.unsaved")
        assert part(window, QWidget, "window.unsaved").property("role") == "alarm"
        assert part(window, QLabel, "status.saving").property("role") == "danger"
        pressing = Pressing(window, "closing.stay")
        assert not window.close()
        assert "“A post”" in pressing.asked[0]
    qtbot.waitUntil(lambda: said(window).startswith("Saved"), timeout=LONG)


@pytest.mark.usefixtures("no_journal")
def test_such_words_are_brought_elsewhere_before_the_window_closes(
    open_window, qtbot, folder, tmp_path, choose_file
):
    window = open_window()
    choose_file(tmp_path / "way-out.md")
    with taken_away(folder):
        type_in_trouble(qtbot, window, "nowhere")
        pressing = Pressing(window, "closing.save")
        assert window.close()
    assert len(pressing.asked) == 1
    assert (tmp_path / "way-out.md").read_text() == "# A post\n\nnowhere\n"
