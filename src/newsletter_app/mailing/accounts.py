"""Looks after mail accounts, with their secrets in the keyring."""

from dataclasses import dataclass, replace

from newsletter_app.content.changes import Changes
from newsletter_app.content.ids import new_id
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.errors import SecretsUnavailable
from newsletter_app.i18n import _
from newsletter_app.library.library import Library
from newsletter_app.mailing.account_checks import checked
from newsletter_app.mailing.account_secrets import secret_for
from newsletter_app.mailing.mailer import OpenMailer, Tell, silent
from newsletter_app.secret_store import Secret, SecretStore


@dataclass(frozen=True, slots=True)
class Removed:
    """What is gone; `left_in_keyring` is the name of a secret that could not be deleted, "" for none."""

    changes: Changes
    left_in_keyring: str = ""


class MailAccounts:
    """The accounts mail goes out by: values in the library, secrets in the keyring and nowhere else."""

    def __init__(self, library: Library, secrets: SecretStore, open_mailer: OpenMailer) -> None:
        self._accounts = library.accounts
        self._secrets = secrets
        self._open_mailer = open_mailer

    def all(self) -> tuple[MailAccount, ...]:
        """Return all accounts, by name."""
        return self._accounts.all()

    def called(self, name: str) -> MailAccount:
        """Return the account of that name or id. Raises Missing."""
        return self._accounts.called(name)

    def add(self, account: MailAccount, secret: Secret | None = None) -> MailAccount:
        """Take in an account; return it with its id.

        Where there is no keyring it is kept without its secret, which `secret_id` "" tells; the secret is
        then needed at each use. Raises ContentError for what cannot be, Conflict where the name is taken.
        """
        added = self._accounts.add(replace(checked(account), secret_id=""))
        return self._with_secret(added, secret)

    def save(self, account: MailAccount, secret: Secret | None = None) -> MailAccount:
        """Write an account over the one of its id, with another secret where one is given.

        The kept secret stays, unless the account signs in by other means now. Raises as `add` does, Missing,
        and SecretsUnavailable where the old secret cannot be deleted.
        """
        before = self._accounts.called(account.id)
        fresh = replace(checked(account), secret_id=before.secret_id)
        if fresh.sign_in is not before.sign_in and not secret:
            self._forget(before)
            fresh = replace(fresh, secret_id="")
        self._accounts.save(fresh)
        return self._with_secret(fresh, secret)

    def remove(self, name: str) -> Removed:
        """Take out an account, and its secret. Raises Missing, NotNow while a sending by it has not ended."""
        account = self._accounts.called(name)
        changes = self._accounts.remove(account.id)
        try:
            self._forget(account)
        except SecretsUnavailable:
            return Removed(changes, account.secret_id)
        return Removed(changes)

    def test(self, name: str, secret: Secret | None = None, tell: Tell = silent) -> tuple[str, ...]:
        """Try name, connection, encryption and sign-in; return a sentence for each, then that all is well.

        Each step is told when it is reached. No message is sent. Raises ServerUnreachable, SignInRefused,
        Missing, SecretsUnavailable.
        """
        account = self._accounts.called(name)
        said: list[str] = []

        def keep(sentence: str) -> None:
            said.append(sentence)
            tell(sentence)

        mailer = self._open_mailer(account, secret_for(account, self._secrets, secret))
        try:
            mailer.open(keep)
        finally:
            mailer.close()
        return (*said, _("The account “{name}” is ready to send.").format(name=account.name))

    def _with_secret(self, account: MailAccount, secret: Secret | None) -> MailAccount:
        """Return the account with its secret in the keyring, or as it is where there is none to keep."""
        if not secret:
            return account
        kept = replace(account, secret_id=account.secret_id or f"mail-{new_id()}")
        try:
            self._secrets.set(kept.secret_id, secret)
        except SecretsUnavailable:
            return account
        self._accounts.save(kept)
        return kept

    def _forget(self, account: MailAccount) -> None:
        if account.secret_id:
            self._secrets.delete(account.secret_id)
