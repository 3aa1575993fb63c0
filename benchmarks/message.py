"""Measures one reader's message of a newsletter of 25 posts, beside the same built afresh by the library."""

import argparse
import datetime as dt
import statistics
import time
from email.message import EmailMessage
from email.policy import SMTP

from digest import edition, filled
from table import Row, percentiles, report

from newsletter_app.content.address import parse_address
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import freeze
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.mail_page import mail_page
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, mark
from newsletter_app.rendering.mime import MailContent
from newsletter_app.rendering.template_filling import FillInWorker
from newsletter_app.rendering.template_sample import BRAND
from newsletter_app.rendering.templates import Templates
from newsletter_app.rendering.text_pages import TextPage
from newsletter_app.worker import Worker

ROUNDS, MESSAGES = 31, 200
READER = parse_address("meera@example.org")
ID = "<run1.7.k3v7q2m4x5ab@example.org>"
STOP = "https://example.org/stop?token=k3v7q2m4x5ab"
VALUES = {"first_name": "Meera", "last_name": "Example", "name": "Meera Example", "email": READER.text}
ENVELOPE = FrozenEnvelope(
    sender="news@example.org",
    sender_name="Harbour Project",
    list_id="spring",
    date=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    unsubscribe_url="https://example.org/stop",
    mailto="mailto:news@example.org?subject=unsubscribe",
)


def content(templates: Templates) -> MailContent:
    """Return the newsletter with a field in subject, text and HTML, and one in the footer."""
    greeting, stop = f"Dear {mark('first_name', 'friend')},", f"Stop: {mark(UNSUBSCRIBE)}"
    html = mail_page(filled(templates, edition()))
    text = TextPage(footer=BRAND).of_edition(edition())
    return MailContent(
        f"Spring, {mark('first_name', 'friend')}",
        f"{greeting}\n\n{text}\n{stop}\n",
        html.replace("</h1>", f"</h1>\n<p>{greeting}</p>\n").replace("</body>", f"\n<p>{stop}</p>\n</body>"),
    )


def afresh(subject: str, text: str, html: str) -> bytes:
    message = EmailMessage(SMTP)
    message["From"], message["To"] = "Harbour Project <news@example.org>", f"Meera Example <{READER.text}>"
    message["Subject"], message["Date"], message["Message-ID"] = subject, ENVELOPE.date, ID
    message["List-Id"], message["List-Unsubscribe"] = "<spring.example.org>", f"<{STOP}>"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def milliseconds(work, times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) * 1000 / times


def measured(rounds: int) -> list[Row]:
    with Worker() as worker:
        made = content(Templates([shipped_templates()], FillInWorker(worker)))
    frozen = freeze(made, ENVELOPE)
    ours, theirs = [], []
    for _round in range(rounds):
        ours.append(
            milliseconds(lambda: frozen.for_reader(READER, "Meera", ID, "k3v7q2m4x5ab", VALUES), MESSAGES)
        )
        theirs.append(milliseconds(lambda: afresh("Spring, Meera", made.text, made.html), 3))
    ratio = statistics.median(other / one for one, other in zip(ours, theirs, strict=True))
    beside = f"built afresh {percentiles(theirs)}, ratio {ratio:.0f}"
    return [
        Row("one message of a newsletter of 25 posts, patched", percentiles(ours), "p50 ≤ 0.5 ms", beside)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    report(measured(parser.parse_args().rounds))
