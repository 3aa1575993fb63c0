"""A person looks after the accounts that mail goes out by."""

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.desktop.accounts.account_presenter import AccountPresenter
from newsletter_app.desktop.accounts.faults import faults_of
from newsletter_app.desktop.accounts.words import advice_of
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.widgets.words import without_options
from newsletter_app.errors import SecretsUnavailable, ServerUnreachable
from newsletter_app.mailing.folder_mailer import FolderMailer
from newsletter_app.mailing.providers import PROVIDERS
from newsletter_app.secret_store import MemorySecrets

pytestmark = pytest.mark.window
PASSWORD = "canary-7351"


class NoKeyring(MemorySecrets):
    """A computer without a keyring."""

    def set(self, name, secret):
        raise SecretsUnavailable("There is no keyring.")


@pytest.fixture
def opened(page, keys):
    """The dialog of the only account."""
    keys(Qt.Key.Key_Return, where=page.part("accounts.list"))
    return page.dialog("accounts.account_dialog")


@pytest.fixture
def blank(page_on, keys):
    """A page without accounts, with the dialog that adds one."""
    page = page_on()
    page.part("accounts.add").click()
    return page, page.dialog("accounts.account_dialog")


def test_without_an_account_the_first_one_is_offered(page_on):
    page = page_on()
    assert page.part("accounts.state.sentence").text().startswith("No mail account yet.")
    page.part("accounts.state.act").click()
    assert page.dialog("accounts.account_dialog").windowTitle() == "Add an account"


def test_the_accounts_are_listed_with_sender_and_server(page):
    assert page.part("accounts.list").item(0).text() == "News\nnews@example.org by smtp.example.org"


def test_an_address_of_a_known_provider_fills_in_the_rest(blank, keys):
    _page, dialog = blank
    keys("harbour@gmail.com")
    form = dialog.form
    assert form.lines["host"].text() == "smtp.gmail.com"
    assert (form.port.value(), form.chosen_security) == (465, Security.TLS)
    assert form.lines["user"].text() == "harbour@gmail.com"
    assert form.provider.currentText() == "Gmail, Google Workspace"
    assert form.advice.text().startswith("Google wants an app password")


def test_what_was_written_by_hand_is_left_alone(blank, keys):
    _page, dialog = blank
    keys("mail.example.org", where=dialog.form.lines["host"])
    keys("somebody", where=dialog.form.lines["user"])
    keys("harbour@gmail.com", where=dialog.form.lines["sender"])
    assert dialog.form.lines["host"].text() == "mail.example.org"
    assert dialog.form.lines["user"].text() == "somebody"


def test_a_provider_without_addresses_of_its_own_is_chosen_from_the_list(blank, keys):
    _page, dialog = blank
    keys("news@example.org", where=dialog.form.lines["sender"])
    dialog.form.provider.setCurrentText("SendGrid")
    dialog.form.provider.activated.emit(dialog.form.provider.currentIndex())
    assert dialog.form.lines["host"].text() == "smtp.sendgrid.net"
    assert dialog.form.lines["user"].text() == "apikey"
    assert dialog.form.port.value() == 587


def test_the_usual_port_follows_the_encryption(blank):
    _page, dialog = blank
    form = dialog.form
    form.security.setCurrentIndex(form.security.findData(str(Security.STARTTLS)))
    assert form.port.value() == 587
    form.port.setValue(2525)
    form.security.setCurrentIndex(form.security.findData(str(Security.TLS)))
    assert form.port.value() == 2525


def test_enter_saves_and_the_password_lies_in_the_keyring_alone(blank, keys, library):
    page, _dialog = blank
    keys("harbour@gmail.com")
    secret = page.part("accounts.secret")
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    keys(PASSWORD, where=secret)
    keys(Qt.Key.Key_Return)
    (account,) = page.kept
    assert account.name == "harbour@gmail.com"
    assert page.secrets.get(account.secret_id).text == PASSWORD
    assert PASSWORD.encode() not in b"".join(
        file.read_bytes() for file in library.folder.rglob("*") if file.is_file()
    )
    assert secret.text() == ""
    assert page.part("accounts.list").count() == 1


