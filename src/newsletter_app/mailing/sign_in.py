"""Signs in to a mail server: PLAIN and LOGIN in UTF-8 (RFC 4616), XOAUTH2 for tokens."""

import base64

from newsletter_app.content.mail_account import MailAccount, SignIn
from newsletter_app.errors import MailError, Open, ServerUnreachable, SignInRefused
from newsletter_app.i18n import _
from newsletter_app.mailing.providers import provider_at
from newsletter_app.mailing.reply import CLOSING, Reply
from newsletter_app.mailing.wire import Wire
from newsletter_app.secret_store import Secret

_GOES_ON = 334
_NEEDS_OTHER_PASSWORD = 534
# smtplib's own `login` takes ASCII only, and tries a wrong password once for each way the server knows.


def sign_in(wire: Wire, account: MailAccount, secret: Secret | None) -> None:
    """Sign in with what the account signs in with; nothing happens where it does not.

    Raises SignInRefused, ServerUnreachable where the server asks to try again later, OSError.
    """
    if account.sign_in is SignIn.NONE:
        return
    if not secret:
        raise _refused(account, _("There is no password for {host}.").format(host=account.host))
    if "\0" in account.user + secret.text:
        raise _refused(account, _("A password cannot hold the character NUL."))
    reply = _said(wire, account, secret)
    if not reply.is_fine:
        raise refusal_in_words(account, reply)


def _said(wire: Wire, account: MailAccount, secret: Secret) -> Reply:
    ways = wire.esmtp_features.get("auth", "").upper().split()
    if account.sign_in is SignIn.TOKEN:
        if "XOAUTH2" in ways:
            return _with_token(wire, account.user, secret.text)
        raise _no_way(
            account, _("{host} takes no access tokens."), _("Let the account sign in by a password.")
        )
    if "PLAIN" in ways:
        return wire.say("AUTH", "PLAIN " + _coded(f"\0{account.user}\0{secret.text}"))
    if "LOGIN" in ways:
        return _step_by_step(wire, account.user, secret.text)
    if "XOAUTH2" in ways:
        raise _no_way(
            account, _("{host} takes access tokens alone."), _("Let the account sign in by an access token.")
        )
    raise _no_way(
        account, _("{host} lets nobody sign in here."), _("Choose another port, usually 465 or 587.")
    )


def _step_by_step(wire: Wire, user: str, password: str) -> Reply:
    reply = wire.say("AUTH", "LOGIN")
    for word in (user, password):
        if reply.code != _GOES_ON:
            return reply
        reply = wire.answer_challenge(_coded(word))
    return reply


def _with_token(wire: Wire, user: str, token: str) -> Reply:
    reply = wire.say("AUTH", "XOAUTH2 " + _coded(f"user={user}\1auth=Bearer {token}\1\1"))
    return wire.answer_challenge("") if reply.code == _GOES_ON else reply


def _coded(text: str) -> str:
    return base64.b64encode(text.encode(errors="replace")).decode()


def refusal_in_words(account: MailAccount, reply: Reply) -> MailError:
    """Return the error of an answer to AUTH."""
    if 400 <= reply.code < 500:
        message = _("{host} cannot sign anybody in now ({answer}).")
        if reply.code == CLOSING:
            message = _("{host} closed the connection while we signed in ({answer}).")
        return ServerUnreachable(
            message.format(host=account.host, answer=reply.shown),
            hint=_("Try again later."),
            action=Open.ACCOUNTS,
            code=reply.code,
        )
    if reply.code == _NEEDS_OTHER_PASSWORD or reply.status == "5.7.9":
        message = _("{host} needs an app password ({answer}).")
    elif account.sign_in is SignIn.TOKEN:
        message = _("{host} did not accept the access token ({answer}).")
    else:
        message = _("{host} did not accept the user or the password ({answer}).")
    return _refused(account, message.format(host=account.host, answer=reply.shown), reply.code)


def _no_way(account: MailAccount, message: str, hint: str) -> SignInRefused:
    told = message.format(host=account.host)
    return SignInRefused(told, hint=_provider_advice(account) or hint, action=Open.ACCOUNTS)


def _refused(account: MailAccount, message: str, code: int = 0) -> SignInRefused:
    return SignInRefused(message, hint=_advice(account), action=Open.ACCOUNTS, code=code)


def _advice(account: MailAccount) -> str:
    if advice := _provider_advice(account):
        return advice
    if account.sign_in is SignIn.TOKEN:
        return _("Tokens expire after about an hour: get a new one from your provider.")
    return _(
        "Enter them again; some providers want an app password, made on their page, instead of the usual."
    )


def _provider_advice(account: MailAccount) -> str:
    provider = provider_at(account.host)
    return provider.advice_in_words if provider and provider.advice else ""
