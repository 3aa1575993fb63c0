"""Takes one message to the server and says what became of it."""

from dataclasses import dataclass

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.run import Delivery, DeliveryState
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
from newsletter_app.library.claims import Outcome
from newsletter_app.logs import redacted
from newsletter_app.mailing.connection import Connection
from newsletter_app.mailing.frozen_message import FrozenMessage
from newsletter_app.mailing.mailer import OutgoingMessage

_TAKEN = 250


@dataclass(frozen=True, slots=True)
class Courier:
    """Brings the messages of one run to the server, one reader at a time."""

    connection: Connection
    message: FrozenMessage

    def carry(self, delivery: Delivery) -> Outcome:
        """Send the message of a delivery that is claimed; return what is known of it afterwards.

        Where the connection breaks before the message was begun it is made anew, and the message tried once
        more at once; nothing else is tried twice here. Raises nothing that mail can bring about.
        """
        try:
            outgoing = self._outgoing(delivery)
        except (ContentError, NotAnAddress, ValueError):
            said = _("The message for this reader could not be made.")
            return Outcome(delivery.number, DeliveryState.FAILED, said=said, attempts=0)
        return self._carried(delivery, outgoing)

    def _carried(self, delivery: Delivery, outgoing: OutgoingMessage) -> Outcome:
        attempts, is_lost = 0, False
        while True:
            try:
                self.connection.make_ready()
                attempts += 1
                self.connection.send(outgoing)
            except (ServerUnreachable, SignInRefused) as error:
                if self.connection.failures or is_lost:
                    return _outcome(delivery, DeliveryState.PENDING, attempts, error)
                is_lost = True
            except (MessageRefused, RecipientRefused) as error:
                state = DeliveryState.PENDING if error.is_for_now else DeliveryState.FAILED
                return _outcome(delivery, state, attempts, error)
            except OutcomeUnknown as error:
                return _outcome(delivery, DeliveryState.UNKNOWN, attempts, error)
            else:
                return Outcome(delivery.number, DeliveryState.SENT, _TAKEN, attempts=attempts)

    def _outgoing(self, delivery: Delivery) -> OutgoingMessage:
        values = dict(delivery.values)
        address = parse_address(delivery.address)
        data = self.message.for_reader(
            address, values.get("name", ""), delivery.message_id, delivery.token, values
        )
        return OutgoingMessage(parse_address(self.message.envelope.sender), address, data)


def _outcome(delivery: Delivery, state: DeliveryState, attempts: int, error: MailError) -> Outcome:
    return Outcome(delivery.number, state, error.code, redacted(error.message), attempts)
