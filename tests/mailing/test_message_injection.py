"""Eighty strings that would write into a message in every place a text can come from: none does."""

import datetime as dt
import email
import re
from email import policy
from functools import cache

import pytest

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.errors import ContentError
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import freeze
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, mark
from newsletter_app.rendering.mime import MailContent, MailFile, MailPicture, content_id, draft

_ENDS = ("\r\n", "\n", "\r", "\n\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00\r\n", "%0d%0a")
_LINES = (
    "Bcc: victim@example.com",
    "Cc: victim@example.com",
    "To: victim@example.com",
    "\r\n--=_x\r\nContent-Type: text/html\r\n\r\n<b>injected</b>",
    "\r\nContent-Type: text/html\r\n\r\n<script>injected</script>",
)
_OTHERS = (
    "=?utf-8?q?=0D=0ABcc:_victim=40example.com?=",
    "=?utf-8?b?DQpCY2M6IHZpY3RpbUBleGFtcGxlLmNvbQ==?=",
    "a, victim@example.com",
    '"><victim@example.com>',
    "<victim@example.com>",
    "; victim@example.com;",
    "group: victim@example.com;",
    '\\"\r\n Bcc: victim@example.com',
    "\r\n\tBcc: victim@example.com",
    "\r\n.\r\nMAIL FROM:<victim@example.com>",
    '"; filename="evil.exe',
    "x.png\r\nContent-Disposition: attachment",
    ">\r\nRCPT TO:<victim@example.com>",
    ">, <mailto:victim@example.com>",
    "{{first_name}}\r\nBcc: victim@example.com",
    "\ue010to\ue011victim@example.com\ue012",
    "\ue010unsubscribe_url\ue011\r\nBcc: victim@example.com\ue012",
    "\u202ebcc: moc.elpmaxe@mitciv",
    "a" * 2000 + "\r\nBcc: victim@example.com",
    "\x00Bcc: victim@example.com",
)
STRINGS = [f"News{end}{line}" for end in _ENDS for line in _LINES] + list(_OTHERS)
READER = parse_address("meera@example.org")
STOP = "mailto:a@example.org"
ID = "<run1.7.k3v7q2m4x5ab@example.org>"
DATE = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
KNOWN = {"from", "to", "subject", "date", "message-id", "reply-to", "list-id", "list-unsubscribe"}
KNOWN |= {"list-unsubscribe-post", "content-language", "mime-version", "content-type"}
PARTS = ["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html"]
PARTS += ["image/png", "text/calendar"]


def content(**changes):
    given = {
        "subject": f"News {mark('x', 'none')}",
        "text": f"Dear {mark('x', 'none')}\n",
        "html": f"<p>Dear {mark('x', 'none')} <a href='{mark(UNSUBSCRIBE, STOP)}'>stop</a></p>",
        "picture": "a.png",
        "file": "a.ics",
        **changes,
    }
    picture = MailPicture(content_id("ab" * 32), given.pop("picture"), "image/png", b"png")
    file = MailFile(given.pop("file"), "text/calendar", b"ics")
    return MailContent(**given, pictures=(picture,), files=(file,))


def envelope(**changes):
    given = {"sender": "news@example.org", "sender_name": "Project", "list_id": "spring", "date": DATE}
    given |= {"mailto": "mailto:news@example.org?subject=stop", "unsubscribe_url": "https://example.org/stop"}
    return FrozenEnvelope(**{**given, **changes})


def message(content_, envelope_, **changes):
    given = {"address": READER, "name": "Meera", "message_id": ID, "token": "tok", "values": {}, **changes}
    return freeze(content_, envelope_).for_reader(**given)


