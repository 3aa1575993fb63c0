"""Fills in where an account's mail goes out."""

from newsletter_app.content.mail_account import Security
from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.providers import provider_at, provider_of

_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def way_out(
    sender: str, host: str = "", port: int = 0, security: Security | None = None
) -> tuple[str, int, Security]:
    """Return host, port and security, of which each that is empty is filled in.

    Without a host they are those of the provider of the sender's domain; with one, those of a known provider
    there; else 587 is for STARTTLS, and all else for TLS on 465 (RFC 8314). Raises ContentError where there
    is no host and the domain is nobody's.
    """
    provider = provider_at(host) if host else provider_of(sender)
    if not host and provider is None:
        raise ContentError(
            _("No host was given, and {domain} is none of the providers known here.").format(
                domain=sender.rpartition("@")[2]
            ),
            hint=_("Give the server for outgoing mail (--host); your provider tells its name."),
            action=Open.ACCOUNTS,
        )
    if provider and not port and security in (None, provider.security):
        return provider.host, provider.port, provider.security
    place = host or (provider.host if provider else "")
    kind = security or (Security.STARTTLS if port in (25, 587, 2525) else Security.TLS)
    return place, port or _PORTS[kind], kind
