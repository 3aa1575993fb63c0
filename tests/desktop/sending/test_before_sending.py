"""What is checked and tried before a newsletter goes, and the other ways it can go."""

import stat
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from newsletter_app.content.discreet import USUAL_WORDS
from newsletter_app.content.run import RunState
from newsletter_app.desktop.widgets.notice_bar import NoticeBar

pytestmark = pytest.mark.window


def go_to_the_test(window):
    window.open_dialog()
    window.press("mailing.next")


def send_a_test(window, addresses):
    field = window.part(QLineEdit, "mailing.test_addresses")
    field.clear()
    window.type("mailing.test_addresses", addresses)
    window.press("mailing.test")
    window.wait(lambda: window.part(QLabel, "mailing.outcomes").isVisible())
    window.wait(lambda: window.part(QPushButton, "mailing.next").isEnabled())


def test_a_test_goes_to_several_addresses_each_alone_and_they_are_remembered(window):
    go_to_the_test(window)
    assert window.part(QPushButton, "mailing.next").text() == "&Go on without a test"
    send_a_test(window, "meera@example.test, tom@example.test")
    outcomes = window.part(QLabel, "mailing.outcomes").text()
    assert outcomes.splitlines() == [
        "meera@example.test: The server took it.",
        "tom@example.test: The server took it.",
    ]
    assert [mail["Subject"] for mail in window.server.mails()] == ["[TEST] News of spring"] * 2
    assert [line["rcpt"] for line in window.server.kept] == [["meera@example.test"], ["tom@example.test"]]
    window.wait(lambda: window.part(QPushButton, "mailing.next").text() == "&Go on")
    window.says("mailing.since_test", "Nothing has changed since.")
    window.qtbot.keyClick(window.dialog, Qt.Key.Key_Escape)
    window.wait(lambda: window.dialog is None)
    go_to_the_test(window)
    field = window.part(QLineEdit, "mailing.test_addresses")
    assert field.text() == "meera@example.test, tom@example.test"


def test_one_refused_address_is_said_beside_the_other(serve, stage, open_window):
    server = serve(addresses={"gone@example.test": ["rcpt-550!"]})
    window = open_window(stage(server.port, 3))
    go_to_the_test(window)
    send_a_test(window, "gone@example.test; meera@example.test")
    refused, taken = window.part(QLabel, "mailing.outcomes").text().splitlines()
    assert refused.startswith("gone@example.test: ")
    assert "took it" not in refused
    assert taken == "meera@example.test: The server took it."


def test_what_is_no_address_is_said_and_nothing_goes(window):
    go_to_the_test(window)
    window.type("mailing.test_addresses", "meera@example.test, tom at example")
    window.press("mailing.test")
    window.says("mailing.trouble.sentence", "“tom at example” is no mail address.")
    assert window.server.recipients == []


def test_what_changed_since_the_test_is_shown_and_confirmed(window):
    go_to_the_test(window)
    send_a_test(window, "meera@example.test")
    window.press("mailing.close")
    window.wait(lambda: window.dialog is None)
    window.desk.change(replace(window.desk.item, introduction="A new beginning."))
    go_to_the_test(window)
    window.says("mailing.since_test", "of the text differ")
    assert "+ A new beginning." in window.part(QPlainTextEdit, "mailing.lines").toPlainText()
    assert window.part(QPushButton, "mailing.next").text() == "&Go on without another test"
    window.press("mailing.next")
    assert "of the text differ" in window.part(QLabel, "mailing.confirm.since").text()


def test_a_server_that_is_down_is_said_in_place_with_one_thing_to_do(serve, stage, open_window):
    server = serve()
    window = open_window(stage(server.port, 3))
    go_to_the_test(window)
    server.end()
    window.type("mailing.test_addresses", "meera@example.test")
    window.press("mailing.test")
    window.says("mailing.trouble.sentence", "takes no connections on port")
    assert [button.text() for button in window.part(NoticeBar, "mailing.trouble").buttons] == [
        "Go to the accounts"
    ]
    window.wait(lambda: window.part(QPushButton, "mailing.test").text() == "Send the test")


def test_telling_words_are_named_and_the_list_is_changed_on_the_way(window):
    window.desk.change(replace(window.desk.item, subject="News from the refuge"))
    window.open_dialog()
    window.says("mailing.telling", "A passer-by can read “refuge” on a locked screen.")
    window.press("mailing.words_open")
    window.wait(lambda: window.window.findChild(QDialog, "mailing.words_dialog") is not None)
    words = window.part(QPlainTextEdit, "mailing.words")
    assert set(words.toPlainText().splitlines()) == set(USUAL_WORDS)
    words.setPlainText("garden\nspring")
    window.press("mailing.words_save")
    window.wait(lambda: not window.part(QLabel, "mailing.telling").isVisible())
    assert window.library.mail_tests.words() == ("garden", "spring")
    window.wait(lambda: window.part(QPushButton, "mailing.next").isEnabled())
    window.press("mailing.close")
    window.desk.change(replace(window.desk.item, subject="News of the garden"))
    window.says("newsletter.discreet_hint", "“garden”")


