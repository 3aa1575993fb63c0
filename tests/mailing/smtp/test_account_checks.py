"""What is entered for an account is plain, or refused in a sentence (RELIABILITY S5)."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.errors import ContentError, MailError
from newsletter_app.mailing.account_checks import authorities_in, checked, sender_of
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.secret_store import Secret

GOOD = MailAccount(
    name="news",
    host="smtp.example.test",
    port=587,
    security=Security.STARTTLS,
    sender="news@example.test",
    sender_name="Harbour Project",
    reply_to="office@example.test",
    unsubscribe_url="https://example.test/leave?reader={token}",
    user="news@example.test",
    sign_in=SignIn.PASSWORD,
)
FIELDS = ("name", "host", "sender", "sender_name", "reply_to", "unsubscribe_url", "user")
_BREAKS = ("\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_TAILS = ("Bcc: evil@example.test", "RCPT TO:<evil@example.test>", "\r\n.\r\nMAIL FROM:<evil@example.test>")
_SHAPES = (
    "<evil@example.test>",
    "a@example.test, evil@example.test",
    "a@example.test>\r\nRCPT TO:<evil@example.test",
    "a@example.test;evil@example.test",
    '"a" <a@example.test>, "b" <evil@example.test>',
    "a@example.test%0d%0aBcc:%20evil@example.test",
    "=?utf-8?q?a=0D=0ABcc:_evil@example.test?=",
    "a@example.test SIZE=1",
    "a@example.test> BODY=8BITMIME",
    "@relay.example.test:evil@example.test",
    "a@b@example.test",
    "https://example.test/>, <mailto:evil@example.test",
    "https://user:pass@example.test/leave",
    "http://example.test/leave",
    "javascript:alert(1)",
    "https://example.test/{token}/{token}",
    "https://{token}.example.test/",
    "https://example.test/#{token}",
    "https://example.test/a b",
    "https://example.test/a,b",
    "https://exämple.test/",
    "smtp.example.test:587",
    "smtp.example.test\tx",
    "[127.0.0.1]",
    "127.0.0.1; rm",
    "-oProxy",
    "\ud800",
    "a" * 5_000,
)
HOSTILE = [
    *(f"x{broken}{tail}" for broken in _BREAKS for tail in _TAILS),
    *(f"{broken}x" for broken in _BREAKS),
    *(f"ann@example.test{broken}" for broken in _BREAKS[:4]),
    *_SHAPES,
]


def test_there_are_eighty_hostile_strings():
    assert len(set(HOSTILE)) >= 80


def test_a_good_account_stays_as_it_is():
    assert checked(GOOD) == GOOD


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_takes_a_line_break_or_a_second_address(field):
    taken = []
    for hostile in HOSTILE:
        with suppress(ContentError):
            taken.append(getattr(checked(replace(GOOD, **{field: hostile})), field))

    for kept in taken:
        assert kept.strip() == kept
        assert not set(kept) & {"\r", "\n", "\0", *_BREAKS[4:]}
        if field in ("sender", "reply_to"):
            assert kept.count("@") == 1
            assert not set(kept) & set("<>,; ")
        if field == "unsubscribe_url":
            assert kept.startswith("https://")
            assert not set(kept) & set('<>," ')


@pytest.mark.parametrize("field", FIELDS)
def test_a_refusal_does_not_repeat_what_was_entered(field):
    for hostile in (each for each in HOSTILE if "\n" in each):
        with pytest.raises(ContentError) as caught:
            checked(replace(GOOD, **{field: f"a{hostile}a"}))
        assert caught.value.message.endswith(".")
        assert "evil" not in str(caught.value)


def test_control_without_the_check_hostile_strings_break_lines():
    broken = [each for each in HOSTILE if len(f"Reply-To: {each}".splitlines()) > 1]

    assert len(broken) >= 40


@pytest.mark.parametrize("field", ["sender", "user"])
def test_nothing_in_an_account_becomes_a_command_even_unchecked(serve, account, write, field):
    """The account of a library somebody else has written."""
    server = serve()
    for hostile in HOSTILE:
        unchecked = account(server, security=Security.NONE, **{field: hostile})
        mailer = SmtpMailer(unchecked, Secret("wrong"))
        with pytest.raises((MailError, ValueError)):
            mailer.open()

    verbs = {command.split()[0].upper() for command in server.commands if command}
    assert verbs <= {"EHLO", "AUTH"}


@given(st.text(max_size=80))
def test_any_text_as_a_sender_is_read_or_refused(text):
    try:
        name, address = sender_of(text)
    except ContentError:
        return
    assert address.count("@") == 1
    assert len(f"{name}{address}".splitlines()) <= 1


@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_any_text_in_any_field_is_plain_or_refused(field, text):
    try:
        account = checked(replace(GOOD, **{field: text}))
    except ContentError:
        return
    assert checked(account) == account


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Harbour Project <news@example.test>", "Harbour Project", "news@example.test"),
        ('"Harbour, Project" <news@example.test>', "Harbour, Project", "news@example.test"),
        ('"A \\"B\\" C" <news@example.test>', 'A "B" C', "news@example.test"),
        ("news@example.test", "", "news@example.test"),
        ("<news@example.test>", "", "news@example.test"),
        ("Häfen 🚢 <News@EXAMPLE.test>", "Häfen 🚢", "News@example.test"),
        ("Harbour <news@häfen.test>", "Harbour", "news@xn--hfen-loa.test"),
    ],
)
def test_a_sender_is_written_as_people_write_it(written, name, address):
    assert sender_of(written) == (name, address)


@pytest.mark.parametrize(
    "written", ["", "Harbour", "Harbour <news>", "Harbour <a@b.test> <c@d.test>", "a@b.test, c@d.test"]
)
def test_who_is_no_sender_is_refused(written):
    with pytest.raises(ContentError, match=r"From address"):
        sender_of(written)


@pytest.mark.parametrize("port", [0, -1, 65_536, 10**9])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(ContentError, match="There is no port"):
        checked(replace(GOOD, port=port))


@pytest.mark.parametrize("host", ["smtp.example.test", "192.168.1.5", "::", "127.0.0.1.example.test"])
def test_without_encryption_only_this_computer_is_taken(host):
    with pytest.raises(ContentError, match=f"and {host} is another one"):
        checked(replace(GOOD, security=Security.NONE, host=host))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.3.2.1"])
def test_this_computer_is_taken_without_encryption(host):
    assert checked(replace(GOOD, security=Security.NONE, host=host)).host == host


def test_a_certificate_authority_is_kept_without_what_stands_around_it(certificates):
    noisy = f"Some words\r\n{certificates.ca}\nand more"

    assert authorities_in(noisy) == certificates.ca
    assert authorities_in(certificates.ca * 2).count("BEGIN CERTIFICATE") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n" + "A" * 500,
    ],
)
def test_a_file_without_a_certificate_is_refused(text):
    with pytest.raises(ContentError, match="no certificate that can be read"):
        authorities_in(text)


def test_a_file_with_a_private_key_is_refused(certificates):
    with pytest.raises(ContentError, match="private key"):
        authorities_in((certificates.folder / "ok.pem").read_text())
