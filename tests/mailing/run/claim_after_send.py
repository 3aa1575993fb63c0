"""Sends a run the wrong way, as a control: a message is written down only after the server has answered.

python claim_after_send.py LIBRARY RUN
"""

import sys
from pathlib import Path

from newsletter_app.content.address import parse_address
from newsletter_app.content.run import Delivery, DeliveryState, RunState
from newsletter_app.errors import MailError
from newsletter_app.library.claims import Outcome
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.moments import utc_now
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.frozen_message import FrozenMessage
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.smtp_mailer import SmtpMailer, open_smtp


def main(folder: Path, run_id: str) -> None:
    with open_library(folder, clean_picture, make=False) as library:
        run = library.runs.get(run_id)
        if run.state is RunState.READY:
            library.runs.begin(run_id, utc_now())
        message = FrozenMessage.from_bytes(library.runs.content(run_id))
        mailer = open_smtp(library.accounts.called(run.account), None)
        for row in library.runs.deliveries(run_id, DeliveryState.PENDING, 0, 1_000_000):
            send(library, mailer, message, row)
        mailer.close()


def send(library: Library, mailer: SmtpMailer, message: FrozenMessage, row: Delivery) -> None:
    sender, address = parse_address(message.envelope.sender), parse_address(row.address)
    data = message.for_reader(address, "", row.message_id, row.token, dict(row.values))
    try:
        if not mailer.is_open:
            mailer.open()
        mailer.send(OutgoingMessage(sender, address, data))
    except MailError as error:
        if error.code >= 500:
            write_down(library, row, DeliveryState.FAILED)
        return
    write_down(library, row, DeliveryState.SENT)


def write_down(library: Library, row: Delivery, state: DeliveryState) -> None:
    library.runs.claim(row.run, "control", lambda _key: "", after=row.number - 1)
    library.runs.record(row.run, Outcome(row.number, state))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