def test_where_there_is_no_keyring_it_is_said_and_nothing_is_stored(page_on, keys):
    page = page_on(secrets=NoKeyring())
    page.part("accounts.add").click()
    dialog = page.dialog("accounts.account_dialog")
    keys("harbour@gmail.com")
    keys(PASSWORD, where=dialog.form.secret)
    keys(Qt.Key.Key_Return, where=dialog)
    assert "it will be asked for each time" in page.part("accounts.said").text()
    assert page.kept[0].secret_id == ""
    assert "Close" in [button.text() for button in dialog.buttons.buttons()]
    keys(Qt.Key.Key_Return, where=dialog)  # who was told of it once is not held up by it
    assert not dialog.isVisible()


def test_an_empty_account_is_not_told_that_its_name_is_empty(blank, keys):
    page, dialog = blank
    keys(Qt.Key.Key_Return, where=dialog)
    assert page.part("accounts.sender_trouble").text().startswith("There is no address.")
    assert not dialog.findChild(QWidget, "accounts.name_trouble").isVisible()


def test_the_dialog_is_as_tall_as_what_is_asked_for(blank):
    _page, dialog = blank
    tall = dialog.height()
    dialog.form.sign_in.setCurrentIndex(dialog.form.sign_in.findData("none"))
    assert dialog.height() < tall
    area = dialog.findChild(QScrollArea, "accounts.form")
    assert dialog.form.height() <= area.viewport().height()
    dialog.form.sign_in.setCurrentIndex(dialog.form.sign_in.findData("password"))
    assert dialog.height() == tall


def test_each_fault_stands_below_its_field(blank, keys):
    page, dialog = blank
    keys("nobody", where=dialog.form.lines["sender"])
    keys("https://mail", where=dialog.form.lines["host"])
    keys("x", where=dialog.form.lines["reply_to"])
    keys(Qt.Key.Key_Return, where=dialog)
    assert page.part("accounts.sender_trouble").text().startswith("The address has no @.")
    assert page.part("accounts.host_trouble").text().startswith("The host of the account is no name")
    assert page.part("accounts.reply_to_trouble").isVisible()
    assert page.part("accounts.reply_to").isVisible()
    assert not page.part("accounts.name_trouble").text().startswith("The name")
    assert page.kept == ()


def test_no_encryption_is_for_this_computer_alone(another):
    assert set(faults_of(another(security=Security.NONE))) == {"host"}
    assert faults_of(another(security=Security.NONE, host="localhost")) == {}


def test_a_name_that_is_taken_is_said_at_the_name(page, keys):
    page.part("accounts.add").click()
    dialog = page.dialog("accounts.account_dialog")
    keys("news@example.net", where=dialog.form.lines["sender"])
    keys("smtp.example.net", where=dialog.form.lines["host"])
    keys("News", where=dialog.form.lines["name"])
    keys(Qt.Key.Key_Return, where=dialog)
    assert "already an account called “News”" in page.part("accounts.name_trouble").text()
    assert len(page.kept) == 1


def test_changing_keeps_the_password_that_is_not_shown(page, opened, keys):
    assert page.part("accounts.secret").text() == ""
    assert page.part("accounts.secret").placeholderText().startswith("Kept in the keyring")
    page.part("accounts.sender_name").setText("The Harbour")
    keys(Qt.Key.Key_Return, where=opened)
    (account,) = page.kept
    assert account.sender_name == "The Harbour"
    assert page.secrets.get(account.secret_id).text == "a-secret"


def test_an_account_that_signs_in_with_nothing_asks_for_no_password(page, opened):
    form = opened.form
    form.sign_in.setCurrentIndex(form.sign_in.findData(str(SignIn.NONE)))
    assert not form.secret.isVisible()
    assert not form.lines["user"].isVisible()
    form.sign_in.setCurrentIndex(form.sign_in.findData(str(SignIn.TOKEN)))
    assert form.secret.accessibleName() == "Access token"


def test_a_private_certificate_that_is_none_is_said_at_its_field(page, opened, tmp_path):
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    presenter = page.window.findChild(AccountPresenter)
    presenter.trust(file)
    assert (
        page.part("accounts.ca_trouble").text().startswith("The file of the certificate authority holds no")
    )
    presenter.trust(tmp_path / "gone.pem")
    assert "could not be read" in page.part("accounts.ca_trouble").text()
    assert opened.form.account(page.kept[0]).ca == ""


