import email
import re
from email import policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.errors import ContentError
from newsletter_app.rendering.mime import MailContent, MailFile, MailPicture, content_id, draft

_PICTURE = MailPicture(content_id("ab" * 32), "ab.png", "image/png", bytes(range(256)))
_FILE = MailFile("launch.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
_subjects = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=120
).filter(lambda text: text.strip())
_bodies = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=400)


def _unix(text):
    return text.replace("\r\n", "\n")


def _read(data):
    return email.message_from_bytes(data, policy=policy.SMTP)


@settings(max_examples=40, deadline=None)
@given(_subjects, _bodies)
def test_a_draft_is_read_back_as_it_was_written(subject, body):
    content = MailContent(subject, body, f"<p>{body}</p>", pictures=(_PICTURE,), files=(_FILE,))
    message = _read(draft(content))
    assert message["Subject"] == " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    alternative, file = message.iter_parts()
    text, related = alternative.iter_parts()
    html, picture = related.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert _unix(text.get_content()) == f"{body}\n"
    assert _unix(html.get_content()) == f"<p>{body}</p>\n"
    assert picture.get_content() == _PICTURE.data
    assert picture["Content-ID"] == f"<{_PICTURE.cid}>"
    assert file.get_payload(decode=True) == _FILE.data


@settings(max_examples=60, deadline=None)
@given(_subjects)
def test_lines_and_encoded_words_keep_to_their_length(subject):
    data = draft(MailContent(subject, "Text " * 40, "<p>" + "word" * 500 + "</p>"))
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.isascii()
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^ \r\n]*\?=", data))


def test_a_long_subject_of_emoji_comes_through():
    subject = "🎉👩‍👩‍👧‍👦 " * 30
    data = draft(MailContent(subject.strip(), "a", "<p>a</p>"))
    assert _read(data)["Subject"] == " ".join(subject.split())
    assert all(len(line) <= 78 for line in data.split(b"\r\n\r\n")[0].split(b"\r\n"))


def test_the_headers_are_those_of_a_draft():
    message = _read(draft(MailContent("News", "a", "<p>a</p>", pictures=(_PICTURE,), files=(_FILE,))))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "reader@example.invalid"
    for name in ("Date", "Message-ID", "From", "Bcc", "Cc", "Received"):
        assert message[name] is None


def test_text_comes_before_html():
    message = _read(draft(MailContent("News", "a", "<p>a</p>")))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_same_content_gives_the_same_bytes_and_other_content_other_boundaries():
    one = MailContent("News", "a", "<p>a</p>", pictures=(_PICTURE,))
    assert draft(one) == draft(one)
    other = MailContent("News", "b", "<p>a</p>", pictures=(_PICTURE,))
    assert _read(draft(one)).get_boundary() != _read(draft(other)).get_boundary()


def test_a_line_that_begins_with_from_stays():
    message = _read(draft(MailContent("News", "From here\n.\nthere", "<p>a</p>")))
    assert _unix(next(message.iter_parts()).get_content()) == "From here\n.\nthere\n"


@pytest.mark.parametrize(
    "subject", ["News\r\nBcc: a@example.org", "News\nBcc: a@example.org", "a\x00b\u2028c"]
)
def test_a_subject_cannot_add_a_header(subject):
    message = _read(draft(MailContent(subject, "a", "<p>a</p>")))
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]


def test_a_message_needs_a_subject():
    with pytest.raises(ContentError, match="no subject"):
        draft(MailContent("  ", "a", "<p>a</p>"))


def test_mostly_latin_text_is_quoted_printable_and_other_text_base64():
    latin = _read(draft(MailContent("News", "Grüße aus Köln, wie geht es", "<p>a</p>")))
    greek = _read(draft(MailContent("News", "Καλημέρα κόσμε, τι κάνετε", "<p>a</p>")))
    assert next(latin.iter_parts())["Content-Transfer-Encoding"] == "quoted-printable"
    assert next(greek.iter_parts())["Content-Transfer-Encoding"] == "base64"
