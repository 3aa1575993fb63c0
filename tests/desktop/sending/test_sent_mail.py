"""A sending is called off, paused, gone on with, settled and reported in its place."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from newsletter_app.content.mail_account import SignIn
from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.desktop.sending.countdown import Countdown
from newsletter_app.desktop.widgets.notice_bar import NoticeBar

pytestmark = pytest.mark.window
SLOW = {"delay": 0.2}


@pytest.fixture
def on(serve, stage, open_window):
    """Open a window on so many readers, with the rules of its server."""

    def make(people=30, think=0.0, account=None, **rules):
        server = serve(keep=True, **rules)
        made = open_window(stage(server.port, people, **(account or {})), think)
        made.server = server
        return made

    return make


def has_sent(window, number):
    window.wait(lambda: len(window.server.recipients) >= number)
    window.says("mailing.state", "have it")


def at_full_speed(window):
    window.server.order(rules={"delay": 0})


def is_seen(window, name):
    window.wait(lambda: window.part(QWidget, name).isVisible())


def countdown_of(window):
    """Return the countdown once it is seen to go."""
    window.says("mailing.state", "The first message goes in")
    countdown = window.window.findChild(Countdown)
    window.wait(lambda: 0 < countdown.left < 59)
    return countdown


def test_after_a_sleep_of_hours_nothing_goes_by_itself(on):
    window = on(think=60.0)
    window.begin()
    countdown_of(window)
    window.slept = timedelta(hours=8)
    window.wait_for_state(RunState.PAUSED)
    window.says("mailing.state", "Its time passed while the computer slept")
    assert window.server.recipients == []


def test_after_a_sleep_of_minutes_there_is_a_whole_minute_again(on):
    window = on(think=60.0)
    window.begin()
    countdown = countdown_of(window)
    countdown.begin(5)
    window.slept = timedelta(minutes=5)
    window.wait(lambda: countdown.left > 50)
    assert window.server.recipients == []


def test_it_is_called_off_while_it_waits_and_nobody_gets_it(on):
    window = on(think=60.0)
    window.begin()
    window.says("mailing.state", "The first message goes in")
    assert not window.part(QPushButton, "mailing.pause").isVisible()
    window.press("mailing.cancel")
    window.wait_for_state(RunState.CANCELLED)
    window.says("mailing.state", "It was cancelled. 0 of 30 had it")
    assert window.server.recipients == []
    assert window.desk.item.status == "draft"


def test_enter_and_a_double_click_do_not_shorten_the_wait(on):
    window = on(think=60.0)
    window.begin()
    window.says("mailing.state", "The first message goes in")
    for name in ("mailing.runs", "mailing.cancel", "mailing.report"):
        window.press(name, Qt.Key.Key_Return)
    window.qtbot.mouseDClick(window.part(QListView, "mailing.runs").viewport(), Qt.MouseButton.LeftButton)
    assert window.server.recipients == []
    assert window.runs[0].state is RunState.RUNNING
    window.press("mailing.cancel")
    window.wait_for_state(RunState.CANCELLED)


def test_it_is_paused_and_gone_on_with_by_keys(on):
    window = on(**SLOW)
    window.begin()
    has_sent(window, 1)
    window.press("mailing.pause")
    window.wait_for_state(RunState.PAUSED)
    window.says("mailing.state", "It was paused by hand")
    window.wait(lambda: window.window.focusWidget() is window.part(QPushButton, "mailing.resume"))
    assert len(window.server.recipients) < 30
    window.press("mailing.resume")
    window.wait(lambda: window.part(QPushButton, "mailing.pause").isVisible())
    window.says("mailing.state", "Sending")
    assert window.window.focusWidget() is window.part(QPushButton, "mailing.pause")
    at_full_speed(window)
    window.wait_for_state(RunState.FINISHED)
    assert sorted(window.server.recipients) == [f"reader{number:05}@example.test" for number in range(30)]


def test_the_window_is_used_while_it_sends(on):
    window = on(**SLOW)
    window.begin()
    has_sent(window, 1)
    window.desk.open(window.library.items.find("spring-meeting").record.id)
    window.wait(lambda: window.part(QLineEdit, "editor.title").isVisible())
    window.type("editor.title", " 2027")
    assert "2027" in window.desk.item.title
    assert window.runs[0].state is RunState.RUNNING
    at_full_speed(window)
    window.wait_for_state(RunState.FINISHED)
    assert len(set(window.server.recipients)) == len(window.server.recipients) == 30
    window.wait(lambda: "30 of 30 have it" in window.part(NoticeBar, "window.notice").sentence)


def test_cancelling_in_the_middle_asks_and_stops_within_a_message(on):
    window = on(**SLOW)
    window.begin()
    has_sent(window, 1)
    window.press("mailing.cancel")
    is_seen(window, "mailing.cancel_question")
    question = window.part(QWidget, "mailing.cancel_question")
    window.qtbot.keyClick(question, Qt.Key.Key_Return)
    window.wait(lambda: not question.isVisible())
    assert window.runs[0].state is RunState.RUNNING
    window.press("mailing.cancel")
    window.wait(lambda: window.window.findChild(QWidget, "mailing.cancel_question.act") is not None)
    window.press("mailing.cancel_question.act")
    before = len(window.server.recipients)
    window.wait_for_state(RunState.CANCELLED)
    assert before <= len(window.server.recipients) <= before + 2
    assert window.runs[0].counts.is_balanced


def test_a_server_that_is_down_is_said_and_it_goes_on_once_it_is_up(on):
    window = on()
    account = window.library.accounts.all()[0]
    port, window_port = account.port, 1
    window.library.accounts.save(replace(account, port=window_port))
    window.begin()
    window.wait_for_state(RunState.PAUSED)
    assert window.runs[0].reason is PauseReason.SERVER
    window.says("mailing.state", "takes no connections on port 1")
    window.library.accounts.save(replace(account, port=port))
    window.press("mailing.resume")
    window.wait_for_state(RunState.FINISHED)
    assert len(window.server.recipients) == 30


def test_unknown_messages_are_listed_and_settled(on):
    lost = {f"reader{number:05}@example.test": ["end-lost"] for number in (4, 9)}
    window = on(people=12, addresses=lost)
    window.begin("12")
    window.wait_for_state(RunState.FINISHED)
    tree = window.part(QTreeWidget, "mailing.unknown")
    window.wait(lambda: tree.topLevelItemCount() == 2)
    addresses = [tree.topLevelItem(row).text(0) for row in range(2)]
    assert addresses == sorted(lost)
    assert all(tree.topLevelItem(row).text(2).startswith("<") for row in range(2))
    part = tree.parentWidget()
    assert part.height() <= part.layout().totalHeightForWidth(part.width())  # nothing is drawn apart
    window.press("mailing.settle_sent")
    window.wait(lambda: tree.topLevelItemCount() == 1)
    window.press("mailing.settle_again")
    window.wait(lambda: window.runs[0].state is RunState.PAUSED)
    is_seen(window, "mailing.resume")
    window.press("mailing.resume")
    window.wait_for_state(RunState.FINISHED)
    assert window.runs[0].counts.unknown == 0
    assert sorted(window.server.recipients).count("reader00009@example.test") == 2
    assert window.server.recipients.count("reader00004@example.test") == 1


def test_refused_ones_stand_with_the_words_of_the_server_and_no_address(on):
    window = on(people=12, addresses={"reader00002@example.test": ["rcpt-550!"]})
    window.begin("12")
    window.wait_for_state(RunState.FINISHED)
    tree = window.part(QTreeWidget, "mailing.failed")
    window.wait(lambda: tree.topLevelItemCount() == 1)
    said = [tree.topLevelItem(0).text(column) for column in range(3)]
    assert said[1] == "550"
    assert said[2]
    assert not any("reader00002@example.test" in words for words in said)


def test_the_report_names_no_reader(on, tmp_path):
    window = on(people=3, addresses={"reader00002@example.test": ["rcpt-550!"]})
    window.begin("3")
    window.wait_for_state(RunState.FINISHED)
    window.rooms._sent.save_report(window.runs[0], tmp_path / "report.txt")
    window.wait((tmp_path / "report.txt").exists)
    report = (tmp_path / "report.txt").read_text()
    assert "Sent: 2" in report
    assert "@example.test" not in report


def answer(name, label):
    """Press a button of the question that opens next, as often as it takes to be there."""

    def press():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or box.objectName() != name:
            QTimer.singleShot(20, press)
            return
        next(button for button in box.buttons() if button.text().replace("&", "") == label).click()

    QTimer.singleShot(0, press)


def test_closing_in_the_middle_asks_then_pauses_and_nobody_gets_it_twice(on, open_window):
    window = on(**SLOW)
    window.begin()
    has_sent(window, 1)
    answer("mailing.closing", "Keep the window open")
    window.window.close()
    assert window.window.isVisible()
    assert window.runs[0].state is RunState.RUNNING
    answer("mailing.closing", "Pause and close")
    window.window.close()
    assert not window.window.isVisible()
    run = window.runs[0]
    assert (run.state, run.reason) == (RunState.PAUSED, PauseReason.INTERRUPTED)
    assert run.counts.unknown == 0
    assert run.counts.sent == len(window.server.recipients)

    at_full_speed(window)
    again = open_window(window.stage)
    notice = again.part(NoticeBar, "window.interrupted")
    again.wait(lambda: "stopped after" in notice.sentence)
    assert f"{run.counts.sent} of 30" in notice.sentence
    again.press("window.interrupted.sending-go-on")
    again.wait_for_state(RunState.FINISHED)
    assert sorted(window.server.recipients) == [f"reader{number:05}@example.test" for number in range(30)]


def test_a_run_that_was_confirmed_and_never_begun_is_said_at_the_start(on, open_window):
    window = on()
    plan = window.parts.sending.look(window.stage.newsletter, "news", "Friends")
    run = window.parts.sending.start(plan, 30)
    again = open_window(window.stage, 60.0)
    notice = again.part(NoticeBar, "window.interrupted")
    again.wait(lambda: "stopped after 0 of 30" in notice.sentence)
    again.press("window.interrupted.sending-look")
    again.wait(lambda: again.window.findChild(QLabel, "mailing.state") is not None)
    again.says("mailing.state", "confirmed and not begun")
    again.press("mailing.resume")
    again.says("mailing.state", "The first message goes in")  # nobody has it, so there is time once more
    again.press("mailing.cancel")
    again.wait(lambda: again.library.runs.get(run.id).state is RunState.CANCELLED)
    assert window.server.recipients == []


def test_without_a_keyring_the_password_is_asked_for_and_not_kept(on):
    signed = {"user": "news", "sign_in": SignIn.PASSWORD}
    window = on(people=3, account=signed, password="open sesame")
    window.open_dialog()
    window.press("mailing.next")
    window.type("mailing.test_addresses", "meera@example.test")
    assert not window.part(QPushButton, "mailing.test").isEnabled()
    window.type("mailing.test_password", "wrong")
    window.press("mailing.test")
    window.says("mailing.trouble.sentence", "did not accept")
    window.part(QLineEdit, "mailing.test_password").clear()
    window.type("mailing.test_password", "open sesame")
    window.press("mailing.test")
    window.says("mailing.outcomes", "meera@example.test: The server took it.")
    window.wait(lambda: window.part(QPushButton, "mailing.next").isEnabled())
    window.press("mailing.next")
    window.type("mailing.count", "3")
    window.press("mailing.start")
    window.wait(lambda: window.runs)
    window.wait_for_state(RunState.FINISHED)
    assert len(window.server.recipients) == 4
    assert window.secrets._kept == {}
    found = [file for file in window.library.folder.rglob("*") if file.is_file()]
    assert found
    assert not [file for file in found if b"open sesame" in file.read_bytes()]


def test_going_on_without_the_password_asks_for_it(on):
    signed = {"user": "news", "sign_in": SignIn.PASSWORD}
    window = on(people=3, account=signed, password="open sesame")
    plan = window.parts.sending.look(window.stage.newsletter, "news", "Friends")
    run = window.parts.sending.start(plan, 3)
    window.rooms.show_run(run)
    is_seen(window, "mailing.resume")
    window.press("mailing.resume")
    window.wait(lambda: window.part(QLineEdit, "mailing.run_password").isVisible())
    window.says("mailing.run_trouble.sentence", "No password is kept")
    window.type("mailing.run_password", "open sesame")
    window.press("mailing.resume")
    window.wait_for_state(RunState.FINISHED)
    assert len(window.server.recipients) == 3
