"""Judges what a person enters for a mail account."""

import re
import ssl
import unicodedata
from dataclasses import replace
from urllib.parse import urlsplit

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.hosts import is_host, is_loopback
from newsletter_app.mailing.tls import client_context

TOKEN = "{token}"  # noqa: S105 - a place in an address, no token
_LONGEST_NAME = 100
_LONGEST_URL = 800
# The characters of RFC 3986 but "#", behind which a server sees nothing, and ",", where header lines break.
_URL = re.compile(r"https://[A-Za-z0-9\-._~:/?\[\]@!$&'()*+;=%{}]+")
_FROM = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>\s*")
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_MOST_CA = 200_000


def checked(account: MailAccount) -> MailAccount:
    """Return the account in its plain form. Raises ContentError with the first thing that cannot be."""
    return replace(
        account,
        name=_line(account.name.strip(), _("The name of the account"), _LONGEST_NAME),
        host=_host(account.host.strip(), account.security),
        port=_port(account.port),
        sender=address_of(account.sender, _("The From address")),
        sender_name=_line(account.sender_name.strip(), _("The sender's name"), _LONGEST_NAME, least=0),
        reply_to=address_of(account.reply_to, _("The Reply-To address")) if account.reply_to.strip() else "",
        ca=authorities_in(account.ca) if account.ca else "",
        unsubscribe_url=_unsubscribe_url(account.unsubscribe_url.strip()),
        user=_user(account),
    )


def sender_of(text: str) -> tuple[str, str]:
    """Return the name and the address written as `Name <address>`, or as the address alone.

    Raises ContentError.

    >>> sender_of('"Harbour Project" <news@example.org>')
    ('Harbour Project', 'news@example.org')
    """
    found = _FROM.fullmatch(text.strip())
    if not found:
        return "", address_of(text, _("The From address"))
    name = found["name"].strip()
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1]).strip()
    return (
        _line(name, _("The sender's name"), _LONGEST_NAME, least=0),
        address_of(found["address"], _("The From address")),
    )


def address_of(text: str, what: str) -> str:
    """Return an address as it goes on the wire; `what` begins the sentence. Raises ContentError."""
    try:
        return parse_address(text).text
    except NotAnAddress as error:
        raise _wrong(
            _("{what} is no mail address we can use.").format(what=what),
            _("Write it as news@example.org; the From address may be “Name <news@example.org>”."),
        ) from error


def authorities_in(text: str) -> str:
    """Return the certificates in a PEM text, and nothing else of it. Raises ContentError."""
    if "PRIVATE KEY" in text:
        raise _wrong(
            _("The file of the certificate authority holds a private key."),
            _("Give the certificate alone, and keep the key where it was."),
        )
    found = "\n".join(each.group() for each in _CERTIFICATE.finditer(text[:_MOST_CA]))
    try:
        client_context(found)
    except (ssl.SSLError, ValueError) as error:
        raise _no_authority() from error
    if not found:
        raise _no_authority()
    return f"{found}\n"


def _host(host: str, security: Security) -> str:
    if not is_host(host):
        raise _wrong(
            _("The host of the account is no name of a server."),
            _("Write it as smtp.example.org, without port and without https."),
        )
    if security is Security.NONE and not is_loopback(host):
        raise _wrong(
            _(
                "A connection without encryption is for this computer alone, and {host} is another one."
            ).format(host=host),
            _("Choose the security “tls” (usually port 465) or “starttls” (usually port 587)."),
        )
    return host.lower()


def _port(port: int) -> int:
    if not 0 < port < 65_536:
        raise _wrong(_("There is no port {port}.").format(port=port), _("It is usually 465 or 587."))
    return port


def _user(account: MailAccount) -> str:
    if account.sign_in is SignIn.NONE:
        return ""
    return _line(account.user.strip(), _("The user to sign in as"), 320)


def _unsubscribe_url(url: str) -> str:
    if not url:
        return ""
    if len(url) <= _LONGEST_URL and _URL.fullmatch(url) and _is_safe_place(url):
        return url
    raise _wrong(
        _("The address for unsubscribing is none that can be used."),
        _("Write it as https://example.org/leave?reader={token}; it has to be https and plain ASCII.").format(
            token=TOKEN
        ),
    )


def _is_safe_place(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _port_of_it = parts.hostname or "", parts.port
    except ValueError:
        return False
    behind = url.removeprefix(f"{parts.scheme}://{parts.netloc}")
    braces = re.sub(re.escape(TOKEN), "", behind, count=1)
    return is_host(host) and "@" not in parts.netloc and not set("{}") & set(parts.netloc + braces)


def _line(text: str, what: str, most: int, least: int = 1) -> str:
    if len(text) < least:
        raise _wrong(_("{what} is empty.").format(what=what), _("Write one."))
    if len(text) > most:
        raise _wrong(
            _("{what} is longer than {most} characters.").format(what=what, most=most), _("Shorten it.")
        )
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text):
        raise _wrong(
            _("{what} holds a line break or another control character.").format(what=what),
            _("Write it on one line."),
        )
    return text


def _no_authority() -> ContentError:
    return _wrong(
        _("The file of the certificate authority holds no certificate that can be read."),
        _("It has to be a PEM file, with lines that say BEGIN CERTIFICATE."),
    )


def _wrong(message: str, hint: str) -> ContentError:
    return ContentError(message, hint=hint, action=Open.ACCOUNTS)
