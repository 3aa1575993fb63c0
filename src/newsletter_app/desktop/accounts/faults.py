"""Finds which fields of an account cannot be as they are."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.errors import ContentError
from newsletter_app.mailing.account_checks import checked
from newsletter_app.mailing.address_words import address_of

_SOUND = MailAccount("sound", "localhost", 465, Security.TLS, "news@example.org")


def faults_of(account: MailAccount) -> dict[str, ContentError]:
    """Return what is wrong, by the name of the field; each is judged beside others that are sound.

    A name that is not there is none of them, for an account is called after its sender.
    """
    alone = {
        "sender_name": replace(_SOUND, sender_name=account.sender_name),
        "host": replace(_SOUND, host=account.host, security=account.security),
        "port": replace(_SOUND, port=account.port),
        "user": replace(_SOUND, user=account.user, sign_in=account.sign_in),
        "name": replace(_SOUND, name=account.name or _SOUND.name),
        "unsubscribe_url": replace(_SOUND, unsubscribe_url=account.unsubscribe_url),
        "ca": replace(_SOUND, ca=account.ca),
    }
    addresses = {"sender": account.sender} | ({"reply_to": account.reply_to} if account.reply_to else {})
    found = {name: _fault(partial(address_of, text)) for name, text in addresses.items()}
    found |= {name: _fault(partial(checked, tried)) for name, tried in alone.items()}
    return {name: fault for name, fault in found.items() if fault is not None}


def _fault(judge: Callable[[], object]) -> ContentError | None:
    try:
        judge()
    except ContentError as error:
        return error
    return None
