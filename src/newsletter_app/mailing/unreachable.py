"""Says in words why there is no safe connection to a server."""

import errno
import socket

from newsletter_app.errors import Open, ServerUnreachable
from newsletter_app.i18n import _

_STARTTLS_PORT = 587


def _unreachable(message: str, hint: str, code: int = 0) -> ServerUnreachable:
    return ServerUnreachable(message, hint=hint, action=Open.ACCOUNTS, code=code)


def name_unknown(host: str, error: socket.gaierror) -> ServerUnreachable:
    """Return the error of a name that could not be looked up."""
    if error.errno == socket.EAI_AGAIN:
        return _unreachable(
            _("The name {host} could not be looked up.").format(host=host),
            _("See whether this computer is connected to the internet, then try again."),
        )
    return _unreachable(
        _("There is no server called {host}.").format(host=host),
        _("See whether the host of the account is spelt right, and this computer is connected."),
    )


def not_connected(host: str, port: int, error: OSError) -> ServerUnreachable:
    """Return the error of a port that could not be connected to."""
    place = {"host": host, "port": port}
    if isinstance(error, TimeoutError):
        return _unreachable(
            _("{host} did not answer on port {port} in time.").format(**place),
            _("Try again later. If it stays so, a firewall may be in the way, or the port is another one."),
        )
    if error.errno == errno.ECONNREFUSED:
        return _unreachable(
            _("{host} takes no connections on port {port}.").format(**place),
            _("See whether the port is right (usually 465 or 587), and the server is running."),
        )
    return _unreachable(
        _("{host} cannot be reached on port {port}.").format(**place),
        _("See whether this computer is connected to the internet, then try again."),
    )


def said_nothing(host: str, port: int) -> ServerUnreachable:
    """Return the error of a server that takes the connection without a greeting."""
    return _unreachable(
        _("{host} took the connection on port {port} and said nothing.").format(host=host, port=port),
        _(
            "It may expect TLS from the first byte on: choose the security “tls” (usually port 465). "
            "Nothing was sent."
        ),
    )


def not_smtp(host: str, port: int) -> ServerUnreachable:
    """Return the error of a server that speaks something else."""
    return _unreachable(
        _("What answers at {host} on port {port} is no mail server.").format(host=host, port=port),
        _("See whether host and port are those for outgoing mail (SMTP). Nothing was sent."),
    )


def turned_away(host: str, code: int) -> ServerUnreachable:
    """Return the error of a server that wants no conversation now."""
    return _unreachable(
        _("{host} does not talk to us now ({code}).").format(host=host, code=code),
        _("Try again later."),
        code,
    )


def closed(host: str, code: int = 0) -> ServerUnreachable:
    """Return the error of a connection that ended before a message was handed over."""
    return _unreachable(
        _("{host} closed the connection, or did not answer in time.").format(host=host),
        _("Nothing was handed over. Try again later."),
        code,
    )


def not_open(host: str) -> ServerUnreachable:
    """Return the error of a connection that is not there."""
    return _unreachable(
        _("There is no connection to {host}.").format(host=host),
        _("The message was not handed over. Connect again."),
    )


def not_loopback(host: str) -> ServerUnreachable:
    """Return the error of an unencrypted way to another computer."""
    return _unreachable(
        _("A connection without encryption is for this computer alone, and {host} is another one.").format(
            host=host
        ),
        _("Choose the security “tls” (usually port 465) or “starttls” (usually port 587). Nothing was sent."),
    )


def no_starttls(host: str, port: int) -> ServerUnreachable:
    """Return the error of a server that offers no encryption, or from whose answer it was taken out."""
    return _unreachable(
        _("{host} offers no encryption on port {port}.").format(host=host, port=port),
        _(
            "Choose the security “tls” (usually port 465). If it was offered before, somebody on the way may "
            "have taken it out: use another network. Nothing was sent."
        ),
    )


def starttls_refused(host: str, code: int) -> ServerUnreachable:
    """Return the error of a server that offers encryption, then does not begin."""
    return _unreachable(
        _("{host} cannot encrypt the connection now ({code}).").format(host=host, code=code),
        _("Try again later. Nothing was sent."),
        code,
    )


def interfered(host: str) -> ServerUnreachable:
    """Return the error of words in clear where TLS had to begin."""
    return _unreachable(
        _("Somebody put words into the connection to {host} before it was encrypted.").format(host=host),
        _("Use another network, and tell whoever looks after the server. Nothing was sent."),
    )


def speaks_no_tls(host: str, port: int) -> ServerUnreachable:
    """Return the error of a port that does not begin with TLS."""
    hint = _("Choose the security “starttls” (usually port 587), or another port. Nothing was sent.")
    if port == _STARTTLS_PORT:
        hint = _("Choose the security “starttls”, which belongs to port 587. Nothing was sent.")
    return _unreachable(
        _("{host} does not begin with TLS on port {port}.").format(host=host, port=port), hint
    )


def outdated(host: str) -> ServerUnreachable:
    """Return the error of a server that knows no encryption of today."""
    return _unreachable(
        _("{host} offers only outdated encryption, older than TLS 1.2.").format(host=host),
        _("Ask whoever looks after the server to renew it, or use another server. Nothing was sent."),
    )


def no_handshake(host: str) -> ServerUnreachable:
    """Return the error of an encryption that could not be agreed."""
    return _unreachable(
        _("No encrypted connection to {host} came about.").format(host=host),
        _("Try again later. If it stays so, tell whoever looks after the server. Nothing was sent."),
    )


def damaged_ca() -> ServerUnreachable:
    """Return the error of a certificate authority that cannot be read any more."""
    return _unreachable(
        _("The certificate authority kept with the account cannot be read."),
        _("Add the account again with its file."),
    )