PLACES = {
    "subject": lambda text: message(content(subject=text), envelope()),
    "prefix": lambda text: message(content(), envelope(prefix=text)),
    "text": lambda text: message(content(text=text), envelope()),
    "language": lambda text: message(content(language=text), envelope()),
    "sender": lambda text: message(content(), envelope(sender=text)),
    "sender name": lambda text: message(content(), envelope(sender_name=text)),
    "reply-to": lambda text: message(content(), envelope(reply_to=text)),
    "list id": lambda text: message(content(), envelope(list_id=text)),
    "list": lambda text: message(content(), envelope(list_id=f"spring.{text}.example.org")),
    "unsubscribe address": lambda text: message(content(), envelope(unsubscribe_url=text)),
    "unsubscribe path": lambda text: message(
        content(), envelope(unsubscribe_url=f"https://example.org/{text}")
    ),
    "unsubscribe mail": lambda text: message(
        content(), envelope(mailto=f"mailto:a@example.org?subject={text}")
    ),
    "reader's name": lambda text: message(content(), envelope(), name=text),
    "reader's address": lambda text: message(content(), envelope(), address=parse_address(f"a@b.org{text}")),
    "token": lambda text: message(content(), envelope(), token=text),
    "message id": lambda text: message(content(), envelope(), message_id=f"<a{text}@example.org>"),
    "value": lambda text: message(content(), envelope(), values={"x": text}),
    "name of a value": lambda text: message(content(), envelope(), values={text: text}),
    "value of the address": lambda text: message(content(), envelope(), values={UNSUBSCRIBE: text}),
    "picture's name": lambda text: message(content(picture=text), envelope()),
    "attachment's name": lambda text: message(content(file=text), envelope()),
}


def faults(data):
    """Return what a message holds that ours never does: headers, recipients, parts, markup."""
    read = email.message_from_bytes(data, policy=policy.compat32)
    found = [f"header {name}" for name in read if name.lower() not in KNOWN]
    found += [f"twice {name}" for name in set(read) if len(read.get_all(name)) > 1]
    if [address for _name, address in email.utils.getaddresses(read.get_all("To", []))] != [READER.text]:
        found.append("recipient")
    if [part.get_content_type() for part in read.walk()] != PARTS:
        found.append("parts")
    html = [part for part in read.walk() if part.get_content_type() == "text/html"]
    if any(
        b"<script" in part.get_payload(decode=True) or b"<b>" in part.get_payload(decode=True)
        for part in html
    ):
        found.append("markup")
    if re.search(rb"\nContent-Disposition:[^\r]*\r\n(?! )(?!Content-ID|\r\n)", data):
        found.append("header of a part")
    return found


def test_there_are_eighty():
    assert len(STRINGS) == len(set(STRINGS)) == 80


@pytest.mark.parametrize("place", PLACES)
def test_no_text_writes_into_the_message(place):
    made = 0
    for text in STRINGS:
        try:
            data = PLACES[place](text)
        except (ContentError, NotAnAddress):
            continue
        made += 1
        assert faults(data) == [], repr(text)
    if place in {"subject", "text", "reader's name", "value", "attachment's name", "picture's name"}:
        assert made == len(STRINGS)  # what people write is cleaned rather than refused


def test_a_draft_holds_the_same():
    for text in STRINGS:
        data = draft(content(subject=text, file=text, picture=text))
        read = email.message_from_bytes(data)
        assert {name.lower() for name in read} <= KNOWN | {"x-unsent"}
        assert [part.get_content_type() for part in read.walk()] == PARTS


@cache
def naive(text):
    """Write a message as a plain format string would."""
    return (
        f"From: Project <news@example.org>\r\nTo: {text} <meera@example.org>\r\nSubject: {text}\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_x"\r\n\r\n--=_x\r\n'
        f"Content-Type: text/html\r\n\r\n<p>Dear {text}</p>\r\n--=_x--\r\n"
    ).encode("utf-8", "replace")


def test_control_formatted_without_care_most_of_them_write_into_it():
    usual = set(faults(naive("News")))
    hit = [text for text in STRINGS if set(faults(naive(text))) - usual]
    assert len(hit) >= 40
