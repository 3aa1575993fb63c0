"""Asks a server whether it takes a message, before any of its content is sent."""

from collections.abc import Iterator

from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.reply import CLOSING, Reply
from newsletter_app.mailing.wire import NotSmtp, Wire

GO_ON = 354
"""The answer after which content may come."""


class Asking:
    """The commands MAIL, RCPT and DATA of one message, answered one by one within `seconds` each."""

    def __init__(self, wire: Wire, message: OutgoingMessage, seconds: float) -> None:
        self._wire = wire
        self._seconds = seconds
        self._commands = (
            ("MAIL", f"FROM:<{message.sender.text}>{_options(wire, message)}"),
            ("RCPT", f"TO:<{message.recipient.text}>"),
            ("DATA", ""),
        )
        self._to_come: Iterator[Reply] = iter(())

    def in_turn(self) -> Iterator[Reply]:
        """Say each command once the one before it was answered; give the answers. Raises OSError."""
        for verb, words in self._commands:
            self._wire.allow(self._seconds)
            yield self._wire.say(verb, words)

    def at_once(self) -> Iterator[Reply]:
        """Say all commands in one packet (RFC 2920), then give the answers. Raises OSError."""
        self._to_come = self._together()
        return self._to_come

    def hear_out(self, *, is_reader_refused: bool) -> None:
        """Hear, after a refusal, what is still answered; end content that the server waits for in vain.

        Without a reader an end is no message, and the server says so (RFC 2920, section 3.1). Raises OSError
        where the connection is of no more use.
        """
        codes = [reply.code for reply in self._to_come]
        if CLOSING in codes:
            raise ConnectionResetError
        if GO_ON not in codes:
            return
        if not is_reader_refused:
            raise NotSmtp
        self._wire.allow(self._seconds)
        if self._wire.end_at_once().code == CLOSING:
            raise ConnectionResetError

    def _together(self) -> Iterator[Reply]:
        self._wire.allow(self._seconds)
        self._wire.say_together(self._commands)
        for verb, _words in self._commands:
            self._wire.allow(self._seconds)
            yield self._wire.answer(verb)


def _options(wire: Wire, message: OutgoingMessage) -> str:
    """Return what MAIL says beside the sender (RFC 1870, RFC 6152)."""
    size = f" SIZE={len(message.data)}" if "size" in wire.esmtp_features else ""
    eight = "8bitmime" in wire.esmtp_features and not message.data.isascii()
    return f"{size} BODY=8BITMIME" if eight else size
