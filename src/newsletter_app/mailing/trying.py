"""Sends a newsletter to a few test addresses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsletter_app.content.address import Address, NotAnAddress, parse_address
from newsletter_app.content.ids import new_id
from newsletter_app.errors import (
    ContentError,
    MailError,
    MessageRefused,
    OutcomeUnknown,
    RecipientRefused,
    ServerUnreachable,
    SignInRefused,
)
from newsletter_app.i18n import _
from newsletter_app.mailing.frozen_message import FrozenMessage
from newsletter_app.mailing.mailer import Mailer, OutgoingMessage

_TOKEN = "test"  # noqa: S105 - stands where a reader's own would; it opens nothing


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What became of the test mail to one address, as a sentence."""

    address: str
    sentence: str
    is_sent: bool


def addresses_to_test(written: Sequence[str]) -> tuple[Address, ...]:
    """Return the addresses, each mailbox once. Raises ContentError where one is none, or none is there."""
    found: dict[str, Address] = {}
    for text in written:
        try:
            address = parse_address(text)
        except NotAnAddress as error:
            raise ContentError(
                _("“{text}” is no mail address.").format(text=text.strip()[:80]),
                hint=_("Write it as name@example.org; nothing was sent."),
            ) from error
        found.setdefault(address.key, address)
    if not found:
        raise ContentError(_("There is no address to test with."), hint=_("Name one."))
    return tuple(found.values())


def try_out(
    mailer: Mailer, message: FrozenMessage, addresses: Sequence[Address], is_cancelled: Callable[[], bool]
) -> tuple[TestOutcome, ...]:
    """Send each address a message of its own, one after the other, until `is_cancelled` says so.

    Raises ServerUnreachable, SignInRefused where the first connection cannot be made.
    """
    with mailer:
        return tuple(_tried(mailer, message, address) for address in addresses if not is_cancelled())


def _tried(mailer: Mailer, message: FrozenMessage, address: Address) -> TestOutcome:
    sender = parse_address(message.envelope.sender)
    message_id = f"<test.{new_id()}.{new_id()}@{sender.domain}>"
    data = message.for_reader(address, "", message_id, _TOKEN, {"email": address.text})
    try:
        if not mailer.is_open:
            mailer.open()
        mailer.send(OutgoingMessage(sender, address, data))
    except (MessageRefused, RecipientRefused, ServerUnreachable, SignInRefused, OutcomeUnknown) as error:
        return _failed(address, error)
    return TestOutcome(address.text, _("The server took it."), is_sent=True)


def _failed(address: Address, error: MailError) -> TestOutcome:
    return TestOutcome(address.text, str(error), is_sent=isinstance(error, OutcomeUnknown))
