"""Finds the password or token that an account signs in with."""

from newsletter_app.content.mail_account import MailAccount, SignIn
from newsletter_app.errors import Open, SecretsUnavailable
from newsletter_app.i18n import _
from newsletter_app.secret_store import Secret, SecretStore


def secret_for(account: MailAccount, secrets: SecretStore, given: Secret | None = None) -> Secret | None:
    """Return the secret to sign in with: the one given now, else the kept one; None where nobody signs in.

    Raises SecretsUnavailable where it is needed and neither given nor kept.
    """
    if account.sign_in is SignIn.NONE:
        return None
    if given:
        return given
    kept = secrets.get(account.secret_id) if account.secret_id else None
    if not kept:
        raise _not_kept(account)
    return kept


def _not_kept(account: MailAccount) -> SecretsUnavailable:
    if account.sign_in is SignIn.TOKEN:
        message = _("No access token is kept for the account “{name}”.")
        hint = _("Give it each time (on the command line with --token-stdin), or change the account.")
    else:
        message = _("No password is kept for the account “{name}”.")
        hint = _("Give it each time (on the command line with --password-stdin), or change the account.")
    return SecretsUnavailable(message.format(name=account.name), hint=hint, action=Open.ACCOUNTS)
