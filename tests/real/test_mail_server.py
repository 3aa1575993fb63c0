"""Sends by a real postfix, and reads back what a real dovecot kept.

`python3 dev.py real` starts both. By hand: `tests/real/mail-up.sh up`, and NEWSLETTER_MAIL=its env.json.
"""

import imaplib
import json
import os
import time
import uuid
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from newsletter_app.content.address import parse_address
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.errors import MessageRefused, RecipientRefused, ServerUnreachable, SignInRefused
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.secret_store import Secret

_ENV = os.environ.get("NEWSLETTER_MAIL", "")
PORTS = {Security.STARTTLS: "submission", Security.TLS: "submissions"}

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def server() -> dict:
    if not _ENV or not Path(_ENV).is_file():
        pytest.skip("There is no mail server: see the head of this file for how to have one.")
    told = json.loads(Path(_ENV).read_text())
    return told | {"ca": Path(told["ca"]).read_text()}


@pytest.fixture
def account(server):
    def make(port="submission", security=Security.STARTTLS, **told) -> MailAccount:
        usual = {
            "name": "news",
            "host": server["host"],
            "port": server[port],
            "security": security,
            "sender": server["user"],
            "ca": server["ca"],
            "user": server["user"],
            "sign_in": SignIn.PASSWORD,
        }
        return MailAccount(**{**usual, **told})

    return make


@pytest.fixture
def secret(server) -> Secret:
    return Secret(server["password"])


def a_message(to: str, text: str = "Good news.") -> OutgoingMessage:
    head = (
        "From: sender@example.test",
        f"To: {to}",
        "Subject: News",
        "Date: Tue, 02 Mar 2027 09:30:00 +0000",
        f"Message-ID: <{uuid.uuid4()}@example.test>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    data = "\r\n".join((*head, "", text, ""))
    return OutgoingMessage(parse_address("sender@example.test"), parse_address(to), data.encode())


def somebody(name="reader") -> str:
    """Return an address whose mailbox is empty yet."""
    return f"{name}{uuid.uuid4().hex[:10]}@kunden.test"


def mailbox(server, address, wanted=1) -> list[bytes]:
    """Return what lies in a mailbox once `wanted` messages have come, or ten seconds have gone."""
    until = time.monotonic() + 10
    while True:
        with imaplib.IMAP4(server["host"], server["imap"], timeout=10) as box:
            box.login(address, server["imap_password"])
            box.select("INBOX", readonly=True)
            numbers = box.search(None, "ALL")[1][0].split()
            found = [box.fetch(number.decode(), "(RFC822)")[1][0][1] for number in numbers]
        if len(found) >= wanted or time.monotonic() > until:
            return found
        time.sleep(0.1)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize(
    ("user", "password"), [("sender@example.test", "s3cret"), ("zweite@example.test", "zwei pässwörter")]
)
def test_a_message_arrives_as_it_was_handed_over(server, account, security, user, password):
    to = somebody()
    text = "Gälle 🚢\r\n.a dot first\r\n..two\r\nFrom the start\r\n.\r\nthe end"
    sent = a_message(to, text)

    with SmtpMailer(account(PORTS[security], security, user=user), Secret(password)) as mailer:
        mailer.send(sent)

    (arrived,) = mailbox(server, to)
    assert arrived.endswith(sent.data)
    message = message_from_bytes(arrived, policy=SMTP)
    assert message["Subject"] == "News"
    assert message["Delivered-To"] == to
    assert "[127.0.0.1]" in str(message["Received"]) or "127.0.0.1" in arrived.decode()


def test_each_of_many_gets_one_of_their_own(server, account, secret):
    people = [somebody("many") for _number in range(20)]

    with SmtpMailer(account(), secret) as mailer:
        for person in people:
            mailer.send(a_message(person, f"For {person} alone."))

    for person in people:
        (arrived,) = mailbox(server, person)
        assert f"For {person} alone.".encode() in arrived
        assert sum(other.encode() in arrived for other in people) == 1


def test_a_wrong_password_is_refused(account):
    with pytest.raises(SignInRefused) as caught:
        SmtpMailer(account(), Secret("wrong")).open()

    assert caught.value.code == 535


def test_a_certificate_that_has_expired_is_refused(account, secret):
    with pytest.raises(ServerUnreachable, match="has expired"):
        SmtpMailer(account("badcert"), secret).open()


def test_an_authority_nobody_knows_is_named(account, secret):
    with pytest.raises(ServerUnreachable, match="“Mail Test Authority”, which is not known here"):
        SmtpMailer(account(ca=""), secret).open()


def test_a_server_without_encryption_is_refused(account, secret):
    with pytest.raises(ServerUnreachable, match="offers no encryption"):
        SmtpMailer(account("notls"), secret).open()


def test_the_wrong_way_of_encryption_is_told(account, secret):
    with pytest.raises(ServerUnreachable, match="does not begin with TLS"):
        SmtpMailer(account("submission", Security.TLS), secret).open()


@pytest.mark.parametrize(
    ("name", "code", "for_now"), [("bounce", 550, False), ("full", 452, True), ("grey", 451, True)]
)
def test_a_refused_reader_does_not_stop_the_others(server, account, secret, name, code, for_now):
    before, after = somebody("before"), somebody("after")

    with SmtpMailer(account(), secret) as mailer:
        mailer.send(a_message(before))
        with pytest.raises(RecipientRefused) as caught:
            mailer.send(a_message(somebody(name)))
        assert mailer.is_open
        mailer.send(a_message(after))

    assert (caught.value.code, caught.value.is_for_now) == (code, for_now)
    assert "@" not in str(caught.value)
    assert len(mailbox(server, before)) == len(mailbox(server, after)) == 1


def test_a_reader_whose_server_is_slow_is_waited_for(server, account, secret):
    to = somebody("slow")

    with SmtpMailer(account(), secret) as mailer:
        mailer.send(a_message(to))

    assert len(mailbox(server, to)) == 1


def test_who_did_not_sign_in_passes_nothing_on(account):
    with (
        SmtpMailer(account(sign_in=SignIn.NONE, user=""), None) as mailer,
        pytest.raises(RecipientRefused) as caught,
    ):
        mailer.send(a_message(somebody()))

    assert caught.value.code == 554


def test_a_throttled_account_is_told_to_wait(account, secret):
    sent = []

    def send_many(mailer):
        for _number in range(30):
            mailer.send(a_message(somebody()))
            sent.append(1)

    with SmtpMailer(account("throttled"), secret) as mailer, pytest.raises(MessageRefused) as caught:
        send_many(mailer)

    assert (caught.value.code, caught.value.is_for_now) == (450, True)
    assert len(sent) <= 20


def test_where_postfix_hangs_up_after_many_refusals_we_open_again(server, account, secret):
    mailer = SmtpMailer(account(), secret)
    refused = opened = 0
    while refused < 13:
        if not mailer.is_open:
            mailer.open()
            opened += 1
        try:
            mailer.send(a_message(somebody("bounce")))
        except (RecipientRefused, ServerUnreachable) as error:
            refused += isinstance(error, RecipientRefused)
    to = somebody()
    mailer.send(a_message(to))
    mailer.close()

    assert opened == 2
    assert len(mailbox(server, to)) == 1
