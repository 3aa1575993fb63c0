"""A mail is made once, with marks where each reader's own words go, and nothing that follows a reader."""

import dataclasses
import datetime as dt
import email
import re
from email import policy
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.address import parse_address
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.newsletter import (
    ButtonEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.errors import ContentError
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import freeze
from newsletter_app.rendering.dialect.merge_fields import FIELD as IN_THE_DIALECT
from newsletter_app.rendering.html_tree import parse, walk
from newsletter_app.rendering.mail_wish import MailWish
from newsletter_app.rendering.merge_marks import (
    FIELD,
    UNSUBSCRIBE,
    Field,
    StandIns,
    fallback_alone,
    filled,
    mark,
    pieces,
    without_private,
)
from newsletter_app.rendering.private_characters import cleaned
from newsletter_app.rendering.reader_values import NOBODY, ReaderValues

MAILTO = "mailto:news@example.org?subject=unsubscribe"
WISH = MailWish(MAILTO)
PRIVATE = "\ue010\ue011\ue012\U00100000\U0010fffd"
_ADDRESS = re.compile(r"(?:https?:|mailto:|cid:)[^\s\"'<>)]+")


def fields_in(text):
    return [part for part in pieces(text) if isinstance(part, Field)]


def seen_by(content, **values):
    """Return subject, text and HTML as one reader has them."""
    own = ReaderValues(values)
    html = "".join(part if isinstance(part, str) else own.html(part) for part in pieces(content.html))
    return own.filled(content.subject), own.filled(content.text), html


@pytest.fixture(scope="module")
def everywhere(sample, make_mail):
    field = "{{first_name|R&D <friend>}}"
    item = sample.saved(
        Newsletter(
            title=f"For {field}",
            subject=f"Hello {field}",
            preview_text=f"Read, {field}",
            introduction=f"Dear **{field}**, see [your page, {field}](https://example.org/p).\n\n# {field}",
            entries=(
                HeadingEntry(f"Part for {field}"),
                TextEntry(f"- one {field}\n- two\n\n[Go, {field}](https://example.org/go){{.button}}"),
                ButtonEntry(f"Press, {field}", "https://example.org/press"),
            ),
            options=(("safety", f"Is it safe, {field}?"),),
        )
    )
    return make_mail(item, WISH)


def test_a_field_works_wherever_a_newsletter_has_words(everywhere):
    subject, text, html = seen_by(everywhere, first_name="Zoë")
    assert subject == "Hello Zoë"
    for words in (
        "For Zoë",
        "Dear Zoë",
        "your page, Zoë",
        "Part for Zoë",
        "one Zoë",
        "Go, Zoë",
        "Press, Zoë",
    ):
        assert words in re.sub(r"<[^>]*>", "", html), words
        assert words in text, words
    assert "Is it safe, Zoë?" in html
    assert "Is it safe, Zoë?" in text
    assert NOBODY.filled(everywhere.preview_text) == "Read, R&D <friend>"
    assert ">Read, Zoë<" in html
    assert "{{" not in subject + text + html


def test_without_a_value_the_fallback_stands_there(everywhere):
    subject, text, html = seen_by(everywhere)
    assert subject == "Hello R&D <friend>"
    assert "Dear R&D <friend>" in text
    assert "Press, R&amp;D &lt;friend&gt;" in html


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", '"><img src=x onerror=a>', "' onclick='x", "&lt;b&gt;", "]]>--><b>"],
)
def test_a_value_never_becomes_markup(everywhere, value):
    _subject, _text, html = seen_by(everywhere, first_name=value)
    _subject, _text, plain = seen_by(everywhere, first_name="Zoë")
    assert [(each.tag, [name for name, _ in each.attributes]) for each in walk(parse(html))] == [
        (each.tag, [name for name, _ in each.attributes]) for each in walk(parse(plain))
    ]
    assert value in unescape(html)


def test_the_footer_stops_the_mail_for_this_reader(everywhere):
    stop = "https://example.org/stop?t=1&l=2"
    _subject, text, html = seen_by(everywhere, unsubscribe_url=stop)
    assert f"Stop these e-mails:\n{stop}\n" in text
    assert [each.get("href") for each in walk(parse(html)) if "stop" in each.get("href")] == [stop]
    assert fields_in(everywhere.text).count(Field(UNSUBSCRIBE, MAILTO)) == 1


