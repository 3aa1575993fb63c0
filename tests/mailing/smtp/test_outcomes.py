"""Every fate of a message has its kind: surely not taken, taken, or nobody can tell (MAIL.md, section 7)."""

import socket
from itertools import pairwise

import pytest

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import (
    MailError,
    MessageRefused,
    OutcomeUnknown,
    RecipientRefused,
    ServerUnreachable,
    SignInRefused,
)
from newsletter_app.mailing.smtp_mailer import SmtpMailer

NOT, KEPT = 0, 1

TRAPS = [
    # step, what the server does, kind, code, for now, kept by the server, goes on afterwards
    ("MAIL", "DROP", ServerUnreachable, 0, False, NOT, False),
    ("MAIL", "RESET", ServerUnreachable, 0, False, NOT, False),
    ("MAIL", "LATE", ServerUnreachable, 0, False, NOT, False),
    ("MAIL", "no SMTP", ServerUnreachable, 0, False, NOT, False),
    ("MAIL", "421 4.7.0 too many", ServerUnreachable, 421, True, NOT, False),
    ("MAIL", "450 4.7.1 throttled", MessageRefused, 450, True, NOT, True),
    ("MAIL", "451 4.3.0 later", MessageRefused, 451, True, NOT, True),
    ("MAIL", "452 4.3.1 full", MessageRefused, 452, True, NOT, True),
    ("MAIL", "530 5.7.0 first sign in", SignInRefused, 530, False, NOT, False),
    ("MAIL", "550 5.7.1 not in this name", MessageRefused, 550, False, NOT, True),
    ("MAIL", "552 5.3.4 too large", MessageRefused, 552, False, NOT, True),
    ("MAIL", "553 5.1.8 sender", MessageRefused, 553, False, NOT, True),
    ("MAIL", "503 5.5.1 nested", MessageRefused, 503, False, NOT, True),
    ("RCPT", "DROP", ServerUnreachable, 0, False, NOT, False),
    ("RCPT", "LATE", ServerUnreachable, 0, False, NOT, False),
    ("RCPT", "421 4.3.2 closing", ServerUnreachable, 421, True, NOT, False),
    ("RCPT", "450 4.2.1 busy", RecipientRefused, 450, True, NOT, True),
    ("RCPT", "451 4.7.1 greylisted", RecipientRefused, 451, True, NOT, True),
    ("RCPT", "452 4.2.2 full", RecipientRefused, 452, True, NOT, True),
    ("RCPT", "550 5.1.1 <reader@example.test> unknown", RecipientRefused, 550, False, NOT, True),
    ("RCPT", "550 5.1.2 no such domain", RecipientRefused, 550, False, NOT, True),
    ("RCPT", "552 5.2.2 full", RecipientRefused, 552, False, NOT, True),
    ("RCPT", "554 5.7.1 relay access denied", RecipientRefused, 554, False, NOT, True),
    ("RCPT", "550", RecipientRefused, 550, False, NOT, True),
    ("DATA", "DROP", ServerUnreachable, 0, False, NOT, False),
    ("DATA", "LATE", ServerUnreachable, 0, False, NOT, False),
    ("DATA", "421 4.3.0 closing", ServerUnreachable, 421, True, NOT, False),
    ("DATA", "451 4.3.0 later", MessageRefused, 451, True, NOT, True),
    ("DATA", "554 5.5.1 no valid recipients", MessageRefused, 554, False, NOT, True),
    ("DATA", "250 odd", MessageRefused, 250, False, NOT, False),
    ("BODY", "DROP", OutcomeUnknown, 0, False, NOT, False),
    ("BODY", "RESET", OutcomeUnknown, 0, False, NOT, False),
    ("END", "DROP", OutcomeUnknown, 0, False, KEPT, False),
    ("END", "RESET", OutcomeUnknown, 0, False, KEPT, False),
    ("END", "LATE", OutcomeUnknown, 0, False, KEPT, False),
    ("END", "nonsense", OutcomeUnknown, 0, False, NOT, False),
    ("END", "354 go on", OutcomeUnknown, 0, False, NOT, False),
    ("END", "421 4.3.0 closing", ServerUnreachable, 421, True, NOT, False),
    ("END", "451 4.7.1 later", MessageRefused, 451, True, NOT, True),
    ("END", "552 5.3.4 too large", MessageRefused, 552, False, NOT, True),
    ("END", "554 5.7.1 spam", MessageRefused, 554, False, NOT, True),
]


