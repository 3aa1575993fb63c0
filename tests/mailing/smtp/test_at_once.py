"""A server that takes commands at once is asked in one packet, and every fate stays what it is (RFC 2920)."""

from itertools import product

import pytest

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import MailError, MessageRefused, RecipientRefused
from newsletter_app.mailing.smtp_mailer import SmtpMailer

CANARY = b"the canary of the content"
OFFERS = ("SIZE 100000", "PIPELINING")
ANSWERS = ("", "250 odd", "354 odd", "450 4.2.1 later", "550 5.1.1 no", "421 4.3.0 closing", "what", "DROP")


@pytest.fixture
def mail(serve, account):
    """Start a server on this computer; return it with a mailer that is open."""
    mailers = []

    def start(offers=OFFERS, timeouts=None, **told):
        server = serve(auth="", offers=offers, **told)
        plain = account(server, security=Security.NONE, sign_in=SignIn.NONE, user="")
        mailers.append(SmtpMailer(plain, None, timeouts))
        mailers[-1].open()
        return server, mailers[-1]

    yield start
    for mailer in mailers:
        mailer.close()


def waiting_at_mail(seen):
    """Return a deed that notes what is there already while the server reads MAIL."""

    def note(conversation, _argument):
        seen.append(conversation._buffer)
        return ""

    return note


@pytest.mark.parametrize(
    ("offers", "waits"), [(OFFERS, b"RCPT TO:<reader@example.test>\r\nDATA\r\n"), (("SIZE 100000",), b"")]
)
def test_commands_come_at_once_where_that_is_offered(mail, message, offers, waits):
    seen = []
    server, mailer = mail(offers, deeds={"MAIL": waiting_at_mail(seen)})

    mailer.send(message)

    assert seen == [waits]
    assert [each.data for each in server.kept] == [message.data]


def test_after_a_refusal_one_message_is_asked_for_in_turn(mail, write):
    seen = []
    server, mailer = mail(deeds={"MAIL": waiting_at_mail(seen), "RCPT": ["550 5.1.1 no", ""]})

    with pytest.raises(RecipientRefused):
        mailer.send(write())
    for name in ("ann", "bob"):
        mailer.send(write(name))

    assert [bool(waiting) for waiting in seen] == [True, False, True]
    assert [each.recipients for each in server.kept] == [["TO:<ann@example.test>"], ["TO:<bob@example.test>"]]


@pytest.mark.parametrize(
    ("deed", "goes_on"),
    [
        ("", True),
        ("250 taken", True),
        ("451 later", True),
        ("421 bye", False),
        ("DROP", False),
        ("LATE", False),
    ],
)
def test_a_server_that_waits_for_content_to_nobody_gets_none(mail, write, quick, deed, goes_on):
    patience = quick if deed == "LATE" else None
    deeds = {"RCPT": ["550 5.1.1 no", ""], "NOTHING": deed}
    server, mailer = mail(timeouts=patience, takes_what_is_for_nobody=True, deeds=deeds)

    with pytest.raises(RecipientRefused) as caught:
        mailer.send(write())

    assert caught.value.code == 550
    assert server.for_nobody == [b""]
    assert mailer.is_open is goes_on
    if goes_on:
        mailer.send(write("another"))
    assert [each.recipients for each in server.kept] == [["TO:<another@example.test>"]] * goes_on


def test_where_only_the_sender_was_refused_not_even_an_end_is_sent(mail, message):
    """To a reader that the server has in mind nevertheless it would be an empty message."""
    deeds = {"MAIL": "550 5.7.1 no", "RCPT": "250 ok", "DATA": "354 go on"}
    server, mailer = mail(takes_what_is_for_nobody=True, deeds=deeds)

    with pytest.raises(MessageRefused):
        mailer.send(message)

    assert not mailer.is_open
    assert server.for_nobody == []


@pytest.mark.parametrize("deed", ["421 4.7.0 too many errors", "DROP", "LATE", "what"])
def test_a_refused_reader_stays_one_where_the_connection_ends_after_it(mail, message, quick, deed):
    patience = quick if deed == "LATE" else None
    server, mailer = mail(timeouts=patience, deeds={"RCPT": "452 4.2.2 full", "DATA": deed})

    with pytest.raises(RecipientRefused) as caught:
        mailer.send(message)

    assert (caught.value.code, caught.value.is_for_now) == (452, True)
    assert not mailer.is_open
    assert server.kept == []


@pytest.mark.parametrize("offers", [("SIZE 100000",), OFFERS], ids=["in turn", "at once"])
def test_whatever_is_answered_the_first_that_is_no_yes_decides(mail, message, offers):
    server, mailer = mail(offers, takes_what_is_for_nobody=True)
    for answers in product(ANSWERS, repeat=3):
        server.script.deeds = dict(zip(("MAIL", "RCPT", "DATA"), answers, strict=True))
        server.clear.clear()
        if not mailer.is_open:
            mailer.open()
        assert fate(mailer, message) == expected(answers), answers
        assert (CANARY in bytes(server.clear)) is (expected(answers) == TAKEN), answers


TAKEN = ("taken", 0)


def fate(mailer, message):
    """Return what the sender is told."""
    try:
        mailer.send(message)
    except MailError as error:
        return type(error).__name__, error.code
    return TAKEN


def expected(answers):
    """Return the fate that three answers mean, the usual ones "" among them."""
    refused = ("MessageRefused", "RecipientRefused", "MessageRefused")
    usual = ("250", "250", "354")
    for answer, kind, fine in zip(answers, refused, usual, strict=True):
        code = answer[:3] or fine
        if code in ("421", "wha", "DRO"):
            return "ServerUnreachable", 421 if code == "421" else 0
        if code != fine:
            return kind, int(code)
    return TAKEN