def test_without_an_address_to_unsubscribe_at_the_footer_names_the_brands(sample, make_mail):
    content = make_mail(sample.newsletter, MailWish())
    assert not [field for field in fields_in(content.html) if field.name == UNSUBSCRIBE]
    assert "mailto:info@example.org?subject=" in content.html
    assert "reply with the word" in content.text


def test_pictures_travel_inside_and_events_are_attached(sample, make_mail):
    content = make_mail(sample.newsletter, WISH)
    assert {f"cid:{picture.cid}" for picture in content.pictures} == set(
        re.findall(r"cid:[^\"]+", content.html)
    )
    assert [file.name for file in content.files] == ["launch-of-the-report.ics"]
    assert any("left as plain text" in note for note in content.notes)


def test_pictures_may_lie_on_a_website(sample, make_mail):
    content = make_mail(sample.newsletter, MailWish(MAILTO, pictures_at="https://example.org/p/"))
    assert content.pictures == ()
    assert set(re.findall(r'src="([^"]*/)', content.html)) == {"https://example.org/p/"}
    assert "https://example.org/p/" in content.notes[-1]
    with pytest.raises(ContentError, match="no address for pictures"):
        make_mail(sample.newsletter, MailWish(MAILTO, pictures_at="http://example.org/p/"))


def test_a_discreet_newsletter_shows_nothing_of_its_own_outside(sample, make_mail):
    loud = dataclasses.replace(
        sample.newsletter,
        subject="Refuge news",
        preview_text="Violence",
        discreet=Discreet("Jo", "Spring letter", "Hello {{first_name|you}}"),
    )
    content = make_mail(loud, WISH)
    assert content.subject == "Spring letter"
    assert content.preview_text == f"Hello {mark('first_name', 'you')}"
    head = content.html[: content.html.index("<table")]
    assert "Refuge" not in head
    assert "Violence" not in head
    kept = make_mail(dataclasses.replace(loud, discreet=Discreet(subject="Letter")), WISH)
    assert (kept.subject, kept.preview_text) == ("Letter", "Violence")


def test_a_post_is_mailed_with_its_own_beginning(sample, make_mail):
    content = make_mail(sample.short, WISH)
    assert content.subject == "A first meeting"
    assert content.preview_text.startswith("A meeting took place.")
    assert "letter" in make_mail(sample.short, MailWish(MAILTO, template="letter")).html


def test_the_same_newsletter_gives_the_same_mail(sample, make_mail):
    assert make_mail(sample.newsletter, WISH) == make_mail(sample.newsletter, WISH)


def test_no_private_character_of_content_survives(sample, make_mail):
    """Every text a person can write holds the characters marks are made of, and an entity for one of them."""
    evil = f"a{PRIVATE}b\ue010email\ue011x\ue012&#xE010;email&#xE011;x&#xE012;&#x100000;"
    link = f"https://example.org/{PRIVATE}"
    post = sample.saved(
        Post(
            title=evil, body=f"{evil} [x{evil}]({link}?e=\ue010email\ue011\ue012)\n\n## {evil}",
            summary=evil, byline=evil, tags=(evil,), content_note=evil, published_at=link,
        )
    )  # fmt: skip
    item = Newsletter(
        title=evil, subject=evil, preview_text=evil, introduction=evil, language="en",
        entries=(PostEntry(post.record.id, Shown.FULL), PostEntry(post.record.id, Shown.SUMMARY),
                 HeadingEntry(evil), TextEntry(evil), ButtonEntry(evil, f"https://example.org/{evil}")),
        options=(("safety", evil),), discreet=Discreet(evil, evil, evil),
    )  # fmt: skip
    before = sample.library.brand.load()
    sample.library.brand.save(dataclasses.replace(before, footer=evil, name=evil, address=evil))
    try:
        content = make_mail(item, WISH)
    finally:
        sample.library.brand.save(before)
    stop = [Field(UNSUBSCRIBE, MAILTO)]
    assert fields_in(content.html) == fields_in(content.text) == stop
    assert fields_in(content.subject) == fields_in(content.preview_text) == []
    for text in (content.subject, content.preview_text, content.text, content.html):
        kept = text.replace(mark(UNSUBSCRIBE, MAILTO), "")
        assert without_private(kept) == kept


def test_control_uncleaned_such_characters_are_fields():
    assert fields_in(f"\ue010email\ue011x\ue012{PRIVATE}") != []


