"""A window whose library another one has reads it, says who that is, and offers to write afterwards."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.save_state import SaveState, Saving
from newsletter_app.desktop.surroundings.reading_only import ReadingOnly
from newsletter_app.desktop.surroundings.room_left import RoomLeft
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.desktop.widgets.notices import Notices
from newsletter_app.errors import LibraryTooNew
from newsletter_app.library import failures
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.turns import WindowTurns

pytestmark = pytest.mark.window


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A post", body="Some words."))
    return folder


@pytest.fixture
def other(folder):
    """Another window that has the library open."""
    turns = WindowTurns(folder)
    turns.begin()
    yield turns
    turns.close()


@pytest.fixture
def notices(qtbot):
    notices = Notices("window.notices")
    qtbot.addWidget(notices)
    notices.show()
    return notices


def test_the_second_window_reads_and_says_who_has_the_library(qtbot, folder, other):
    window = build(["--library", str(folder)])
    window.show()
    bar = None

    def is_told():
        nonlocal bar
        bar = window.findChild(NoticeBar, "window.reading")
        return bar is not None and bar.isVisible()

    qtbot.waitUntil(is_told, timeout=30_000)
    assert f"on {os.uname().nodename} has had this library open since" in bar.sentence
    text = window.findChild(QPlainTextEdit, "editor.text")
    qtbot.waitUntil(lambda: text.toPlainText() == "Some words.", timeout=30_000)
    assert text.isReadOnly()
    qtbot.keyClicks(text, "More")
    assert text.toPlainText() == "Some words."
    window.close()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()


def test_the_bar_offers_to_write_once_the_other_window_is_closed(qtbot, notices, folder, other):
    second = WindowTurns(folder)
    second.begin()
    reading = ReadingOnly(notices, second.refusal, second, ImmediateTasks(notices), look_ms=20)
    bar = notices.findChild(NoticeBar, "window.reading")
    assert "has had this library open since" in bar.sentence
    other.close()
    qtbot.waitUntil(lambda: "you can write in it now" in bar.sentence, timeout=10_000)
    with qtbot.waitSignal(reading.open_requested):
        qtbot.keyClick(bar.buttons[0], Qt.Key.Key_Space)
    third = WindowTurns(folder)
    third.begin()
    assert third.refusal is None  # who only looked took nothing
    third.close()


def test_who_closes_the_bar_is_left_alone_until_something_changes(qtbot, notices, folder, other):
    second = WindowTurns(folder)
    second.begin()
    ReadingOnly(notices, second.refusal, second, ImmediateTasks(notices), look_ms=20)
    bar = notices.findChild(NoticeBar, "window.reading")
    bar.buttons[-1].click()
    with qtbot.assertNotEmitted(bar.told, wait=200):
        pass
    other.close()
    qtbot.waitUntil(lambda: bar.is_asking, timeout=10_000)


@pytest.mark.parametrize(
    ("make", "offers"), [(failures.read_only, ["write", "close"]), (failures.too_new, ["close"])]
)
def test_a_library_that_nobody_may_write_says_what_to_do(qtbot, notices, folder, make, offers):
    refusal = make(folder)
    ReadingOnly(notices, refusal, WindowTurns(folder), ImmediateTasks(notices))
    bar = notices.findChild(NoticeBar, "window.reading")
    assert refusal.hint in bar.sentence
    assert [button.property("word") for button in bar.buttons] == offers
    assert isinstance(refusal, LibraryTooNew) is (offers == ["close"])


def test_a_drive_that_is_nearly_full_is_told_of_once(qtbot, notices, folder, monkeypatch):
    free = [150_000_000]
    monkeypatch.setattr("newsletter_app.drives.free_bytes", lambda _place: free[0])
    left = RoomLeft(notices, folder, ImmediateTasks(notices), look_ms=20)
    bar = notices.findChild(NoticeBar, "window.room")
    assert "nearly full: 150.0 MB free." in bar.sentence
    bar.buttons[0].click()
    with qtbot.assertNotEmitted(bar.told, wait=100):
        pass
    free[0] = 900_000_000
    left._on_look_timeout()
    free[0] = 90_000_000
    qtbot.waitUntil(lambda: "nearly full: 90.0 MB free." in bar.sentence, timeout=10_000)


@pytest.fixture
def nearly_full(notices, folder, monkeypatch):
    """A drive with as many bytes free as the list says, and what looks at it."""
    free = [3_500_000]
    monkeypatch.setattr("newsletter_app.drives.free_bytes", lambda _place: free[0])
    (folder / "reserve.bin").write_bytes(bytes(1_000))
    left = RoomLeft(notices, folder, ImmediateTasks(notices), look_ms=20)
    return free, left, notices.findChild(NoticeBar, "window.room")


def test_the_room_that_is_told_of_is_that_of_now(qtbot, nearly_full):
    free, _left, bar = nearly_full
    assert "nearly full: 3.5 MB free." in bar.sentence
    free[0] = 120_000_000
    with qtbot.assertNotEmitted(bar.told, wait=100):
        pass
    assert "nearly full: 120.0 MB free." in bar.sentence
    assert bar.accessibleName() == bar.sentence
    free[0] = 900_000_000
    qtbot.waitUntil(lambda: not bar.is_asking, timeout=10_000)


def test_while_a_save_fails_one_bar_alone_says_how_much_room_there_is(nearly_full):
    free, left, bar = nearly_full
    left.follow(SaveState(Saving.KEPT, reason="The drive is full: 0.0 MB free.", hint="Make room."))
    assert not bar.is_asking
    left._on_look_timeout()
    left.follow(SaveState(Saving.PENDING))
    assert not bar.is_asking
    free[0] = 50_000_000
    left.follow(SaveState(Saving.SAVED))
    assert "nearly full: 50.0 MB free." in bar.sentence
    assert bar.is_asking


def test_a_notice_that_was_closed_stays_closed_after_a_save_that_failed(nearly_full):
    _free, left, bar = nearly_full
    bar.buttons[0].click()
    left.follow(SaveState(Saving.KEPT))
    left.follow(SaveState(Saving.SAVED))
    assert not bar.is_asking


def test_that_the_room_for_the_last_save_is_used_up_is_told_once_more(nearly_full, folder):
    _free, left, bar = nearly_full
    assert "used up" not in bar.sentence
    bar.buttons[0].click()
    (folder / "reserve.bin").unlink()
    left._on_look_timeout()
    assert bar.is_asking
    assert "The room that was kept for a last save is used up" in bar.sentence
    bar.buttons[0].click()
    left._on_look_timeout()
    assert not bar.is_asking
