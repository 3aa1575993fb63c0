"""One message is frozen once and patched for each reader; it equals one that is built afresh."""

import datetime as dt
import email
import email.utils
import hashlib
import os
import re
import subprocess
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.address import parse_address
from newsletter_app.errors import ContentError, LibraryDamaged
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import FrozenMessage, freeze
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, mark
from newsletter_app.rendering.mime import MailContent, MailFile, MailPicture, content_id
from newsletter_app.rendering.reader_values import one_line

SOURCE = Path(__file__).parents[2] / "src"
READER = parse_address("meera@example.org")
STOP = "mailto:a@example.org"
MESSAGE_ID = "<run1.7.k3v7q2m4x5ab@example.org>"
ENVELOPE = FrozenEnvelope(
    sender="news@example.org",
    sender_name="The Example Project",
    reply_to="office@example.org",
    list_id="spring",
    date=dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC),
    unsubscribe_url="https://example.org/stop?list=1",
    mailto="mailto:news@example.org?subject=unsubscribe",
)
PICTURE = MailPicture(content_id("ab" * 32), f"{'ab' * 32}.png", "image/png", bytes(range(256)))
FILE = MailFile("Frühlingsfest.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
CONTENT = MailContent(
    subject=f"News for {mark('first_name', 'you')}",
    text=f"Dear {mark('first_name', 'friend')},\n\nGrüße.\n\nStop: {mark(UNSUBSCRIBE, STOP)}\n",
    html=f"<p>Dear {mark('first_name', 'friend &amp; reader')},</p>\n<p>Grüße.</p>\n"
    f'<p><a href="{mark(UNSUBSCRIBE, STOP)}">Stop</a></p>\n',
    pictures=(PICTURE,),
    files=(FILE,),
    preview_text="What happened",
)
NAMES = ["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Id", "List-Unsubscribe"]
NAMES += ["List-Unsubscribe-Post", "Content-Language", "MIME-Version", "Content-Type"]


def sent(content=CONTENT, envelope=ENVELOPE, name="Meera", values=None, token="tok_1", reader=READER):
    data = freeze(content, envelope).for_reader(reader, name, MESSAGE_ID, token, values or {})
    return data, email.message_from_bytes(data, policy=policy.default)


def parts_of(message):
    return [
        (part.get_content_type(), part.get_filename(), part["Content-ID"], part.get_payload(decode=True))
        for part in message.walk()
        if not part.is_multipart()
    ]


def structure(message):
    return [part.get_content_type() for part in message.walk()]


def test_the_headers_are_these_and_no_others():
    _data, message = sent(values={"first_name": "Meera"})
    assert message.keys() == NAMES
    assert message["From"] == "The Example Project <news@example.org>"
    assert message["To"] == "Meera <meera@example.org>"
    assert message["Subject"] == "News for Meera"
    assert message["Date"] == "Sun, 01 Mar 2026 09:30:00 +0000"
    assert message["Message-ID"] == MESSAGE_ID
    assert message["Reply-To"] == "office@example.org"
    assert message["List-Id"] == "<spring.example.org>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Content-Language"] == "en-GB"


def test_the_address_to_unsubscribe_at_is_the_readers_own_in_header_text_and_html():
    data, message = sent()
    stop = "https://example.org/stop?list=1&token=tok_1"
    assert f"List-Unsubscribe: <{stop}>,\r\n <{ENVELOPE.mailto}>\r\n".encode() in data
    bodies = parts_of(message)
    assert f"Stop: {stop}\n".encode() in bodies[0][3].replace(b"\r\n", b"\n")
    assert f'href="{escape(stop)}"'.encode() in bodies[1][3]


def test_without_an_https_address_mail_alone_unsubscribes():
    envelope = FrozenEnvelope(sender="news@example.org", mailto="mailto:news@example.org?subject=unsubscribe")
    data, message = sent(envelope=envelope)
    assert message["List-Unsubscribe"] == f"<{envelope.mailto}>"
    assert message["List-Unsubscribe-Post"] is None
    assert message["List-Id"] is None
    assert message["Reply-To"] is None
    assert b"token" not in data


def test_a_message_to_no_list_names_no_way_to_leave():
    _data, message = sent(envelope=FrozenEnvelope(sender="news@example.org"))
    assert not [name for name in message if name.startswith("List-")]
    assert "mailto:a@example.org" in message.get_body(("plain",)).get_content()


def test_a_reader_without_a_name_is_written_to_by_address_alone():
    _data, message = sent(name="")
    assert message["To"] == "meera@example.org"


