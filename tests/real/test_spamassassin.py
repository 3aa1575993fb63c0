"""What readers get looks like no spam to SpamAssassin, whatever the template."""

import datetime as dt
import re
import shutil
import subprocess

import pytest

from newsletter_app.content.address import parse_address
from newsletter_app.content.kinds import Kind
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import freeze
from newsletter_app.rendering.mail_wish import MailWish

MOST = 1.0
READER = parse_address("meera@example.org")
NOW = dt.datetime.now(dt.UTC)
ENVELOPE = FrozenEnvelope(
    sender="news@example.org",
    sender_name="The Example Project",
    reply_to="info@example.org",
    list_id="spring",
    date=NOW,
    unsubscribe_url="https://example.org/stop",
    mailto="mailto:news@example.org?subject=unsubscribe",
)
CASES = [
    (Kind.NEWSLETTER, "digest"),
    (Kind.NEWSLETTER, "announcement"),
    (Kind.POST, "letter"),
    (Kind.POST, "announcement"),
]

pytestmark = pytest.mark.skipif(shutil.which("spamassassin") is None, reason="SpamAssassin is not installed.")


@pytest.fixture
def made(sample, make_mail):
    def message(kind, template, **wish):
        item = sample.newsletter if kind is Kind.NEWSLETTER else sample.post
        content = make_mail(item, MailWish(ENVELOPE.mailto, template=template, **wish))
        values = {"first_name": "Meera", "name": "Meera Example"}
        return freeze(content, ENVELOPE).for_reader(
            READER, "Meera Example", "<run1.7.k3v7q2m4x5ab@example.org>", "k3v7q2m4x5ab", values
        )

    return message


def judged(message):
    """Return the points SpamAssassin gives without any network, and the report."""
    answer = subprocess.run(
        ["spamassassin", "-L", "-t"], input=message, capture_output=True, check=True, timeout=120
    ).stdout.decode("utf-8", "replace")
    return float(re.search(r"score=(-?[0-9.]+)", answer)[1]), answer[answer.find("Content analysis") :]


@pytest.mark.parametrize(("kind", "template"), CASES)
def test_no_template_costs_more_than_a_point(kind, template, made):
    points, report = judged(made(kind, template))
    assert points <= MOST, report


def test_pictures_on_a_website_cost_no_more(made):
    points, report = judged(made(Kind.NEWSLETTER, "digest", pictures_at="https://example.org/pictures"))
    assert points <= MOST, report


def test_control_a_careless_message_costs_more(made):
    text = made(Kind.NEWSLETTER, "digest")
    without = re.sub(rb"(?m)^(Date|Message-ID): .*\r\n", b"", text, count=2)
    shouting = re.sub(rb"(?m)^Subject: (.*\r\n )*.*\r\n", b"Subject: FREE NEWS FOR YOU TODAY\r\n", without)
    points, _report = judged(shouting)
    assert points > MOST + 2