def test_trying_saves_and_tells_each_step(page, opened):
    page.part("accounts.sender_name").setText("The Harbour")
    opened.try_out.click()
    assert page.steps[0].startswith("Messages are put into")
    assert page.steps[1] == "The account “News” is ready to send."
    assert page.kept[0].sender_name == "The Harbour"
    assert opened.isVisible()
    assert opened.try_out.text() == "Save and &try the connection"


def test_what_a_try_comes_to_grief_with_is_said_in_words(page_on, another, keys):
    class Deaf(FolderMailer):
        def open(self, tell=lambda _sentence: None):
            tell("The name smtp.example.org is known.")
            raise ServerUnreachable("smtp.example.org does not answer.", hint="Try later (or use --wait).")

    page = page_on(another(), open_mailer=lambda *_of: Deaf(None))
    keys(Qt.Key.Key_Return, where=page.part("accounts.list"))
    page.part("accounts.try").click()
    assert page.steps == [
        "The name smtp.example.org is known.",
        "smtp.example.org does not answer. Try later.",
    ]


def test_a_try_without_any_password_says_so_without_naming_options(page_on, another, keys):
    page = page_on(another(), secrets=NoKeyring())
    keys(Qt.Key.Key_Return, where=page.part("accounts.list"))
    page.part("accounts.try").click()
    assert page.steps[-1].startswith("No password is kept for the account “News”.")
    assert "--" not in page.steps[-1]


def test_a_try_never_holds_the_window_and_can_be_stopped(page_on, another, keys, qtbot):
    begun, goes_on = threading.Event(), threading.Event()

    class Slow(FolderMailer):
        def open(self, tell=lambda _sentence: None):
            tell("The name smtp.example.org is known.")
            begun.set()
            goes_on.wait(10)
            tell("This comes too late.")

    tasks = Tasks()
    page = page_on(another(), open_mailer=lambda *_of: Slow(None), tasks=tasks)
    try:
        qtbot.waitUntil(lambda: page.part("accounts.list").count() == 1)
        keys(Qt.Key.Key_Return, where=page.part("accounts.list"))
        dialog = page.dialog("accounts.account_dialog")
        clicked = time.monotonic()
        dialog.try_out.click()
        assert time.monotonic() - clicked < 0.25
        qtbot.waitUntil(lambda: begun.is_set() and len(page.steps) == 1)
        assert not dialog.form.isEnabled()
        assert dialog.try_out.text() == "S&top trying"
        dialog.try_out.click()
        assert dialog.form.isEnabled()
        assert page.steps[-1] == "Stopped; nothing was sent."
    finally:
        goes_on.set()
        assert tasks.close()
    QCoreApplication.processEvents()
    assert "This comes too late." not in page.steps


def test_removing_asks_first_and_takes_the_password_out_of_the_keyring(page, keys):
    secret_id = page.kept[0].secret_id
    keys(Qt.Key.Key_Delete, where=page.part("accounts.list"))
    keys(Qt.Key.Key_Return, where=page.dialog("accounts.remove_account"))
    assert len(page.kept) == 1
    keys(Qt.Key.Key_Delete, where=page.part("accounts.list"))
    keys(Qt.Key.Key_Space, where=page.part("accounts.remove_account.act"))
    assert page.kept == ()
    assert page.secrets.get(secret_id) is None
    assert page.part("accounts.state.sentence").isVisible()


def test_no_advice_in_the_window_names_an_option_of_the_command_line():
    assert all("--" not in advice_of(provider) for provider in PROVIDERS)
    assert without_options("Sign in (or not).") == "Sign in (or not)."


def test_all_fields_are_reached_by_tab_and_have_names(opened, keys):
    seen = []
    for _step in range(16):
        focus = opened.focusWidget()
        seen.append(focus.objectName())
        assert focus.accessibleName() or getattr(focus, "text", str)(), focus.objectName()
        keys(Qt.Key.Key_Tab, where=focus)
    order = ["sender", "sender_name", "provider", "host", "port", "security", "sign_in", "user", "secret"]
    assert seen[: len(order)] == [f"accounts.{name}" for name in order]
    assert {"accounts.name", "accounts.more", "accounts.try", "accounts.save"} <= set(seen)
