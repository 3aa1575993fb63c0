"""Knows where the usual mail providers take outgoing mail."""

from dataclasses import dataclass

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.i18n import N_, _
from newsletter_app.mailing.hosts import is_loopback

_TLS, _STARTTLS = Security.TLS, Security.STARTTLS


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's way out. `domains` are those of its own addresses, none where customers bring theirs.

    `advice` is a sentence about what to sign in with, to be put through `_`, "" for the usual password.
    `user` is what to sign in as where it is not the address.
    """

    name: str
    host: str
    port: int = 465
    security: Security = _TLS
    domains: tuple[str, ...] = ()
    advice: str = ""
    sign_in: SignIn = SignIn.PASSWORD
    user: str = ""

    @property
    def advice_in_words(self) -> str:
        """Return the advice in the language of the window."""
        return _(self.advice) if self.advice else ""


_GOOGLE = N_(
    "Google wants an app password: turn on 2-Step Verification in your Google Account, then make one under "
    "Security, App passwords."
)
_OUTLOOK = N_("Microsoft no longer takes a password here: sign in with an access token.")
_MICROSOFT = N_(
    "Microsoft is doing away with passwords here: sign in with an access token, and have authenticated SMTP "
    "turned on for the mailbox."
)
_APPLE = N_("Apple wants an app-specific password: make one at account.apple.com under Sign-In and Security.")
_FASTMAIL = N_("Fastmail wants an app password: make one under Settings, Privacy & Security.")
_PROTON = N_(
    "Proton Mail Bridge has to run on this computer: take user and password from it, and add the certificate "
    "it exports as the certificate authority."
)
_GMX = N_("Turn on POP3 and IMAP in the settings of the mailbox first, else signing in is refused.")
_ZOHO = N_("Zoho wants an app password where two-factor sign-in is on: make one under Security.")
_BT = N_("BT takes the password of the mailbox; where it is refused, make one for apps in My BT.")
_SES = N_("Use the SMTP user and password made in the console of Amazon SES, not those of AWS.")
_POSTMARK = N_(
    "Use the server's API token both as user and as password; a newsletter needs a broadcast stream."
)
_SENDGRID = N_("The user is the word apikey, the password an API key made under Settings.")
_MAILGUN = N_("Use the SMTP user and password of your sending domain.")
_BREVO = N_("Use the SMTP key made under SMTP & API as the password.")
_SMTP2GO = N_("Use an SMTP user made under Sending, SMTP Users.")
_MAILBOX = N_("Where two-factor sign-in is on, make an app password in the settings.")
_INFOMANIAK = N_("Infomaniak wants a password for the device: make one in the mailbox's settings.")

PROVIDERS = (
    Provider(
        "Gmail, Google Workspace", "smtp.gmail.com", 465, _TLS, ("gmail.com", "googlemail.com"), _GOOGLE
    ),
    Provider(
        *("Outlook.com", "smtp-mail.outlook.com", 587, _STARTTLS),
        ("outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk", "msn.com", "outlook.co.uk"),
        _OUTLOOK,
        SignIn.TOKEN,
    ),
    Provider("Microsoft 365", "smtp.office365.com", 587, _STARTTLS, (), _MICROSOFT, SignIn.TOKEN),
    Provider("iCloud", "smtp.mail.me.com", 587, _STARTTLS, ("icloud.com", "me.com", "mac.com"), _APPLE),
    Provider(
        *("Yahoo", "smtp.mail.yahoo.com", 465, _TLS),
        ("yahoo.com", "yahoo.co.uk", "ymail.com", "rocketmail.com"),
        N_("Yahoo wants an app password: make one on its account security page."),
    ),
    Provider(
        *("AOL", "smtp.aol.com", 465, _TLS, ("aol.com", "aol.co.uk")),
        N_("AOL wants an app password: make one on its account security page."),
    ),
    Provider(
        *("Sky", "smtp.tools.sky.com", 465, _TLS, ("sky.com",)),
        N_("Sky wants an app password: make one on the security page of the mailbox."),
    ),
    Provider("Fastmail", "smtp.fastmail.com", 465, _TLS, ("fastmail.com", "fastmail.fm"), _FASTMAIL),
    Provider("Proton Mail Bridge", "127.0.0.1", 1025, _STARTTLS, ("proton.me", "protonmail.com"), _PROTON),
    Provider("GMX", "mail.gmx.com", 465, _TLS, ("gmx.com", "gmx.co.uk"), _GMX),
    Provider("GMX (gmx.net)", "mail.gmx.net", 465, _TLS, ("gmx.net", "gmx.de", "gmx.at", "gmx.ch"), _GMX),
    Provider("WEB.DE", "smtp.web.de", 465, _TLS, ("web.de",), _GMX),
    Provider("IONOS (UK)", "smtp.ionos.co.uk"),
    Provider("IONOS", "smtp.ionos.com"),
    Provider("IONOS (Germany)", "smtp.ionos.de"),
    Provider("Zoho Mail", "smtp.zoho.com", 465, _TLS, ("zohomail.com", "zoho.com"), _ZOHO),
    Provider("Zoho Mail (Europe)", "smtp.zoho.eu", 465, _TLS, ("zohomail.eu",), _ZOHO),
    Provider(
        "BT", "mail.btinternet.com", 465, _TLS, ("btinternet.com", "btopenworld.com", "talk21.com"), _BT
    ),
    Provider(
        *("Virgin Media", "smtp.virginmedia.com", 465, _TLS),
        ("virginmedia.com", "blueyonder.co.uk", "ntlworld.com", "virgin.net"),
    ),
    Provider("Plusnet", "relay.plus.net", 587, _STARTTLS, ("plus.net", "plus.com")),
    Provider("TalkTalk", "smtp.talktalk.net", 587, _STARTTLS, ("talktalk.net", "tiscali.co.uk")),
    Provider("mailbox.org", "smtp.mailbox.org", 465, _TLS, ("mailbox.org",), _MAILBOX),
    Provider("Posteo", "posteo.de", 465, _TLS, ("posteo.de", "posteo.net", "posteo.org")),
    Provider("Infomaniak", "mail.infomaniak.com", 465, _TLS, ("ik.me", "infomaniak.com"), _INFOMANIAK),
    Provider("OVHcloud", "ssl0.ovh.net"),
    Provider("Gandi", "mail.gandi.net"),
    Provider("Zoho Mail for a domain", "smtppro.zoho.com", advice=_ZOHO),
    Provider("Zoho Mail for a domain (Europe)", "smtppro.zoho.eu", advice=_ZOHO),
    Provider("Amazon SES (London)", "email-smtp.eu-west-2.amazonaws.com", 587, _STARTTLS, (), _SES),
    Provider("Amazon SES (Ireland)", "email-smtp.eu-west-1.amazonaws.com", 587, _STARTTLS, (), _SES),
    Provider("Mailgun", "smtp.mailgun.org", 587, _STARTTLS, (), _MAILGUN),
    Provider("Mailgun (Europe)", "smtp.eu.mailgun.org", 587, _STARTTLS, (), _MAILGUN),
    Provider("Brevo", "smtp-relay.brevo.com", 587, _STARTTLS, (), _BREVO),
    Provider("Postmark", "smtp-broadcasts.postmarkapp.com", 587, _STARTTLS, (), _POSTMARK),
    Provider("SendGrid", "smtp.sendgrid.net", 587, _STARTTLS, (), _SENDGRID, user="apikey"),
    Provider("SMTP2GO", "mail.smtp2go.com", 587, _STARTTLS, (), _SMTP2GO),
)
"""As their own help pages told when this was written; each may change, and can be written over."""


def provider_of(address: str) -> Provider | None:
    """Return the provider whose own address this is, None where the domain says nothing.

    >>> provider_of("ann@gmail.com").host
    'smtp.gmail.com'
    """
    domain = address.rpartition("@")[2].lower()
    return next((each for each in PROVIDERS if domain in each.domains), None)


def provider_at(host: str) -> Provider | None:
    """Return the provider who takes mail at a host, None for all others; this computer is nobody's."""
    plain = host.lower().removesuffix(".")
    return None if is_loopback(plain) else next((each for each in PROVIDERS if each.host == plain), None)
