"""Opens a safe connection to a mail server."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.errors import MailError
from newsletter_app.i18n import _
from newsletter_app.mailing import tls, unreachable
from newsletter_app.mailing.certificates import issuer_of
from newsletter_app.mailing.hosts import is_host, is_loopback
from newsletter_app.mailing.mailer import Tell
from newsletter_app.mailing.sign_in import sign_in
from newsletter_app.mailing.transcript import Transcript
from newsletter_app.mailing.wire import NotSmtp, SpokeTooSoon, Wire
from newsletter_app.secret_store import Secret

Place = tuple[socket.AddressFamily, Any]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: from the first packet to the encrypted greeting, for an answer, for the last answer.

    The last is what RFC 5321, section 4.5.3.2.6 asks for: a shorter one makes doubles.
    """

    opening: float = 28
    answer: float = 120
    taking: float = 600


class Connecting:
    """Opens connections for one account; nothing of worth is said before the other side is known."""

    def __init__(self, account: MailAccount, timeouts: Timeouts, transcript: Transcript) -> None:
        self._account = account
        self._timeouts = timeouts
        self._transcript = transcript
        self._ends = 0.0

    def open(self, secret: Secret | None, tell: Tell) -> Wire:
        """Return a connection that is safe and signed in, after telling each step.

        Raises ServerUnreachable, SignInRefused.
        """
        self._ends = time.monotonic() + self._timeouts.opening
        wire = self._connected(tell)
        with _closed_on_failure(wire):
            self._make_safe(wire, tell)
            self._sign_in(wire, secret, tell)
        return wire

    @property
    def _left(self) -> float:
        return max(self._ends - time.monotonic(), 0.001)

    def _connected(self, tell: Tell) -> Wire:
        account = self._account
        places = self._places()
        tell(_("The name {host} is known.").format(host=account.host))
        wire = Wire(self._connection(places), self._transcript)
        tell(_("{host} takes connections on port {port}.").format(host=account.host, port=account.port))
        return wire

    def _places(self) -> list[Place]:
        """Return where the host is; for a way without encryption all of it must be this computer."""
        host = self._account.host
        try:
            places = _looked_up(host, self._account.port)
        except socket.gaierror as error:
            raise unreachable.name_unknown(host, error) from error
        names = [host, *(str(place[0]) for _family, place in places)]
        if self._account.security is Security.NONE and not all(map(is_loopback, names)):
            raise unreachable.not_loopback(host)
        return places

    def _connection(self, places: list[Place]) -> socket.socket:
        failure = OSError()
        for family, place in places:
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(self._left)
                connection.connect(place)
            except OSError as error:
                connection.close()
                failure = error
            else:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection
        raise unreachable.not_connected(self._account.host, self._account.port, failure) from failure

    def _make_safe(self, wire: Wire, tell: Tell) -> None:
        host = self._account.host
        if self._account.security is Security.NONE:
            self._greet(wire)
            tell(_("The connection stays within this computer, without encryption."))
            return
        if self._account.security is Security.STARTTLS:
            self._greet(wire)
            self._ask_for_tls(wire)
        self._encrypt(wire)
        if self._account.security is Security.STARTTLS:
            self._hello(wire)
        else:
            self._greet(wire)
        tell(
            _("The connection is encrypted ({version}), and the certificate is that of {host}.").format(
                version=wire.tls_version, host=host
            )
        )

    def _greet(self, wire: Wire) -> None:
        host, port = self._account.host, self._account.port
        wire.allow(self._left)
        try:
            reply = wire.greeting()
        except TimeoutError as error:
            is_encrypted = bool(wire.tls_version)
            raise (
                unreachable.closed(host) if is_encrypted else unreachable.said_nothing(host, port)
            ) from error
        except NotSmtp as error:
            raise unreachable.not_smtp(host, port) from error
        except OSError as error:
            raise unreachable.closed(host) from error
        if not reply.is_fine:
            raise unreachable.turned_away(host, reply.code)
        self._hello(wire)

    def _hello(self, wire: Wire) -> None:
        with self._in_words():
            wire.allow(self._left)
            reply = wire.hello()
        if not reply.is_fine:
            raise unreachable.turned_away(self._account.host, reply.code)

    def _ask_for_tls(self, wire: Wire) -> None:
        host = self._account.host
        if "starttls" not in wire.esmtp_features:
            raise unreachable.no_starttls(host, self._account.port)
        with self._in_words():
            wire.allow(self._left)
            reply = wire.say("STARTTLS")
        if not reply.is_fine:
            raise unreachable.starttls_refused(host, reply.code)

    def _encrypt(self, wire: Wire) -> None:
        account = self._account
        try:
            context = tls.client_context(account.ca)
        except ssl.SSLError as error:
            raise unreachable.damaged_ca() from error
        try:
            wire.allow(self._left)
            wire.encrypt(context, account.host)
        except SpokeTooSoon as error:
            if account.security is Security.TLS:
                raise unreachable.speaks_no_tls(account.host, account.port) from error
            raise unreachable.interfered(account.host) from error
        except OSError as error:
            issuer = self._issuer() if tls.has_unknown_issuer(error) else ""
            raise tls.in_words(error, account.host, account.port, issuer) from error

    def _issuer(self) -> str:
        """Return who issued the certificate, from a connection of its own on which nothing else is said."""
        try:
            wire = Wire(self._connection(self._places()), Transcript())
            with _closed_on_failure(wire):
                if self._account.security is Security.STARTTLS:
                    self._greet(wire)
                    self._ask_for_tls(wire)
                wire.allow(self._left)
                wire.encrypt(tls.looking_context(), self._account.host)
                issuer = issuer_of(wire.certificate())
            wire.hang_up()
        except (OSError, MailError):
            return ""
        return issuer

    def _sign_in(self, wire: Wire, secret: Secret | None, tell: Tell) -> None:
        with self._in_words():
            wire.allow(self._timeouts.answer)
            sign_in(wire, self._account, secret)
        if self._account.sign_in is SignIn.NONE:
            tell(_("The account signs in with nothing, so none was tried."))
        else:
            tell(_("{host} accepted the sign-in.").format(host=self._account.host))

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unreachable.closed(self._account.host) from error


def _looked_up(host: str, port: int) -> list[Place]:
    if not is_host(host):
        raise socket.gaierror(socket.EAI_NONAME, "")
    return [(each[0], each[4]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@contextmanager
def _closed_on_failure(wire: Wire) -> Iterator[None]:
    try:
        yield
    except BaseException:
        wire.hang_up()
        raise