@pytest.fixture
def plain_account(account):
    """The account of a server on this computer, without encryption and sign-in."""

    def make(server, **told):
        usual = {"security": Security.NONE, "sign_in": SignIn.NONE, "user": ""}
        return account(server, **{**usual, **told})

    return make


@pytest.mark.parametrize("offers", [("SIZE 100000",), ("SIZE 100000", "PIPELINING")], ids=["", "at once"])
@pytest.mark.parametrize(("step", "deed", "kind", "code", "for_now", "kept", "goes_on"), TRAPS)
def test_each_fate_has_its_kind(
    serve, plain_account, write, quick, offers, step, deed, kind, code, for_now, kept, goes_on
):
    server = serve(auth="", offers=offers, deeds={step: [deed, ""]})

    with SmtpMailer(plain_account(server), None, quick if deed == "LATE" else None) as mailer:
        with pytest.raises(MailError) as caught:
            mailer.send(write())
        assert mailer.is_open is goes_on
        if goes_on:
            mailer.send(write("another"))

    error = caught.value
    assert type(error) is kind
    assert (error.code, error.is_for_now) == (code, for_now)
    assert [each.recipients for each in server.kept] == [["TO:<reader@example.test>"]] * kept + [
        ["TO:<another@example.test>"]
    ] * goes_on
    assert "@" not in str(error)
    assert "127.0.0.1" in error.message or kind is RecipientRefused
    assert error.message.endswith(".")
    assert error.hint.endswith(".")


@pytest.mark.parametrize(
    ("step", "deed", "kind", "code"),
    [
        ("CONNECT", "421 4.3.2 not now", ServerUnreachable, 421),
        ("CONNECT", "554 5.7.1 not you", ServerUnreachable, 554),
        ("CONNECT", "DROP", ServerUnreachable, 0),
        ("CONNECT", "RESET", ServerUnreachable, 0),
        ("CONNECT", "LATE", ServerUnreachable, 0),
        ("CONNECT", "SSH-2.0-OpenSSH_9.2", ServerUnreachable, 0),
        ("CONNECT", "HTTP/1.1 400 Bad Request", ServerUnreachable, 0),
        ("EHLO", "502 5.5.1 no", ServerUnreachable, 502),
        ("EHLO", "421 4.3.2 no", ServerUnreachable, 421),
        ("EHLO", "DROP", ServerUnreachable, 0),
        ("EHLO", "LATE", ServerUnreachable, 0),
        ("AUTH", "454 4.7.0 try later", ServerUnreachable, 454),
        ("AUTH", "421 4.7.0 too many", ServerUnreachable, 421),
        ("AUTH", "DROP", ServerUnreachable, 0),
        ("AUTH", "LATE", ServerUnreachable, 0),
        ("AUTH", "535 5.7.8 no", SignInRefused, 535),
        ("AUTH", "534 5.7.9 application-specific password required", SignInRefused, 534),
        ("AUTH", "535 5.7.139 basic authentication is disabled", SignInRefused, 535),
        ("AUTH", "504 5.5.4 unknown way", SignInRefused, 504),
        ("AUTH", "334 more", SignInRefused, 334),
    ],
)
def test_what_keeps_us_from_opening_is_said(serve, account, secret, quick, step, deed, kind, code):
    server = serve(deeds={step: deed})
    patience = quick if deed == "LATE" else None
    mailer = SmtpMailer(account(server, security=Security.NONE), secret, patience)

    with pytest.raises(MailError) as caught:
        mailer.open()

    assert type(caught.value) is kind
    assert caught.value.code == code
    assert not mailer.is_open
    assert "127.0.0.1" in caught.value.message
    assert "@" not in str(caught.value)
    assert secret.text not in repr(caught.value) + str(caught.value)


