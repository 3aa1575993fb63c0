"""The page of the mail accounts on a real library."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from newsletter_app import paths
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.desktop.accounts.presenter import AccountsPresenter
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.mailing.folder_mailer import FolderMailer
from newsletter_app.secret_store import MemorySecrets, Secret

NEWS = MailAccount(
    "News",
    "smtp.example.org",
    465,
    Security.TLS,
    "news@example.org",
    "Harbour Project",
    user="news@example.org",
    sign_in=SignIn.PASSWORD,
)


@pytest.fixture(scope="session")
def theme(qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    yield theme
    theme.deleteLater()


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        yield library


@dataclass
class Page:
    """What a test of the accounts holds."""

    window: QWidget
    presenter: AccountsPresenter
    library: object
    secrets: object

    def part(self, name, kind=QWidget):
        found = [each for each in self.window.findChildren(kind, name) if each.window().isVisible()]
        assert found, name
        return found[-1]

    def dialog(self, name):
        found = [each for each in self.window.findChildren(QDialog, name) if each.isVisible()]
        assert len(found) == 1, name
        return found[0]

    @property
    def steps(self):
        steps = self.part("accounts.steps")
        return [steps.item(row).text() for row in range(steps.count())]

    @property
    def kept(self):
        return self.library.accounts.all()


@pytest.fixture
def page_on(qtbot, theme, library, tmp_path):
    def made(*accounts, secrets=None, open_mailer=None, tasks=None):
        window = QWidget()
        qtbot.addWidget(window)
        keeping = secrets or MemorySecrets()
        room = MailAccounts(library, keeping, open_mailer or (lambda *_of: FolderMailer(tmp_path / "mail")))
        for account in accounts:
            room.add(account, Secret("a-secret") if account.sign_in is not SignIn.NONE else None)
        changes = LibraryChanges(window)
        presenter = AccountsPresenter(window, room, tasks or ImmediateTasks(window), changes, theme)
        window.show()
        qtbot.waitExposed(window)
        presenter.show()
        return Page(window, presenter, library, keeping)

    return made


@pytest.fixture
def page(page_on):
    return page_on(NEWS)


@pytest.fixture
def another():
    """Return what makes another account."""
    return lambda **values: replace(NEWS, **values)


@pytest.fixture
def keys(qtbot):
    """Press keys where the keys go now, as a person does."""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier, where=None):
        target = where or QApplication.activeModalWidget().focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(target, key)
        else:
            qtbot.keyClick(target, key, modifier)

    return press