def test_the_words_are_reached_from_the_composer(window):
    window.press("newsletter.discreet")
    window.press("newsletter.discreet_words")
    assert window.window.findChild(QDialog, "mailing.words_dialog") is not None


def test_account_and_list_are_the_ones_of_the_last_time(window):
    window.library.readers.make_list("A list before")
    window.library.accounts.add(replace(window.stage.account, id="", name="another"))
    window.open_dialog()
    readers = window.part(QComboBox, "mailing.list")
    assert readers.currentText().startswith("A list before")
    readers.setCurrentIndex(readers.findData(window.stage.list.id))
    readers.activated.emit(readers.currentIndex())
    account = window.part(QComboBox, "mailing.account")
    account.setCurrentIndex(account.findData(window.stage.account.id))
    account.activated.emit(account.currentIndex())
    window.wait(lambda: window.part(QPushButton, "mailing.next").isEnabled())
    window.wait(lambda: "30 people" in window.part(QLabel, "mailing.who").text())
    window.confirm()
    window.press("mailing.start")
    window.wait(lambda: window.runs)
    window.wait_for_state(RunState.FINISHED)
    window.open_dialog()
    assert window.part(QComboBox, "mailing.list").currentData() == window.stage.list.id
    assert window.part(QComboBox, "mailing.account").currentData() == window.stage.account.id


def test_without_an_account_the_first_step_says_so(window):
    window.library.accounts.remove(window.stage.account.id)
    window.window.activateWindow()
    window.press("newsletter.send")
    window.says("mailing.trouble.sentence", "There is no account yet")
    assert not window.part(QPushButton, "mailing.next").isEnabled()
    assert window.dialog.focusWidget().text() == "Set up an account"
    assert "is shown here once" in window.dialog.findChild(QLabel, "preview.waiting").text()
    assert not window.part(QWidget, "mailing.passer_by").isVisible()


def test_a_list_without_anybody_asks_for_no_count(serve, stage, open_window):
    window = open_window(stage(serve().port, 0))
    window.open_dialog()
    assert window.part(QLabel, "mailing.who").text() == "Nobody on this list would get it."
    window.press("mailing.next")
    window.press("mailing.next")
    assert not window.part(QLineEdit, "mailing.count").isVisible()
    assert not window.part(QPushButton, "mailing.start").isEnabled()
    assert window.dialog.focusWidget().objectName() == "mailing.back"


def test_what_went_wrong_at_one_step_is_not_said_at_the_next(window):
    go_to_the_test(window)
    window.type("mailing.test_addresses", "tom at example")
    window.press("mailing.test")
    window.says("mailing.trouble.sentence", "is no mail address")
    window.press("mailing.next")
    assert not window.part(QWidget, "mailing.trouble").isVisible()


def test_an_empty_newsletter_is_said_to_be_empty(window):
    window.desk.change(replace(window.desk.item, entries=(), introduction=" "))
    window.open_dialog()
    window.says("mailing.findings", "The newsletter is empty")
    window.part(QPushButton, "mailing.words_open").setFocus()
    window.qtbot.keyClick(window.dialog.focusWidget(), Qt.Key.Key_Tab)
    assert window.dialog.focusWidget().objectName() == "mailing.findings"


def test_a_post_is_not_sent_but_said(window):
    window.desk.open(window.library.items.find("spring-meeting").record.id)
    window.window.menus.action("send").trigger()
    window.wait(lambda: "Open the newsletter" in window.part(NoticeBar, "window.notice").sentence)
    assert window.dialog is None


def test_a_draft_opens_in_the_mail_program_and_goes_with_the_window(window):
    window.open_dialog()
    window.dialog.findChild(QAction, "mailing.draft").trigger()
    window.wait(lambda: window.opened)
    (file,) = window.opened
    window.says("mailing.trouble.sentence", "The draft opens in your mail program.")
    assert file.suffix == ".eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert b"X-Unsent: 1" in file.read_bytes()
    assert b"News of spring" in file.read_bytes()
    window.press("mailing.close")
    window.window.close()
    assert not file.parent.exists()


@pytest.mark.parametrize(
    ("service", "tag"),
    [("listmonk", ".Subscriber.FirstName"), ("mailchimp", "*|FNAME|*"), ("brevo", "FIRSTNAME")],
)
def test_a_list_service_gets_its_own_tags(window, service, tag):
    window.open_dialog()
    window.dialog.findChild(QAction, f"mailing.service.{service}").trigger()
    window.wait(lambda: window.window.findChild(QDialog, "mailing.hand_over") is not None)
    hand_over = window.part(QDialog, "mailing.hand_over")
    assert hand_over.windowTitle().casefold() == f"hand over to {service}"
    notes = " ".join(label.text() for label in hand_over.findChildren(QLabel))
    assert "News of spring" in notes
    assert "--" not in notes  # nothing of the command line
    assert hand_over.focusWidget().objectName() == "mailing.hand_over.copy"
    window.press("mailing.hand_over.copy")
    assert tag in QApplication.clipboard().text()
    assert window.server.recipients == []
