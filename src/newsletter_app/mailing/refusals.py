"""Says in words what a server refused about a message."""

from newsletter_app.errors import MailError, MessageRefused, Open, RecipientRefused, SignInRefused
from newsletter_app.i18n import N_, _
from newsletter_app.mailing.reply import Reply

TOO_LARGE = Reply(552, "5.3.4")
_NOT_SIGNED_IN = 530
# The enhanced codes of RFC 3463, without their class.
_OF_READERS = {
    ".1.1": N_("There is no such mailbox ({answer})."),
    ".1.10": N_("The domain of this reader takes no mail ({answer})."),
    ".1.2": N_("There is no such domain ({answer})."),
    ".2.1": N_("This reader's mailbox is closed ({answer})."),
    ".2.2": N_("This reader's mailbox is full ({answer})."),
    ".4.4": N_("There is no way to this reader's domain ({answer})."),
}
_OF_MESSAGES = {
    ".3.4": N_("The message is larger than {host} takes ({answer})."),
    ".2.3": N_("The message is larger than {host} takes ({answer})."),
    ".4.5": N_("{host} has too much to do now ({answer})."),
}


def of_sender(host: str, reply: Reply) -> MailError:
    """Return the error of a refusal before any reader was named."""
    if reply.code == _NOT_SIGNED_IN:
        return SignInRefused(
            _("{host} wants us to sign in first ({answer}).").format(host=host, answer=reply.shown),
            hint=_("Add user and password to the account."),
            action=Open.ACCOUNTS,
            code=reply.code,
        )
    return _message(host, reply, N_("{host} does not take mail from this sender ({answer})."))


def of_recipient(host: str, reply: Reply) -> RecipientRefused:
    """Return the error of a refused reader."""
    usual = N_("{host} refused this reader ({answer}).")
    hint = _("See whether the address is right; else take the reader off the list.")
    if 400 <= reply.code < 500:
        usual = N_("{host} asks to try this reader again later ({answer}).")
        hint = _("It is tried again; some servers take mail only at the second time.")
    sentence = _OF_READERS.get(reply.status[1:], usual)
    return RecipientRefused(
        _(sentence).format(host=host, answer=reply.shown), hint=hint, action=Open.READERS, code=reply.code
    )


def of_message(host: str, reply: Reply) -> MessageRefused:
    """Return the error of a refused message."""
    return _message(host, reply, N_("{host} refused this message ({answer})."))


def _message(host: str, reply: Reply, usual: str) -> MessageRefused:
    hint = _("See whether the account may send in the name of its From address, and how the message is made.")
    if 400 <= reply.code < 500:
        usual = N_("{host} asks to send more slowly or later ({answer}).")
        hint = _("Go on later, or with a lower rate.")
    sentence = _OF_MESSAGES.get(reply.status[1:], usual)
    if sentence != usual:
        hint = _("Use fewer or smaller pictures.") if reply.code >= 500 else hint
    return MessageRefused(
        _(sentence).format(host=host, answer=reply.shown), hint=hint, action=Open.SENDING, code=reply.code
    )
