"""Says what belongs to a mail account as a person would."""

from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.desktop.widgets.words import without_options
from newsletter_app.i18n import N_, _
from newsletter_app.mailing.providers import Provider

SECURITIES = {
    Security.TLS: N_("TLS from the start, usually port 465"),
    Security.STARTTLS: N_("STARTTLS, usually port 587"),
    Security.NONE: N_("None, within this computer only"),
}
SIGN_INS = {
    SignIn.PASSWORD: N_("Password"),
    SignIn.TOKEN: N_("Access token"),
    SignIn.NONE: N_("Nothing"),
}
PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def advice_of(provider: Provider | None) -> str:
    """Return what a provider wants for signing in, "" where nothing is known."""
    return without_options(provider.advice_in_words) if provider else ""


def line_of(account: MailAccount) -> str:
    """Return what an account is called, in whose name it writes, and by which server."""
    if account.name == account.sender:
        return _("{sender}\nby {host}").format(sender=account.sender, host=account.host)
    return _("{name}\n{sender} by {host}").format(name=account.name, sender=account.sender, host=account.host)
