"""Where a library is away nothing is made in its place: a page says so, and gives the words that are kept."""

import shutil

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from newsletter_app import paths, settings
from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.absence.view import AbsenceView
from newsletter_app.desktop.opening import Opening
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.files import write_file
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library
from newsletter_app.settings import Settings

pytestmark = pytest.mark.window
SLOW = 60_000


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLETTER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def opened(qtbot, home):
    """Build windows, and close them."""
    windows = []

    def build_one(*arguments):
        window = build(list(arguments))
        qtbot.addWidget(window)
        window.show()
        windows.append(window)
        return window

    yield build_one
    for window in windows:
        if shiboken6.isValid(window):
            window.close()


@pytest.fixture
def moved(tmp_path, home):
    """Where a library lay that was open here and was moved; the journal has words for it."""
    folder = tmp_path / "stick" / "library"
    with open_library(folder, clean_picture, make=True) as library:
        post = library.items.add(Post(title="Harbour", body="We met at the harbour.")).item
        journal = Journal(paths.state_folder(), library.id, library.folder)
    journal.keep(post.with_body("We met at the harbour. It rained."), is_sent=False)
    journal.close()
    settings.save(Settings().having_opened(str(folder)), paths.config_folder(), write_file)
    (tmp_path / "stick").rename(tmp_path / "away")
    return folder


def page_of(qtbot, window) -> AbsenceView:
    qtbot.waitUntil(lambda: window.findChild(AbsenceView) is not None, timeout=SLOW)
    return window.findChild(AbsenceView)


def press(qtbot, window, name):
    qtbot.keyClick(window.findChild(QPushButton, name), Qt.Key.Key_Space)


def test_nothing_is_made_where_a_library_was_and_is_not(opened, qtbot, moved):
    page = page_of(qtbot, opened("--library", str(moved)))
    assert page.heading.text() == "This library is not there"
    assert str(moved) in page.what.text()
    assert not moved.parent.exists()


def test_the_words_that_are_kept_for_it_are_given(opened, qtbot, moved):
    window = opened("--library", str(moved))
    page = page_of(qtbot, window)
    qtbot.waitUntil(page.texts.isVisible, timeout=SLOW)
    assert page.focusWidget() is page.again
    press(qtbot, window, "absence.copy.0")
    assert QApplication.clipboard().text() == "# Harbour\n\nWe met at the harbour. It rained.\n"


def test_when_the_folder_comes_back_the_library_opens_with_the_words(opened, qtbot, moved, tmp_path):
    window = opened("--library", str(moved))
    page = page_of(qtbot, window)
    press(qtbot, window, "absence.again")  # too early: it says so once more
    qtbot.waitUntil(lambda: len(window.findChildren(AbsenceView)) == 2, timeout=SLOW)
    (tmp_path / "away").rename(tmp_path / "stick")
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=SLOW):
        qtbot.keyClick(window.findChildren(AbsenceView)[1].again, Qt.Key.Key_Space)
    text = window.findChild(QPlainTextEdit, "editor.text")
    qtbot.waitUntil(lambda: "It rained." in text.toPlainText(), timeout=SLOW)
    assert not page.isVisible()


def test_the_library_of_the_settings_is_not_made_where_its_drive_is_missing(opened, qtbot, home, tmp_path):
    place = tmp_path / "usb" / "stick" / "library"
    settings.save(Settings(library=str(place)), paths.config_folder(), write_file)
    page = page_of(qtbot, opened())
    assert page.heading.text() == "This library is not there"
    assert page.again.isVisible()
    assert not page.texts.isVisible()
    assert not (tmp_path / "usb").exists()


def test_who_chooses_a_folder_without_one_may_have_one_made_there(opened, qtbot, home, tmp_path):
    place = tmp_path / "chosen"
    place.mkdir()
    settings.save(Settings(library=str(place)), paths.config_folder(), write_file)
    window = opened()
    page = page_of(qtbot, window)
    assert page.heading.text() == "There is no library in this folder"
    assert not page.again.isVisible()
    assert page.make.mapTo(page, QPoint()).y() < page.other.mapTo(page, QPoint()).y()
    assert list(place.iterdir()) == [] or [file.name for file in place.iterdir()] == ["writer.lock"]
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=SLOW):
        press(qtbot, window, "absence.make")
    assert (place / "library.sqlite").exists()
    assert window.findChild(Opening).desk is not None


def test_a_new_one_takes_no_words_of_the_one_that_is_away(opened, qtbot, moved, tmp_path):
    window = opened("--library", str(moved))
    page_of(qtbot, window)
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=SLOW):
        press(qtbot, window, "absence.make")
    assert window.findChild(Opening).desk.drafts == {}
    window.close()
    shutil.rmtree(moved.parent)
    (tmp_path / "away").rename(tmp_path / "stick")
    again = opened("--library", str(moved))
    qtbot.waitUntil(lambda: again.findChild(QPlainTextEdit, "editor.text") is not None, timeout=SLOW)
    text = again.findChild(QPlainTextEdit, "editor.text")
    qtbot.waitUntil(lambda: "It rained." in text.toPlainText(), timeout=SLOW)


def test_a_first_start_makes_a_library_and_asks_nothing(opened, qtbot, home):
    """The control: where nothing is known of a folder, a library is made in it."""
    window = opened()
    qtbot.waitUntil(lambda: window.findChild(Opening) is not None, timeout=SLOW)
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=SLOW):
        pass
    assert window.findChild(Opening).desk is not None
    assert (paths.default_library() / "library.sqlite").exists()
    assert window.findChild(AbsenceView) is None
