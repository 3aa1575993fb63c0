"""Whatever the bytes are, a list of readers is read or refused in words; formulas come back as they were."""

import os

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsletter_app.content.contact import Contact
from newsletter_app.errors import CannotImport
from newsletter_app.mailing.formulas import armed_again, disarmed
from newsletter_app.mailing.headings import field_name, meaning_of
from newsletter_app.mailing.languages import language_tag
from newsletter_app.mailing.list_file import csv_of
from newsletter_app.mailing.preview_wire import as_json, preview_of
from newsletter_app.mailing.readers_reading import read_here
from newsletter_app.rendering.dialect.merge_fields import FIELD

MANY = 5_000 if os.environ.get("NEWSLETTER_TORTURE") else 150

PIECES = st.sampled_from(
    [
        *(
            "email",
            "E-Mail",
            "name",
            "first_name",
            "note",
            "language",
            "sep=;\n",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
        ),
        *(
            "\r",
            '"',
            '""',
            "ann@example.org",
            "a@b@c.d",
            "ä@ö.ü",
            "'",
            "=1+1",
            "\x00",
            "\ufeff",
            "\x85",
            "\u2028",
        ),
        *("ﬁ", "😀", " ", "\x1b", "x" * 300, "en", "|", "@", "\udc80"),
    ]
)
MIXED = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
HEADED = MIXED.map(lambda text: "email,first_name,note\n" + text)
BYTES = st.one_of(
    st.binary(max_size=300),
    (MIXED | HEADED).map(lambda text: text.encode("utf-8", "surrogatepass")),
    (MIXED | HEADED).map(lambda text: text.encode("utf-16", "surrogatepass")),
    HEADED.map(lambda text: text.encode("cp1252", "replace")),
)
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "  +",
    "\t=",
    "\r\n=",
    "'=",
    "''=",
    "﹢",
]
STARTS += ["﹣", "﹦", "\u00a0=", "−", "|", "%", ";", '"=', ",=", "'", "' ="]


@settings(max_examples=MANY, deadline=None)
@given(BYTES)
def test_any_bytes_are_read_or_refused_in_words(data):
    try:
        preview = read_here(data, "some.csv")
    except CannotImport as refused:
        assert refused.message.endswith(".")  # noqa: PT017 - both ways out are right
        return
    assert preview_of(as_json(preview)) == preview
    assert len(preview.people) + len(preview.duplicates) + preview.faulty > 0
    for column in preview.columns:
        assert FIELD.fullmatch("{{" + column.becomes + "}}")
    assert all(fault.sentence.endswith(".") for fault in preview.faults)


@settings(max_examples=MANY, deadline=None)
@given(st.text(max_size=60))
def test_any_heading_becomes_the_name_of_a_merge_field_or_none(heading):
    meaning_of(heading)
    language_tag(heading)
    name = field_name(heading)
    assert not name or FIELD.fullmatch("{{" + name + "}}")


@settings(max_examples=MANY, deadline=None)
@given(st.sampled_from(STARTS), st.text(max_size=20))
@example("\x00", "=1")
def test_a_disarmed_cell_is_no_formula_and_comes_back_exactly(start, rest):
    text = start + rest

    assert armed_again(disarmed(text)) == text
    assert not disarmed(text)[:1] or disarmed(text)[0] not in "=+-@\t\r\n\x00＝＋－＠ "


def kept(text: str) -> str:
    """Return what a library keeps of a value: no blanks around it, no control characters."""
    return "".join(sign for sign in text if sign in "\t\n\r" or sign.isprintable() or sign == " ").strip()


@settings(max_examples=MANY, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(STARTS), st.text(max_size=20)).map("".join).map(kept),
        min_size=1,
        max_size=6,
    )
)
def test_our_own_export_of_a_list_comes_back_exactly(values):
    people = [
        Contact(
            f"{sign}{number}@example.org",
            value,
            value[::-1].strip(),
            "cy",
            (("note", value),) if value else (),
        )
        for number, value in enumerate(values)
        for sign in ("a", "+a", "=a", "-a", "'a")
    ]

    preview = read_here(csv_of(people), "list.csv")

    assert [reader.contact for reader in preview.people] == people
