"""Accounts lie in the library, their secrets in the keyring and nowhere else."""

from dataclasses import replace

import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.errors import (
    Conflict,
    ContentError,
    Missing,
    SecretsUnavailable,
    ServerUnreachable,
    SignInRefused,
)
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.account_secrets import secret_for
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.mailing.smtp_mailer import open_smtp
from newsletter_app.secret_store import KeyringSecrets, MemorySecrets, Secret

CANARY = "kanarienvogel-9f3b"


class LockedKeyring(KeyringBackend):
    """A keyring that nobody unlocks."""

    priority = 1

    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked

    def set_password(self, service, username, password):
        raise keyring.errors.KeyringLocked

    def delete_password(self, service, username):
        raise keyring.errors.KeyringLocked


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", lambda data: data, make=True) as opened:
        yield opened


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def accounts(library, secrets) -> MailAccounts:
    return MailAccounts(library, secrets, open_smtp)


@pytest.fixture
def entered() -> MailAccount:
    return MailAccount(
        name="news",
        host="smtp.example.test",
        port=465,
        security=Security.TLS,
        sender="news@example.test",
        user="news@example.test",
        sign_in=SignIn.PASSWORD,
    )


def test_a_secret_is_found_again_by_its_account(accounts, secrets, entered):
    added = accounts.add(entered, Secret(CANARY))

    assert accounts.all() == (added,)
    assert accounts.called("NEWS") == added
    assert secret_for(added, secrets).text == CANARY
    assert CANARY not in repr(added)


def test_the_secret_stands_in_no_file(library, accounts, entered):
    accounts.add(entered, Secret(CANARY))

    files = [file for file in library.folder.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if CANARY.encode() in file.read_bytes()]


def test_the_name_of_a_secret_says_nothing(accounts, entered):
    added = accounts.add(entered, Secret(CANARY))

    assert added.secret_id.startswith("mail-")
    assert "news" not in added.secret_id


def test_another_account_cannot_lead_to_a_secret(accounts, entered):
    mine = accounts.add(entered, Secret(CANARY))

    other = accounts.add(replace(entered, name="other", secret_id=mine.secret_id))

    assert other.secret_id == ""


def test_without_a_keyring_the_account_is_kept_without_its_secret(library, entered):
    accounts = MailAccounts(library, KeyringSecrets(LockedKeyring()), open_smtp)

    added = accounts.add(entered, Secret(CANARY))

    assert added.secret_id == ""
    assert accounts.called("news") == added
    with pytest.raises(SecretsUnavailable, match="No password is kept for the account “news”"):
        accounts.test("news")


def test_a_secret_given_now_is_used_without_a_keyring(entered):
    locked = KeyringSecrets(LockedKeyring())

    assert secret_for(entered, locked, Secret(CANARY)).text == CANARY
    assert secret_for(replace(entered, sign_in=SignIn.NONE), locked, Secret(CANARY)) is None


def test_a_locked_keyring_is_said(entered):
    with pytest.raises(SecretsUnavailable):
        secret_for(replace(entered, secret_id="mail-x"), KeyringSecrets(LockedKeyring()))


def test_removing_takes_the_secret_too(accounts, secrets, entered):
    added = accounts.add(entered, Secret(CANARY))

    removed = accounts.remove("news")

    assert removed.changes.accounts
    assert not removed.left_in_keyring
    assert secrets.get(added.secret_id) is None
    with pytest.raises(Missing):
        accounts.called("news")


def test_a_secret_that_cannot_be_deleted_is_named(library, accounts, entered):
    added = accounts.add(entered, Secret(CANARY))
    locked = MailAccounts(library, KeyringSecrets(LockedKeyring()), open_smtp)

    assert locked.remove("news").left_in_keyring == added.secret_id
    assert locked.all() == ()


def test_saving_keeps_the_secret_unless_another_is_given(accounts, secrets, entered):
    added = accounts.add(entered, Secret(CANARY))

    renamed = accounts.save(replace(added, name="bulletin"))
    assert secret_for(renamed, secrets).text == CANARY

    changed = accounts.save(renamed, Secret("another"))
    assert changed.secret_id == added.secret_id
    assert secret_for(changed, secrets).text == "another"


def test_signing_in_by_other_means_forgets_the_old_secret(accounts, secrets, entered):
    added = accounts.add(entered, Secret(CANARY))

    changed = accounts.save(replace(added, sign_in=SignIn.NONE))

    assert secrets.get(added.secret_id) is None
    assert changed.secret_id == ""
    assert accounts.called("news") == changed


def test_what_cannot_be_is_not_added(accounts, secrets, entered):
    accounts.add(entered)

    with pytest.raises(Conflict):
        accounts.add(replace(entered, name="News"), Secret(CANARY))
    with pytest.raises(ContentError):
        accounts.add(replace(entered, name="plain", security=Security.NONE), Secret(CANARY))

    assert len(accounts.all()) == 1
    assert not secrets._kept


def test_a_trial_says_each_step(serve, certificates, account, secret, accounts):
    server = serve(context=certificates.context())
    accounts.add(account(server), secret)
    told = []

    said = accounts.test("news", tell=told.append)

    assert tuple(told) == said[:-1]
    assert len(said) == 5
    assert said[-1] == "The account “news” is ready to send."
    assert server.kept == []
    assert server.commands[-1] == "QUIT"


def test_a_trial_that_fails_has_told_the_steps_before(serve, certificates, account, accounts):
    server = serve(context=certificates.context())
    accounts.add(account(server), Secret("wrong"))
    told = []

    with pytest.raises(SignInRefused):
        accounts.test("news", tell=told.append)
    assert len(told) == 3

    server.close()
    told.clear()
    with pytest.raises(ServerUnreachable):
        accounts.test("news", tell=told.append)
    assert len(told) == 1
