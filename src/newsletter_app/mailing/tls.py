"""Makes connections safe: TLS 1.2 at least, a trusted certificate, the right name."""

import ssl

from newsletter_app.errors import Open, ServerUnreachable
from newsletter_app.i18n import _
from newsletter_app.mailing import unreachable

# The codes of X509_V_ERR_… in OpenSSL's x509_vfy.h.
_NOT_YET, _EXPIRED = 9, 10
_SELF_SIGNED = 18
_NO_ISSUER = (2, 19, 20, 21)
_OTHER_NAME = (62, 64)
_PLAIN = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")
_OLD = ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE", "VERSION_TOO_LOW")


def client_context(ca: str) -> ssl.SSLContext:
    """Return what a connection is checked by; `ca` is the PEM of a private authority to trust as well, or "".

    Raises ssl.SSLError where it cannot be read.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca:
        context.load_verify_locations(cadata=ca)
    return context


def looking_context() -> ssl.SSLContext:
    """Return what a certificate is only looked at by, to say who issued it; no message goes through it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def has_unknown_issuer(error: OSError) -> bool:
    """Tell whether a certificate was refused for who issued it."""
    return isinstance(error, ssl.SSLCertVerificationError) and error.verify_code in _NO_ISSUER


def in_words(error: OSError, host: str, port: int, issuer: str = "") -> ServerUnreachable:
    """Return why TLS did not come about; `issuer` is who issued the certificate, "" where unknown."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServerUnreachable(
            _certificate_fault(error.verify_code, host, issuer),
            hint=_certificate_advice(error.verify_code),
            action=Open.ACCOUNTS,
        )
    reason = (error.reason or "") if isinstance(error, ssl.SSLError) else ""
    if any(word in reason for word in _OLD):
        return unreachable.outdated(host)
    if any(word in reason for word in _PLAIN):
        return unreachable.speaks_no_tls(host, port)
    return unreachable.no_handshake(host)


def _certificate_fault(code: int, host: str, issuer: str) -> str:
    if code == _EXPIRED:
        return _("The certificate of {host} has expired.").format(host=host)
    if code == _NOT_YET:
        return _("The certificate of {host} is not valid yet.").format(host=host)
    if code in _OTHER_NAME:
        return _("The server's certificate is for another name than {host}.").format(host=host)
    if code == _SELF_SIGNED:
        return _("The certificate of {host} was issued by the server itself.").format(host=host)
    if code in _NO_ISSUER and issuer:
        return _("The certificate of {host} was issued by “{issuer}”, which is not known here.").format(
            host=host, issuer=issuer
        )
    if code in _NO_ISSUER:
        return _("The certificate of {host} was issued by somebody who is not known here.").format(host=host)
    return _("The certificate of {host} cannot be trusted.").format(host=host)


def _certificate_advice(code: int) -> str:
    if code == _NOT_YET:
        return _("See whether the clock of this computer is right. Nothing was sent.")
    if code == _EXPIRED:
        return _("Whoever looks after the server has to renew it. Nothing was sent.")
    if code in _OTHER_NAME:
        return _("Write the host as the certificate has it; your provider tells the name. Nothing was sent.")
    return _(
        "If it is your own server, add its certificate authority to the account (a PEM file). "
        "Else somebody may be in between: use another network. Nothing was sent."
    )