def test_a_test_mail_says_so_and_has_the_same_hash():
    tried = _with(ENVELOPE, prefix="[TEST]", list_id="")
    _data, message = sent(envelope=tried)
    assert message["Subject"] == "[TEST] News for you"
    assert freeze(CONTENT, tried).sha256 == freeze(CONTENT, ENVELOPE).sha256


def test_what_was_frozen_comes_back_the_same():
    frozen = freeze(CONTENT, ENVELOPE)
    again = FrozenMessage.from_bytes(frozen.to_bytes())
    assert again.sha256 == frozen.sha256
    for values in ({}, {"first_name": "Ólafur"}):
        assert again.for_reader(READER, "M", MESSAGE_ID, "t", values) == frozen.for_reader(
            READER, "M", MESSAGE_ID, "t", values
        )


@pytest.mark.parametrize("data", [b"", b"nothing", freeze(CONTENT, ENVELOPE).to_bytes()[:-9]])
def test_torn_bytes_are_said_to_be_damaged(data):
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        FrozenMessage.from_bytes(data)


def test_the_hash_is_of_what_readers_see():
    frozen = freeze(CONTENT, ENVELOPE).sha256
    later = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    for same in ({"date": later}, {"list_id": "autumn"}, {"unsubscribe_url": "https://example.org/x"}):
        assert freeze(CONTENT, _with(ENVELOPE, **same)).sha256 == frozen
    for other in ("subject", "text", "html", "preview_text"):
        assert freeze(_with(CONTENT, **{other: "other"}), ENVELOPE).sha256 != frozen
    assert freeze(_with(CONTENT, pictures=()), ENVELOPE).sha256 != frozen
    assert freeze(CONTENT, _with(ENVELOPE, sender_name="Jo")).sha256 != frozen


def _with(value, **changes):
    return type(value)(**{**{name: getattr(value, name) for name in value.__slots__}, **changes})


@pytest.mark.parametrize("value", ["", "  ", "\r\n", "\ue010", "\u200d", "\u202e\u200b"])
def test_an_empty_value_gives_the_fallback(value):
    _data, message = sent(values={"first_name": value})
    assert message["Subject"] == "News for you"
    assert "Dear friend," in message.get_body(("plain",)).get_content()
    assert "friend &amp; reader" in message.get_body(("html",)).get_content()


def test_a_field_is_known_in_any_case():
    _data, message = sent(values={"First_Name": "Meera"})
    assert message["Subject"] == "News for Meera"


_anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)
_shown = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=90
).filter(lambda text: one_line(text) != "")
_lines = st.text(
    st.characters(
        exclude_categories=("Cs", "Co"), exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ),
    max_size=300,
)


@settings(max_examples=80, deadline=None)
@given(_shown, _shown, _lines, _lines, _anything, st.booleans())
def test_a_patched_message_equals_one_built_afresh(subject, name, before, after, value, has_files):
    files = (FILE,) if has_files else ()
    shown = one_line(value)
    text = f"{before}{mark('x', 'none')}{after}"
    html = f"<p>{escape(before)}{mark('x', 'none')}{escape(after)}</p>"
    content = MailContent(f"{subject} {mark('x', 'none')}", text, html, pictures=(PICTURE,), files=files)
    data, message = sent(content, name=name, values={"x": value})
    fresh = afresh(
        one_line(f"{subject} {shown or 'none'}"),
        one_line(name),
        f"{before}{shown or 'none'}{after}",
        f"<p>{escape(before)}{escape(shown) or 'none'}{escape(after)}</p>",
        files,
    )
    assert structure(message) == structure(fresh)
    assert [part[:3] for part in parts_of(message)] == [part[:3] for part in parts_of(fresh)]
    assert [_unix(part[3]) for part in parts_of(message)] == [_unix(part[3]) for part in parts_of(fresh)]
    for header in ("Subject", "Message-ID", "Date", "Reply-To", "List-Id"):
        assert message[header] == fresh[header]
    assert _mailbox(message, "To") == (one_line(name), READER.text)
    assert _mailbox(message, "From") == (ENVELOPE.sender_name, ENVELOPE.sender)
    _keeps_to_the_lines(data)


def _mailbox(message, header):
    """Return name and address, the name decoded as RFC 2047 says: the library parts words with spaces."""
    raw = dict(message.raw_items())[header].replace("\r\n", "")
    name, address = email.utils.parseaddr(raw)
    return str(make_header(decode_header(name))), address


def _unix(data):
    return data.replace(b"\r\n", b"\n").rstrip(b"\n")


def _keeps_to_the_lines(data):
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    head = data.split(b"\r\n\r\n")[0]
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^ \r\n]*\?=", head))


