"""A newsletter goes to thirty readers by keys alone, and by nothing less than all of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from newsletter_app.content.run import RunState

pytestmark = pytest.mark.window


def test_thirty_readers_get_it_by_keys_alone(window):
    window.open_dialog()
    assert "30 people" in window.part(QLabel, "mailing.who").text()
    assert window.part(QLabel, "mailing.passer_by.subject").text() == "News of spring"
    assert "town hall" in window.part(QPlainTextEdit, "mailing.text").toPlainText()
    window.confirm()
    start = window.part(QPushButton, "mailing.start")
    assert start.text() == "Send to 30 readers"
    assert QAccessible.queryAccessibleInterface(start).text(QAccessible.Text.Name) == "Send to 30 readers"
    assert window.part(QLabel, "mailing.missing").text() == ""
    window.press("mailing.start")
    window.wait(lambda: window.runs)
    window.wait_for_state(RunState.FINISHED)

    assert sorted(window.server.recipients) == [f"reader{number:05}@example.test" for number in range(30)]
    window.says("mailing.state", "30 of 30 were sent it")
    window.says("mailing.sums", "30 sent")
    bar = window.part(QProgressBar, "mailing.progress")
    assert bar.value() == bar.maximum() == 30
    assert window.part(QListView, "mailing.runs").model().rowCount() == 1
    window.wait(lambda: window.desk.item.status == "sent")
    assert window.part(QLabel, "mailing.state").isVisible()  # the item was read again, and the place stays


@pytest.mark.parametrize("count", ["29", "31", "3", "", "thirty", "030"])
def test_a_wrong_count_sends_nothing(window, count):
    window.open_dialog()
    window.confirm(count)
    start = window.part(QPushButton, "mailing.start")
    assert not start.isEnabled()
    why = "That is not the number of people who will get it." if count else ""
    assert window.part(QLabel, "mailing.missing").text() == why
    window.qtbot.keyClick(start, Qt.Key.Key_Space)
    window.qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert window.runs == ()
    assert window.server.recipients == []


def test_enter_sends_nothing_wherever_it_is_pressed(window):
    window.open_dialog()
    window.confirm()
    for name in ("mailing.count", "mailing.rate", "mailing.start", "mailing.back", "mailing.close"):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            part = window.part(QWidget, name)
            part.setFocus()
            window.qtbot.keyClick(part, key)
            window.qtbot.keyClick(window.dialog, key)
    assert window.dialog.isVisible()
    assert window.runs == ()


def test_enter_in_the_addresses_sends_no_test(window):
    window.open_dialog()
    window.press("mailing.next")
    window.type("mailing.test_addresses", "meera@example.test")
    window.press("mailing.test_addresses", Qt.Key.Key_Return)
    window.press("mailing.test", Qt.Key.Key_Return)
    assert window.server.recipients == []


def test_a_double_click_sends_once(window):
    window.open_dialog()
    window.confirm()
    start = window.part(QPushButton, "mailing.start")
    window.qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    window.qtbot.mouseDClick(start, Qt.MouseButton.LeftButton)
    window.qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    window.wait_for_state(RunState.FINISHED)
    assert len(window.runs) == 1
    assert len(window.server.recipients) == 30


def test_double_clicks_all_the_way_send_nothing(window):
    window.open_dialog()
    for name in ("mailing.next", "mailing.next", "mailing.start"):
        button = window.part(QPushButton, name)
        window.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert window.runs == ()


def test_a_second_time_to_the_same_list_has_to_be_meant(window):
    window.begin()
    window.wait_for_state(RunState.FINISHED)
    window.open_dialog()
    window.says("mailing.who", "It went to this list on")
    window.confirm()
    start = window.part(QPushButton, "mailing.start")
    again = window.part(QCheckBox, "mailing.again")
    assert "30 people" in again.text()
    assert not start.isEnabled()
    window.says("mailing.missing", "Tick above that it goes to this list again.")
    window.press("mailing.again")
    assert start.isEnabled()
    window.press("mailing.start")
    window.wait(lambda: len(window.runs) == 2)
    window.wait_for_state(RunState.FINISHED)
    assert len(window.server.recipients) == 60


def test_tab_reaches_all_there_is_to_confirm(window):
    window.begin()
    window.wait_for_state(RunState.FINISHED)
    window.open_dialog()
    window.confirm()
    seen = []
    focus = window.dialog.focusWidget()
    while focus.objectName() not in seen:
        seen.append(focus.objectName())
        window.qtbot.keyClick(focus, Qt.Key.Key_Tab)
        focus = window.dialog.focusWidget()
    wanted = {"mailing.count", "mailing.rate", "mailing.again", "mailing.back", "mailing.close"}
    assert wanted <= set(seen)


@pytest.mark.parametrize("count", ["1,200", "1 200", "1200"])
def test_a_large_count_is_typed_with_its_thousands_apart_or_not(serve, stage, open_window, count):
    window = open_window(stage(serve().port, 1200))
    window.open_dialog()
    assert "1,200 people" in window.part(QLabel, "mailing.who").text()
    window.confirm(count)
    start = window.part(QPushButton, "mailing.start")
    assert start.text() == "Send to 1,200 readers"
    assert start.isEnabled()
    window.press("mailing.start")
    window.wait(lambda: window.runs)
    window.says("mailing.state", "of 1,200")


def test_what_changed_while_it_was_confirmed_is_not_sent(window):
    window.open_dialog()
    window.confirm()
    newsletter = window.library.items.get(window.stage.newsletter)
    window.library.items.save(replace(newsletter, subject="Another subject"), keep=True)
    window.press("mailing.start")
    window.says("mailing.trouble.sentence", "has changed since it was looked at")
    assert window.runs == ()
    window.press("mailing.trouble.look")
    window.wait(lambda: window.part(QLabel, "mailing.passer_by.subject").text() == "Another subject")
    assert window.part(QLineEdit, "mailing.count").text() == ""
