"""Sends messages by SMTP."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Self

from newsletter_app.content.mail_account import MailAccount
from newsletter_app.errors import MailError, MessageRefused, Open, OutcomeUnknown, RecipientRefused
from newsletter_app.i18n import _
from newsletter_app.mailing import refusals, unreachable
from newsletter_app.mailing.asking import GO_ON, Asking
from newsletter_app.mailing.connecting import Connecting, Timeouts
from newsletter_app.mailing.mailer import OutgoingMessage, Tell, silent
from newsletter_app.mailing.reply import CLOSING, Reply
from newsletter_app.mailing.transcript import Transcript
from newsletter_app.mailing.wire import Wire
from newsletter_app.secret_store import Secret

_GOODBYE_SECONDS = 5


class SmtpMailer:
    """One connection of one account; TLS and sign-in come first, and nothing is tried again.

    What each fate of a message is told as stands in `send`.
    """

    def __init__(self, account: MailAccount, secret: Secret | None, timeouts: Timeouts | None = None) -> None:
        self._host = account.host
        self._secret = secret
        self._timeouts = timeouts or Timeouts()
        self._transcript = Transcript()
        self._connecting = Connecting(account, self._timeouts, self._transcript)
        self._wire: Wire | None = None
        self._is_between_messages = False
        self._was_refused = False

    @property
    def is_open(self) -> bool:
        """Tell whether another message can be sent without opening again."""
        return self._wire is not None and self._wire.is_open

    @property
    def transcript(self) -> tuple[str, ...]:
        """Return the last steps: names of commands and codes of answers, such as "RCPT 550 5.1.1"."""
        return self._transcript.lines

    def open(self, tell: Tell = silent) -> None:
        """Connect and sign in, telling each step. Raises ServerUnreachable, SignInRefused."""
        self.close()
        self._wire = self._connecting.open(self._secret, tell)
        self._is_between_messages = True

    def send(self, message: OutgoingMessage) -> None:
        """Send one message; it was taken where this returns.

        - no connection; it ends or is late before the data go out; 421 at any step → ServerUnreachable
        - larger than SIZE, before anything is said → MessageRefused 552
        - 4xx or 5xx at MAIL, at DATA, after the last dot → MessageRefused (530 at MAIL → SignInRefused)
        - 4xx or 5xx at RCPT → RecipientRefused
        - it ends, is late or answers nonsense once data go out → OutcomeUnknown

        After a refusal the transaction is reset (RSET); where that fails, `is_open` is false.
        """
        wire = self._open_wire()
        self._is_between_messages = False
        self._check_size(wire, message)
        asking = Asking(wire, message, self._timeouts.answer)
        try:
            self._name(wire, asking)
            self._hand_over(wire, message)
        except MailError as error:
            self._after(wire, asking, error)
            raise
        except BaseException:
            self._drop(wire)
            raise
        self._is_between_messages, self._was_refused = True, False

    def close(self) -> None:
        """Take leave where we are between two messages, then close; raises nothing."""
        wire, self._wire = self._wire, None
        if wire is None:
            return
        if wire.is_open and self._is_between_messages:
            with suppress(OSError):
                wire.allow(_GOODBYE_SECONDS)
                wire.say("QUIT")
        wire.hang_up()

    def _open_wire(self) -> Wire:
        if self._wire is None or not self._wire.is_open:
            raise unreachable.not_open(self._host)
        return self._wire

    def _check_size(self, wire: Wire, message: OutgoingMessage) -> None:
        most = wire.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most) < len(message.data):
            self._is_between_messages = True
            raise refusals.of_message(self._host, refusals.TOO_LARGE)

    def _name(self, wire: Wire, asking: Asking) -> None:
        """Say from whom and to whom, and ask to hand over."""
        replies = asking.at_once() if self._may_ask_at_once(wire) else asking.in_turn()
        reply = self._next(replies)
        if not reply.is_fine:
            raise refusals.of_sender(self._host, reply)
        reply = self._next(replies)
        if not reply.is_fine:
            raise refusals.of_recipient(self._host, reply)
        reply = self._next(replies)
        if reply.code != GO_ON:
            raise refusals.of_message(self._host, reply)

    def _may_ask_at_once(self, wire: Wire) -> bool:
        """Tell whether the server takes that; after a refusal it may count each command as a fault."""
        return "pipelining" in wire.esmtp_features and not self._was_refused

    def _next(self, replies: Iterator[Reply]) -> Reply:
        try:
            reply = next(replies)
        except OSError as error:
            raise unreachable.closed(self._host) from error
        if reply.code == CLOSING:
            raise unreachable.closed(self._host, CLOSING)
        return reply

    def _hand_over(self, wire: Wire, message: OutgoingMessage) -> None:
        try:
            wire.allow(self._timeouts.taking)
            reply = wire.pass_on(message.data)
        except OSError as error:
            raise self._unknown() from error
        if reply.code == CLOSING:
            raise unreachable.closed(self._host, CLOSING)
        if reply.is_fine:
            return
        if 400 <= reply.code < 600:
            raise refusals.of_message(self._host, reply)
        raise self._unknown()

    def _after(self, wire: Wire, asking: Asking, error: MailError) -> None:
        """Go on after a refusal, else drop the connection."""
        self._was_refused = True
        if not isinstance(error, MessageRefused | RecipientRefused) or not 400 <= error.code < 600:
            self._drop(wire)
            return
        try:
            asking.hear_out(is_reader_refused=isinstance(error, RecipientRefused))
            wire.allow(self._timeouts.answer)
            self._is_between_messages = wire.say("RSET").is_fine
        except OSError:
            self._is_between_messages = False
        if not self._is_between_messages:
            self._drop(wire)

    def _drop(self, wire: Wire) -> None:
        wire.hang_up()
        self._wire = None

    def _unknown(self) -> OutcomeUnknown:
        return OutcomeUnknown(
            _("Nobody can tell whether {host} took the message: its answer did not arrive.").format(
                host=self._host
            ),
            hint=_("It is not sent again by itself. Decide under “unknown” whether it counts as sent."),
            action=Open.SENDING,
        )

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()


def open_smtp(account: MailAccount, secret: Secret | None) -> SmtpMailer:
    """Return the mailer of an account, not connected yet."""
    return SmtpMailer(account, secret)