def afresh(subject, name, text, html, files):
    """Build the same message with the standard library alone."""
    message = EmailMessage(policy.SMTP)
    message["From"] = email.utils.formataddr((ENVELOPE.sender_name, ENVELOPE.sender))
    message["To"] = email.headerregistry.Address(name, addr_spec=READER.text)
    message["Subject"] = subject
    message["Date"] = ENVELOPE.date
    message["Message-ID"] = MESSAGE_ID
    message["Reply-To"] = ENVELOPE.reply_to
    message["List-Id"] = "<spring.example.org>"
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    message.get_payload()[1].add_related(
        PICTURE.data, "image", "png", cid=f"<{PICTURE.cid}>", filename=PICTURE.name, disposition="inline"
    )
    for file in files:
        message.add_attachment(file.data, "text", "calendar", filename=file.name)
    return message


@pytest.mark.parametrize("filling", ["Καλημέρα κόσμε, τι κάνετε σήμερα; ", "Good morning to the world, "])
def test_either_encoding_takes_a_value(filling):
    content = MailContent("News", f"{filling * 20}{mark('x')}\nend", f"<p>{filling * 20}{mark('x')}</p>")
    data, message = sent(content, values={"x": "Zoë <b>"})
    assert f"{filling * 20}Zoë <b>\r\nend\r\n" == message.get_body(("plain",)).get_content()
    assert f"<p>{filling * 20}Zoë &lt;b&gt;</p>\r\n" == message.get_body(("html",)).get_content()
    wanted = "quoted-printable" if filling.isascii() else "base64"
    assert message.get_body(("plain",))["Content-Transfer-Encoding"] == wanted
    _keeps_to_the_lines(data)


def test_a_long_address_to_unsubscribe_at_is_neither_encoded_nor_folded():
    url = "https://example.org/" + "stop/" * 120 + "?t={token}"
    data, message = sent(envelope=_with(ENVELOPE, unsubscribe_url=url))
    assert f"List-Unsubscribe: <{url.replace('{token}', 'tok_1')}>,\r\n".encode() in data
    assert "=?" not in message["List-Unsubscribe"]
    _keeps_to_the_lines(data)


@pytest.mark.parametrize(
    ("url", "stop"),
    [
        ("https://example.org/stop", "https://example.org/stop?token=tok_1"),
        ("https://example.org", "https://example.org?token=tok_1"),
        ("https://example.org/stop?a=1", "https://example.org/stop?a=1&token=tok_1"),
        ("https://example.org/stop#now", "https://example.org/stop?token=tok_1#now"),
        ("https://example.org/{token}/stop", "https://example.org/tok_1/stop"),
    ],
)
def test_the_token_goes_where_the_address_says(url, stop):
    _data, message = sent(envelope=_with(ENVELOPE, unsubscribe_url=url))
    assert message["List-Unsubscribe"].startswith(f"<{stop}>")


@pytest.mark.parametrize(
    "message_id",
    ["", "abc", "<a@b>\r\nBcc: x@example.org", "<a b@example.org>", "<ä@example.org>", "<@example.org>"],
)
def test_a_message_id_that_is_none_is_refused(message_id):
    with pytest.raises(ContentError, match="Message-ID"):
        freeze(CONTENT, ENVELOPE).for_reader(READER, "", message_id, "t", {})


def test_a_message_needs_a_subject_that_shows_something():
    with pytest.raises(ContentError, match="no subject"):
        freeze(_with(CONTENT, subject=f"{mark('x')} \t"), ENVELOPE)


_OTHER = """
import hashlib, sys
from newsletter_app.content.address import parse_address
from newsletter_app.mailing.frozen_message import FrozenMessage

frozen = FrozenMessage.from_bytes(bytes.fromhex(sys.stdin.read()))
reader = parse_address("meera@example.org")
data = frozen.for_reader(reader, "Zoë 🎉" * 30, sys.argv[1], "tok_1", {"first_name": "Zoë"})
print(hashlib.sha256(data).hexdigest())
"""


@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_another_python_writes_the_same_bytes(version):
    found = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    if not found:
        pytest.skip(f"Python {version} is not installed here.")
    frozen = freeze(_with(CONTENT, subject=f"{mark('first_name')} {'🎉 news ' * 40}"), ENVELOPE)
    data = frozen.for_reader(READER, "Zoë 🎉" * 30, MESSAGE_ID, "tok_1", {"first_name": "Zoë"})
    answer = subprocess.run(
        [str(found[-1]), "-c", _OTHER, MESSAGE_ID],
        input=frozen.to_bytes().hex(),
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == hashlib.sha256(data).hexdigest()
