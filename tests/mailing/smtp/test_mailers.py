"""What every mailer promises, proved by the one that sends and the one that ships for trying."""

import pytest

from newsletter_app.content.address import Address
from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import ServerUnreachable
from newsletter_app.mailing.folder_mailer import ENVELOPES, FolderMailer
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.smtp_mailer import SmtpMailer


@pytest.fixture(params=["folder", "smtp"])
def mailer_and_kept(request, tmp_path, serve, account):
    """A mailer, and a function that returns the bytes that came through it."""
    if request.param == "folder":
        folder = tmp_path / "out"
        return FolderMailer(folder), lambda: [f.read_bytes() for f in sorted(folder.glob("*.eml"))]
    server = serve(auth="")
    plain = account(server, security=Security.NONE, sign_in=SignIn.NONE, user="")
    return SmtpMailer(plain, None), lambda: [each.data for each in server.kept]


def test_messages_come_through_as_they_are(mailer_and_kept, write):
    mailer, kept = mailer_and_kept
    sent = [write(text=f"Message {number}") for number in range(3)]

    with mailer:
        for message in sent:
            mailer.send(message)

    assert kept() == [message.data for message in sent]


def test_nothing_is_taken_before_opening_and_after_closing(mailer_and_kept, message):
    mailer, kept = mailer_and_kept

    with pytest.raises(ServerUnreachable):
        mailer.send(message)
    with mailer:
        assert mailer.is_open
    assert not mailer.is_open
    with pytest.raises(ServerUnreachable):
        mailer.send(message)

    assert kept() == []


def test_it_can_be_opened_again(mailer_and_kept, message):
    mailer, kept = mailer_and_kept

    for _time in range(2):
        with mailer:
            mailer.send(message)

    assert len(kept()) == 2


def test_the_folder_says_who_got_what_and_keeps_it_private(tmp_path, write):
    with FolderMailer(tmp_path / "out") as mailer:
        mailer.send(write("ann"))
        mailer.send(write("bea"))

    envelopes = (tmp_path / "out" / ENVELOPES).read_text().splitlines()
    assert envelopes == [
        "00001 news@example.test ann@example.test",
        "00002 news@example.test bea@example.test",
    ]
    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "out").iterdir()} == {0}


def test_a_folder_that_cannot_be_is_said(tmp_path, message):
    (tmp_path / "file").write_text("")

    with pytest.raises(ServerUnreachable, match="cannot be put"):
        FolderMailer(tmp_path / "file" / "out").open()


@pytest.mark.parametrize(
    "address",
    [
        Address("ann\r\nRCPT TO:<x", "example.test"),
        Address("ann>\r\nDATA", "example.test"),
        Address("änn", "example.test"),
        Address("ann", "exämple.test"),
        Address("", "example.test"),
        Address("ann", ""),
        Address("ann@b", "example.test"),
        Address("ann bea", "example.test"),
        Address("ann,bea", "example.test"),
        Address("ann", "example.test>,<bea@example.test"),
    ],
)
def test_a_message_goes_to_one_plain_address(address):
    good = Address("news", "example.test")

    for sender, recipient in ((good, address), (address, good)):
        with pytest.raises(ValueError, match="address"):
            OutgoingMessage(sender, recipient, b"Subject: x\r\n\r\n")


@pytest.mark.parametrize("data", [b"a\nb", b"a\rb", b"a\n.\nMAIL FROM:<x>\r\n", b"a\r\r\n", b"\n"])
def test_a_lone_line_end_cannot_smuggle_a_second_message(data):
    address = Address("news", "example.test")

    with pytest.raises(ValueError, match="lone"):
        OutgoingMessage(address, address, data)


def test_a_message_does_not_show_itself(message):
    assert repr(message) == "OutgoingMessage()"
