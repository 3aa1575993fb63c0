"""Speaks SMTP over one connection, within limits of time and size."""

import contextlib
import smtplib
import socket
import ssl
import time
from collections.abc import Sequence

from newsletter_app.mailing.reply import Reply, reply_of
from newsletter_app.mailing.transcript import Transcript

_CALLED = "[127.0.0.1]"
"""What we call ourselves: the usual way, the computer's name, would stand in every mail."""
_LONGEST_LINE = 8_192
_MOST_LINES = 100
_CHUNK = 4_096
_GLANCE = 0.01


class NotSmtp(OSError):
    """The other side does not speak SMTP."""


class SpokeTooSoon(OSError):
    """Something was said in clear after STARTTLS was agreed, where only TLS may follow (CVE-2011-0411)."""


class Wire(smtplib.SMTP):
    """One connection. Its methods raise OSError where it is broken, late, or not SMTP.

    smtplib's own reading waits without end on a server that drips, and its debugging shows passwords.
    """

    def __init__(self, connection: socket.socket, transcript: Transcript) -> None:
        super().__init__(local_hostname=_CALLED)
        self.sock: socket.socket | None = connection
        self._transcript = transcript
        self._heard = b""
        self._ends = 0.0
        self._is_late = False

    @property
    def is_open(self) -> bool:
        """Tell whether the connection is there as far as we know."""
        return self.sock is not None

    @property
    def tls_version(self) -> str:
        """Return what the connection is encrypted by, such as "TLSv1.3", "" for nothing."""
        return (self.sock.version() or "") if isinstance(self.sock, ssl.SSLSocket) else ""

    def allow(self, seconds: float) -> None:
        """Let what comes next take so long, all together."""
        self._ends = time.monotonic() + seconds
        self._is_late = False
        if self.sock is not None:
            self.sock.settimeout(max(seconds, 0.001))

    def greeting(self) -> Reply:
        """Return what the server says first."""
        return self.answer("CONNECT")

    def hello(self) -> Reply:
        """Introduce ourselves; `esmtp_features` holds what the server can do, and nothing from before."""
        code, words = self.ehlo()
        self._transcript.note("EHLO", str(code))
        return reply_of(code, words)

    def say(self, verb: str, words: str = "") -> Reply:
        """Say a command; the transcript gets its name alone."""
        self.putcmd(verb, words)
        return self.answer(verb)

    def say_together(self, commands: Sequence[tuple[str, str]]) -> None:
        """Say several commands in one packet; each gets an answer of its own, in this order."""
        lines = [f"{verb} {words}".rstrip() for verb, words in commands]
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a line end within a command")
        self.send("".join(f"{line}\r\n" for line in lines))

    def answer(self, verb: str) -> Reply:
        """Return the next answer; the transcript gets it beside the name of its command."""
        reply = reply_of(*self.getreply())
        self._transcript.note(verb, reply.shown)
        return reply

    def end_at_once(self) -> Reply:
        """End content of which nothing was sent."""
        self.send(b".\r\n")
        return self.answer("MESSAGE")

    def answer_challenge(self, words: str) -> Reply:
        """Say a line that is no command."""
        self.putcmd(words)
        return self.answer("AUTH")

    def pass_on(self, data: bytes) -> Reply:
        """Send a message's data, then the dot that ends it."""
        doubled = data.replace(b"\r\n.", b"\r\n..")
        start = b"." if doubled.startswith(b".") else b""
        end = b".\r\n" if doubled.endswith(b"\r\n") else b"\r\n.\r\n"
        self.send(start + doubled + end)
        return self.answer("MESSAGE")

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Go on in TLS. Raises SpokeTooSoon, ssl.SSLError; what the server said before counts no more."""
        if self._heard or self._speaks_already():
            raise SpokeTooSoon
        connection, self.sock = self._there(), None
        self.sock = context.wrap_socket(connection, server_hostname=host)
        self.esmtp_features = {}
        self.ehlo_resp = None

    def certificate(self) -> bytes:
        """Return the server's certificate (DER), b"" where there is none."""
        shown = self.sock.getpeercert(binary_form=True) if isinstance(self.sock, ssl.SSLSocket) else None
        return shown or b""

    def hang_up(self) -> None:
        """Close the connection without a word; raises nothing."""
        with contextlib.suppress(OSError):
            self.close()
        self.sock = None

    # smtplib

    def getreply(self) -> tuple[int, bytes]:
        """Return the code and the words of the next answer. Raises OSError."""
        words = []
        for _number in range(_MOST_LINES):
            line = self._line()
            if not line[:3].isdigit() or line[3:4] not in (b"", b" ", b"-", b"\r", b"\n"):
                raise NotSmtp
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)
        raise NotSmtp

    def _line(self) -> bytes:
        while b"\n" not in self._heard:
            if len(self._heard) > _LONGEST_LINE:
                raise NotSmtp
            self._hear()
        line, _end, self._heard = self._heard.partition(b"\n")
        return line

    def _hear(self) -> None:
        left = self._ends - time.monotonic()
        if left <= 0:
            left = self._last_glance()
        connection = self._there()
        connection.settimeout(left)
        heard = connection.recv(_CHUNK)
        if not heard:
            raise ConnectionResetError
        self._heard += heard

    def _last_glance(self) -> float:
        """Allow one look at what has come: time may be up because the program stood, not the server."""
        if self._is_late:
            raise TimeoutError
        self._is_late = True
        return _GLANCE

    def _speaks_already(self) -> bool:
        connection = self._there()
        waits = connection.gettimeout()
        connection.setblocking(False)
        try:
            return bool(connection.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False
        finally:
            connection.settimeout(waits)

    def _there(self) -> socket.socket:
        if self.sock is None:
            raise ConnectionResetError
        return self.sock
