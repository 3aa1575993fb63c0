"""Says what every way of mailing promises."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from newsletter_app.content.address import Address, NotAnAddress, parse_address
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.secret_store import Secret

Tell = Callable[[str], None]
"""Takes one sentence about each step."""


def silent(_sentence: str) -> None:
    """Take a sentence without passing it on."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A finished message for one recipient; two cannot be said.

    `data` is the whole mail with CRLF at each line's end. Raises ValueError where an address is none in
    ASCII, or where a lone CR or LF stands in `data` (two servers could read it as two messages).
    """

    sender: Address = field(repr=False)
    recipient: Address = field(repr=False)
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        for address in (self.sender, self.recipient):
            _check_address(address)
        ends = self.data.count(b"\r\n")
        if self.data.count(b"\n") != ends or self.data.count(b"\r") != ends:
            raise ValueError("a lone CR or LF in a message")


class Mailer(Protocol):
    """Takes messages over one connection, which is opened by `with` or by `open`.

    All methods raise nothing but the kinds of MailError, whose sentences hold no addresses, and whose `code`
    is the server's answer, 0 where it gave none.
    """

    @property
    def is_open(self) -> bool:
        """Tell whether another message can be sent without opening again."""

    def open(self, tell: Tell = silent) -> None:
        """Connect and sign in, telling each step. Raises ServerUnreachable, SignInRefused."""

    def send(self, message: OutgoingMessage) -> None:
        """Send one message; it was taken where this returns.

        Raises MessageRefused or RecipientRefused (surely not taken, the connection goes on where `is_open`),
        ServerUnreachable or SignInRefused (surely not taken, the connection is gone), OutcomeUnknown (nobody
        can tell; the connection is gone).
        """

    def close(self) -> None:
        """Let go of the connection; raises nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_reason: object) -> None: ...


OpenMailer = Callable[[MailAccount, Secret | None], Mailer]
"""Makes the mailer of an account, not connected yet; the secret is None where nobody signs in."""


def _check_address(address: Address) -> None:
    try:
        is_plain = parse_address(address.text) == address
    except NotAnAddress as error:
        raise ValueError("an address that no mail can go to") from error
    if not is_plain:
        raise ValueError("an address that is not in its plain form")