def test_a_message_too_large_for_the_server_is_refused_before_a_word(serve, plain_account, write):
    server = serve(auth="", offers=("SIZE 2000",))

    with SmtpMailer(plain_account(server), None) as mailer:
        before = len(server.commands)
        with pytest.raises(MessageRefused) as caught:
            mailer.send(write(text="x" * 900 + "\r\n" + "y" * 900 + "\r\n" + "z" * 900))
        assert len(server.commands) == before
        assert mailer.is_open
        mailer.send(write())

    assert caught.value.code == 552
    assert "larger than 127.0.0.1 takes" in caught.value.message


@pytest.mark.parametrize("offer", ["SIZE", "SIZE 0", "SIZE lots", ""])
def test_a_server_may_name_no_size(serve, plain_account, message, offer):
    server = serve(auth="", offers=(offer,) if offer else ())

    with SmtpMailer(plain_account(server), None) as mailer:
        mailer.send(message)

    assert len(server.kept) == 1


@pytest.mark.parametrize("deed", ["DROP", "LATE", "421 4.7.0 too many errors", "500 what"])
def test_where_a_reset_fails_the_connection_is_given_up(serve, plain_account, write, quick, deed):
    server = serve(auth="", deeds={"RCPT": "550 5.1.1 no", "RSET": deed})

    patience = quick if deed == "LATE" else None
    with SmtpMailer(plain_account(server), None, patience) as mailer:
        with pytest.raises(RecipientRefused):
            mailer.send(write())
        assert not mailer.is_open
        with pytest.raises(ServerUnreachable, match="no connection"):
            mailer.send(write())


def test_after_twenty_refusals_a_new_connection_goes_on(serve, plain_account, write):
    """Postfix closes the session at its twentieth error."""
    refusals = ["550 5.1.1 no"] * 19 + ["421 4.7.0 too many errors", ""]
    server = serve(auth="", deeds={"RCPT": refusals})
    mailer = SmtpMailer(plain_account(server), None)
    refused = 0

    while not server.kept:
        if not mailer.is_open:
            mailer.open()
        try:
            mailer.send(write())
        except (RecipientRefused, ServerUnreachable):
            refused += 1
    mailer.close()

    assert refused == 20
    assert server.connections == 2


def test_one_message_is_one_transaction_for_one_reader(serve, account, secret, write, certificates):
    server = serve(context=certificates.context())

    with SmtpMailer(account(server), secret) as mailer:
        for number in range(50):
            mailer.send(write(f"reader{number}"))

    assert [each.recipients for each in server.kept] == [[f"TO:<reader{n}@example.test>"] for n in range(50)]
    assert server.connections == 1
    verbs = [command.split()[0] for command in server.commands]
    assert not any(one == other == "RCPT" for one, other in pairwise(verbs))
    assert verbs[-1] == "QUIT"


def test_what_arrives_is_what_was_handed_over(serve, plain_account, write):
    server = serve(auth="")
    sent = [write(text=text) for text in ("x", ".", "..", ".\r\n.", "\r\n", "", "a\r\n.b\r\n..\r\n. \r\nc")]

    with SmtpMailer(plain_account(server), None) as mailer:
        for message in sent:
            mailer.send(message)

    assert [each.data for each in server.kept] == [message.data for message in sent]


def test_leaving_in_the_middle_of_a_message_says_nothing_more(serve, plain_account, write):
    """A QUIT within the content would be part of it."""

    def interrupt(_conversation, _argument):
        raise EOFError

    server = serve(auth="", deeds={"BODY": interrupt})
    mailer = SmtpMailer(plain_account(server), None)

    with pytest.raises(OutcomeUnknown), mailer:
        mailer.send(write())

    assert not any("QUIT" in command for command in server.commands)
    assert server.kept == []


