import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.errors import ContentError
from newsletter_app.rendering.front_matter import split, write

_plain = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60)
_said = _plain.filter(bool)
_fields = st.dictionaries(
    st.sampled_from(
        ["title", "slug", "summary", "byline", "tags", "language", "date", "cover", "content_note"]
    ),
    st.one_of(_said, st.lists(_plain, min_size=1, max_size=4), st.dates(), st.booleans(), st.integers()),
    max_size=6,
)


@settings(max_examples=50, deadline=None)
@given(_fields, _plain.map(lambda text: text.strip("\n")))
def test_what_is_written_is_read_again(fields, body):
    assert split(write(fields, body)) == (fields, f"{body}\n" if body else "")


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "1.5", "null", "2026-01-02", "a: b", "- a", "#", "'", '"', "&a", "*a", "{", "@", "%"],
)
def test_a_text_that_looks_like_yaml_stays_a_text(text):
    assert split(write({"title": text}, ""))[0] == {"title": text}


def test_what_says_nothing_is_left_out():
    assert (
        write({"title": "A", "tags": (), "date": None, "summary": ""}, "Text")
        == "---\ntitle: A\n---\n\nText\n"
    )


def test_a_date_is_a_date():
    assert split("---\ndate: 2026-03-01\n---\n\nText")[0] == {"date": dt.date(2026, 3, 1)}


def test_a_date_that_no_calendar_has_stays_a_text():
    assert split("---\ntitle: A\ndate: 2026-13-45\n---\n\nText")[0] == {"title": "A", "date": "2026-13-45"}


def test_words_between_two_rules_are_no_front_matter():
    text = "---\n\nOnly words.\n\n---\n\nText.\n"
    assert split(text) == ({}, text)


@pytest.mark.parametrize("text", ["Only text.\n", "", "----\n\nText", "text\n---\na: b\n---\n"])
def test_a_text_without_front_matter_is_all_body(text):
    assert split(text) == ({}, text)


def test_a_line_and_a_rule_are_no_front_matter():
    text = "---\n\nText below a rule.\n"
    assert split(text) == ({}, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\n\nText", 1),
        ("---\ntitle: A\ntags: [a, b\n---\n", 3),
        ("---\na: b\nc: d: e\n---\n", 3),
        ("---\n- a\n- b\n---\n", 2),
        ("---\na: &x [1]\nb: *x\n---\n", 2),
    ],
)
def test_a_head_that_cannot_be_read_names_its_line(text, line):
    with pytest.raises(ContentError) as caught:
        split(text)
    assert caught.value.line >= line - 1
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text):
    with contextlib.suppress(ContentError):
        fields, body = split(f"---\n{text}\n---\n")
        assert isinstance(fields, dict)
        assert isinstance(body, str)


def test_deep_nesting_is_refused():
    with pytest.raises(ContentError):
        split("---\na: " + "[" * 600 + "]" * 600 + "\n---\n")