def test_a_field_in_an_address_is_its_fallback_so_nobody_has_a_link_of_their_own():
    fields = StandIns()
    named, stop = fields("email", "all"), fields(UNSUBSCRIBE, MAILTO)[0]
    html = fields.in_html(
        f'<a href="https://e.org/{named}">{named}</a> <img src="https://e.org/{named}"><a href="{stop}">',
        lambda field: mark(field.name, field.fallback),
    )
    assert fields_in(html) == [Field("email", "all"), Field(UNSUBSCRIBE, MAILTO)]
    assert 'href="https://e.org/all"' in html
    assert 'src="https://e.org/all"' in html


def test_fields_are_written_in_newsletters_as_in_the_dialect():
    assert FIELD.pattern == IN_THE_DIALECT.pattern


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_whatever_a_text_is_it_comes_apart_and_together(text):
    assert (
        "".join(part if isinstance(part, str) else mark(part.name, part.fallback) for part in pieces(text))
        == text
    )
    assert cleaned(("x", {"y": text}))[1]["y"] == without_private(text)
    fields = StandIns()
    made = filled(without_private(text), fields)
    assert fields.in_text(made, lambda field: field.fallback) == filled(without_private(text), fallback_alone)


def addresses_in(data):
    """Return the kind of each address a message holds, and the address."""
    message = email.message_from_bytes(data, policy=policy.default)
    html, text = message.get_body(("html",)).get_content(), message.get_body(("plain",)).get_content()
    loaded = [
        value
        for element in walk(parse(html))
        for name, value in element.attributes
        if name in ("src", "srcset", "background", "poster", "data")
        or (element.tag == "link" and name == "href")
    ]
    loaded += re.findall(r"url\(([^)]*)\)|@import\s+([^;]+)", html)
    linked = [
        element.get("href") for element in walk(parse(html)) if element.tag == "a" and element.get("href")
    ]
    head = data.split(b"\r\n\r\n")[0].decode("ascii")
    return loaded, linked, _ADDRESS.findall(head + unescape(html) + text)


@pytest.fixture(scope="module")
def two(sample, make_mail):
    """Return the same newsletter as two readers get it."""
    envelope = FrozenEnvelope(
        sender="news@example.org",
        date=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        unsubscribe_url="https://example.org/stop",
        mailto=MAILTO,
        list_id="spring",
    )
    frozen = freeze(make_mail(sample.newsletter, WISH), envelope)
    return tuple(
        frozen.for_reader(
            parse_address(f"{name}@example.org"), name, f"<{name}@example.org>", f"token{name}", values
        )
        for name, values in (("meera", {"first_name": "Meera"}), ("sam", {"first_name": "Sam"}))
    )


def test_a_sent_mail_loads_nothing_from_anywhere(two):
    loaded, _linked, _all = addresses_in(two[0])
    assert loaded
    assert [address for address in loaded if not str(address).startswith("cid:")] == []


def test_control_a_pixel_or_a_font_would_be_found(two):
    message = email.message_from_bytes(two[0], policy=policy.default)
    page = message.get_body(("html",))
    pixel = '<img src="https://t.example/p.gif"><style>@import "https://f.example";a{background:url(https://x)}</style>'
    page.set_content(page.get_content() + pixel, subtype="html")
    loaded, _linked, _all = addresses_in(message.as_bytes(policy=policy.SMTP))
    assert len([address for address in loaded if not str(address).startswith("cid:")]) >= 3


def test_links_go_where_they_were_written_to(two, sample, exporting):
    _loaded, linked, _all = addresses_in(two[0])
    written = {
        element.get("href") for element in walk(parse(exporting.page(sample.newsletter, "email").text))
    }
    rewritten = [link for link in linked if link not in written and "/stop?token=" not in link]
    assert rewritten == []
    assert len(linked) >= 8


def test_two_readers_differ_by_one_address_alone(two):
    one, other = (set(addresses_in(data)[2]) for data in two)
    assert {re.sub(r"meera|sam", "", address) for address in one ^ other} == {
        "https://example.org/stop?token=token"
    }


def test_control_a_field_in_a_link_would_be_an_address_of_ones_own():
    page = '<a href="https://example.org/?who={{email}}">x</a>'
    one, other = (set(_ADDRESS.findall(page.replace("{{email}}", name))) for name in ("meera", "sam"))
    assert one ^ other