def test_closing_twice_and_before_opening_is_fine(serve, plain_account):
    mailer = SmtpMailer(plain_account(serve(auth="")), None)

    mailer.close()
    mailer.open()
    mailer.close()
    mailer.close()

    assert not mailer.is_open


def test_a_server_that_does_not_say_goodbye_does_not_keep_us(serve, plain_account):
    server = serve(auth="", deeds={"QUIT": "DROP"})

    with SmtpMailer(plain_account(server), None):
        pass

    assert server.connections == 1


def test_we_do_not_tell_the_name_of_this_computer(serve, plain_account, message):
    server = serve(auth="")

    with SmtpMailer(plain_account(server), None) as mailer:
        mailer.send(message)

    assert server.commands[0].lower() == "ehlo [127.0.0.1]"
    assert socket.gethostname().encode() not in bytes(server.clear)


def test_the_transcript_holds_codes_alone(serve, account, secret, write):
    server = serve(deeds={"RCPT": ["", "550 5.1.1 <reader@example.test> unknown"]})

    with SmtpMailer(account(server, security=Security.NONE), secret) as mailer:
        mailer.send(write())
        with pytest.raises(RecipientRefused):
            mailer.send(write())
        transcript = mailer.transcript

    assert transcript == (
        "CONNECT 220",
        "EHLO 250",
        "AUTH 235 2.7.0",
        "MAIL 250 2.1.0",
        "RCPT 250 2.1.5",
        "DATA 354",
        "MESSAGE 250 2.0.0",
        "MAIL 250 2.1.0",
        "RCPT 550 5.1.1",
        "RSET 250 2.0.0",
    )


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("no-such-server.invalid", "no-such-server.invalid"),
        ("a..b", "There is no server called a..b."),
        ("x" * 64 + ".test", "There is no server called"),
    ],
)
def test_a_name_that_is_nobodys(serve, account, secret, host, sentence):
    with pytest.raises(ServerUnreachable) as caught:
        SmtpMailer(account(serve(), host=host), secret).open()

    assert sentence in caught.value.message


def test_a_port_where_nobody_listens(serve, account, secret):
    server = serve()
    server.close()

    with pytest.raises(ServerUnreachable, match=f"takes no connections on port {server.port}"):
        SmtpMailer(account(server), secret).open()


def test_tls_to_a_port_that_begins_in_clear(serve, account, secret):
    with pytest.raises(ServerUnreachable, match="does not begin with TLS"):
        SmtpMailer(account(serve(), security=Security.TLS), secret).open()


def test_starttls_to_a_port_that_begins_with_tls(serve, certificates, account, secret, quick):
    server = serve(context=certificates.context(), is_tls_from_the_start=True)

    with pytest.raises(ServerUnreachable) as caught:
        SmtpMailer(account(server), secret, quick).open()

    assert "said nothing" in caught.value.message
    assert "“tls”" in caught.value.hint


def test_a_server_that_is_silent_within_tls_is_not_told_to_begin_with_it(
    serve, certificates, account, secret, quick
):
    server = serve(context=certificates.context(), is_tls_from_the_start=True, deeds={"CONNECT": "LATE"})

    with pytest.raises(ServerUnreachable, match="did not answer in time"):
        SmtpMailer(account(server, security=Security.TLS), secret, quick).open()


def test_steps_are_told_in_order(serve, certificates, account, secret):
    server = serve(context=certificates.context())
    said = []

    mailer = SmtpMailer(account(server), secret)
    mailer.open(said.append)
    mailer.close()

    assert [sentence.split()[0:3] for sentence in said] == [
        ["The", "name", "127.0.0.1"],
        ["127.0.0.1", "takes", "connections"],
        ["The", "connection", "is"],
        ["127.0.0.1", "accepted", "the"],
    ]
    assert "TLSv1.3" in said[2]
