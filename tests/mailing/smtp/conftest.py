"""Servers in threads that do what no good server does, with certificates made for the moment."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from newsletter_app.content.address import Address
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.mailing.connecting import Timeouts
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.secret_store import Secret

PASSWORD = "schlüssel-Kanarienvogel-7351"
CONTENT = "the canary of the content"
_LATE = 2
USER = "news@example.test"


@dataclass(frozen=True)
class Certificates:
    """PEM files: `ok` for localhost and 127.0.0.1, others with one thing wrong; `ca` issued them."""

    ca: str
    folder: Path

    def context(self, name: str = "ok") -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem")
        return context


@pytest.fixture(scope="session")
def certificates(tmp_path_factory) -> Certificates:
    pytest.importorskip("cryptography", reason="The certificates are made by the package cryptography.")
    folder = tmp_path_factory.mktemp("certificates")
    maker = CertificateMaker("Test Authority of Ours")
    stranger = CertificateMaker("Stranger’s Authority")
    day = dt.timedelta(days=1)
    now = dt.datetime.now(dt.UTC)
    fine = (now - day, now + day)
    maker.write(folder / "ok.pem", "localhost", fine)
    maker.write(folder / "other-name.pem", "elsewhere.test", fine)
    maker.write(folder / "expired.pem", "localhost", (now - 3 * day, now - day))
    maker.write(folder / "not-yet.pem", "localhost", (now + day, now + 3 * day))
    stranger.write(folder / "stranger.pem", "localhost", fine)
    maker.write(folder / "self-signed.pem", "localhost", fine, by_itself=True)
    return Certificates(maker.pem, folder)


class CertificateMaker:
    """An authority for one test run."""

    def __init__(self, name: str) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import NameOID

        self._x509, self._hashes, self._curve = x509, hashes, ec
        self._named = lambda text: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = self._named(name)
        now = dt.datetime.now(dt.UTC)
        days = (now - dt.timedelta(days=9), now + dt.timedelta(days=9))
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        unsigned = self._begun(self._name, self._name, self._key, days)
        unsigned = unsigned.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        unsigned = unsigned.add_extension(usage, critical=True)
        self.pem = self._text(unsigned.sign(self._key, hashes.SHA256()))

    def write(self, file: Path, name: str, days: tuple[dt.datetime, dt.datetime], by_itself=False) -> None:
        from cryptography.hazmat.primitives import serialization

        x509 = self._x509
        key = self._curve.generate_private_key(self._curve.SECP256R1())
        issuer, signer = (self._named(name), key) if by_itself else (self._name, self._key)
        names = [x509.DNSName(name)]
        if name == "localhost":
            names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        unsigned = self._begun(self._named(name), issuer, key, days)
        unsigned = unsigned.add_extension(x509.SubjectAlternativeName(names), critical=False)
        unsigned = unsigned.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.write_text(private.decode() + self._text(unsigned.sign(signer, self._hashes.SHA256())))

    def _begun(self, subject, issuer, key, days):
        builder = self._x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
        builder = builder.public_key(key.public_key()).serial_number(self._x509.random_serial_number())
        builder = builder.not_valid_before(days[0]).not_valid_after(days[1])
        return builder.add_extension(
            self._x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )

    @staticmethod
    def _text(certificate) -> str:
        from cryptography.hazmat.primitives import serialization

        return certificate.public_bytes(serialization.Encoding.PEM).decode()


Deed = str | Callable[["Conversation", str], str]
"""What a server does at a step: "" what a good one does, "550 no" that answer, DROP and RESET an end without
an answer, LATE no answer in time (LATE 250 ok: then that one)."""


@dataclass
class Script:
    """What a server does at each step.

    Keys: CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY (once the first line of content has come),
    END, RSET, QUIT; NOTHING is the end of what is for nobody. A list is used up one by one, its last again
    and again.
    """

    deeds: dict[str, Deed | list[Deed]] = field(default_factory=dict)
    offers: tuple[str, ...] = ("SIZE 100000", "8BITMIME", "ENHANCEDSTATUSCODES")
    auth: str = "PLAIN LOGIN"
    auth_before_tls: bool = False
    starttls: bool = True
    injected: bytes = b""
    context: ssl.SSLContext | None = None
    is_tls_from_the_start: bool = False
    stalls_in_handshake: bool = False
    takes_what_is_for_nobody: bool = False
    password: str = PASSWORD


@dataclass
class Kept:
    """A message as it came in."""

    sender: str
    recipients: list[str]
    data: bytes


class Server:
    """Listens on 127.0.0.1; `clear` is every byte heard outside TLS, `kept` what it took."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.clear = bytearray()
        self.inside = bytearray()
        self.kept: list[Kept] = []
        self.for_nobody: list[bytes] = []
        self.commands: list[str] = []
        self.connections = 0
        self._ends = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def next_deed(self, step: str) -> Deed:
        deed = self.script.deeds.get(step, "")
        if not isinstance(deed, list):
            return deed
        return deed.pop(0) if len(deed) > 1 else deed[0]

    def wait(self, seconds: float) -> None:
        self._ends.wait(seconds)

    def close(self) -> None:
        self._ends.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        while not self._ends.is_set():
            try:
                connection, _address = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            connection.settimeout(10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=self._converse, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _converse(self, connection: socket.socket) -> None:
        conversation = Conversation(self, connection)
        with suppress(OSError, ValueError, EOFError):
            conversation.run()
        conversation.close()


class Conversation:
    """One connection of a server."""

    def __init__(self, server: Server, connection: socket.socket) -> None:
        self.server = server
        self.script = server.script
        self.socket = connection
        self.is_tls = False
        self._buffer = b""
        self.envelope = Kept("", [], b"")

    def run(self) -> None:
        if self.script.stalls_in_handshake and self.script.is_tls_from_the_start:
            self.server.wait(60)
        if self.script.is_tls_from_the_start:
            self._encrypt()
        if self.act("CONNECT", "220 server.test ESMTP"):
            while self._command(self.line().decode("utf-8", "replace").rstrip("\r\n")):
                pass

    def close(self) -> None:
        with suppress(OSError):
            self.socket.close()

    def line(self) -> bytes:
        while b"\n" not in self._buffer:
            heard = self.socket.recv(65_536)
            if not heard:
                raise EOFError
            (self.server.inside if self.is_tls else self.server.clear).extend(heard)
            self._buffer += heard
        line, end, self._buffer = self._buffer.partition(b"\n")
        return line + end

    def deed(self, step: str, argument: str = "") -> str:
        deed = self.server.next_deed(step)
        return deed if isinstance(deed, str) else deed(self, argument)

    def act(self, step: str, usual: str, argument: str = "") -> bool:
        """Do what the script says; tell whether the conversation goes on as a good one would."""
        return self.do(self.deed(step, argument), usual)

    def do(self, deed: str, usual: str) -> bool:
        if deed in ("DROP", "RESET"):
            if deed == "RESET":
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            raise EOFError
        if deed.startswith("LATE"):
            self.server.wait(_LATE)
            deed = deed.removeprefix("LATE").strip()
        self.say(deed or usual)
        return not deed or deed[:1] in "23"

    def say(self, text: str) -> None:
        self.socket.sendall("".join(f"{line}\r\n" for line in text.split("\n")).encode())

    def _command(self, line: str) -> bool:
        self.server.commands.append(line)
        verb, _space, argument = line.partition(" ")
        name = verb.upper()
        if name == "QUIT":
            self.act("QUIT", "221 Bye")
            return False
        {
            "EHLO": self._ehlo,
            "STARTTLS": self._starttls,
            "AUTH": self._auth,
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "RSET": self._rset,
        }.get(name, self._unknown)(argument)
        return True

    def _unknown(self, _argument: str) -> None:
        self.say("500 5.5.2 unknown")

    def _ehlo(self, argument: str) -> None:
        offers = list(self.script.offers)
        if self.script.context and self.script.starttls and not self.is_tls:
            offers.append("STARTTLS")
        if self.script.auth and (self.is_tls or self.script.auth_before_tls or not self.script.context):
            offers.append(f"AUTH {self.script.auth}")
        lines = ["server.test", *offers]
        usual = "\n".join(f"250{'-' if each is not lines[-1] else ' '}{each}" for each in lines)
        self.act("EHLO", usual, argument)

    def _starttls(self, argument: str) -> None:
        if deed := self.deed("STARTTLS"):
            self.do(deed, "")
            return
        self.socket.sendall(b"220 2.0.0 go\r\n" + self.script.injected)
        if self.script.stalls_in_handshake:
            self.server.wait(60)
        self._buffer = b""
        self._encrypt()

    def _encrypt(self) -> None:
        assert self.script.context is not None
        self.socket = self.script.context.wrap_socket(self.socket, server_side=True)
        self.is_tls = True

    def _auth(self, argument: str) -> None:
        import base64

        way, _space, first = argument.partition(" ")

        def plain(text: str) -> str:
            return base64.b64decode(text).decode()

        def ask(words: str) -> str:
            self.say(f"334 {words}")
            return self.line().decode().strip()

        if way == "LOGIN":
            ask("VXNlcm5hbWU6")
            given = plain(ask("UGFzc3dvcmQ6"))
        elif way == "XOAUTH2":
            given = plain(first).split("Bearer ")[1].rstrip("\1")
        else:
            given = plain(first).split("\0")[2]
        is_right = given == self.script.password
        if way == "XOAUTH2" and not is_right:
            assert ask("eyJzdGF0dXMiOiI0MDEifQ==") == ""
        self.act("AUTH", "235 2.7.0 in" if is_right else "535 5.7.8 no", argument)

    def _mail(self, argument: str) -> None:
        if self.act("MAIL", "250 2.1.0 ok", argument):
            self.envelope = Kept(argument, [], b"")

    def _rcpt(self, argument: str) -> None:
        usual = "250 2.1.5 ok" if self.envelope.sender else "503 5.5.1 MAIL first"
        if self.act("RCPT", usual, argument) and self.envelope.sender:
            self.envelope.recipients.append(argument)

    def _data(self, argument: str) -> None:
        is_for_somebody = bool(self.envelope.recipients) or self.script.takes_what_is_for_nobody
        usual = "354 go on" if is_for_somebody else "554 5.5.1 no valid recipients"
        if not self.act("DATA", usual, argument) or not is_for_somebody:
            return
        data, first = b"", True
        while (line := self.line()) != b".\r\n":
            data += line.removeprefix(b".")
            if first and (deed := self.deed("BODY")):
                self.do(deed, "")
            first = False
        self.envelope.data = data
        if not self.envelope.recipients:
            self.server.for_nobody.append(data)
            self.act("NOTHING", "554 5.5.1 no valid recipients")
            return
        deed = self.deed("END")
        if not deed or deed.split()[0] in ("DROP", "RESET", "LATE"):
            self.server.kept.append(self.envelope)
        self.do(deed, "250 2.0.0 taken")

    def _rset(self, argument: str) -> None:
        self.envelope = Kept("", [], b"")
        self.act("RSET", "250 2.0.0 forgotten", argument)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers; they end with the test."""
    servers: list[Server] = []

    def start(**told) -> Server:
        servers.append(Server(Script(**told)))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def quick() -> Timeouts:
    """Patience for servers that are late on purpose."""
    return Timeouts(opening=1, answer=1, taking=1)


@pytest.fixture
def account(certificates: Certificates) -> Callable[..., MailAccount]:
    """Make the account of a server."""

    def make(server: Server, **told) -> MailAccount:
        usual = MailAccount(
            name="news",
            host="127.0.0.1",
            port=server.port,
            security=Security.STARTTLS,
            sender=USER,
            ca=certificates.ca,
            user=USER,
            sign_in=SignIn.PASSWORD,
        )
        return replace(usual, **told)

    return make


@pytest.fixture
def secret() -> Secret:
    return Secret(PASSWORD)


@pytest.fixture
def write() -> Callable[..., OutgoingMessage]:
    return a_message


def a_message(to: str = "reader", text: str = CONTENT) -> OutgoingMessage:
    data = f"Subject: News\r\n\r\n{text}\r\n.a line that begins with a dot\r\n".encode()
    return OutgoingMessage(Address("news", "example.test"), Address(to, "example.test"), data)


@pytest.fixture
def message() -> OutgoingMessage:
    return a_message()
