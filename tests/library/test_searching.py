"""Words are found by their beginnings, whatever a person types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import Newsletter, TextEntry
from newsletter_app.content.post import Post
from newsletter_app.library.listing import words_pattern
from newsletter_app.library.query import Query

NAUGHTY = [
    '"',
    '""',
    '"""',
    "'",
    "NOT",
    "AND OR",
    "NEAR(a b)",
    "a NEAR b",
    "^a",
    "a*",
    "*",
    "title:",
    "title : a",
    "{title}",
    "-",
    "--",
    "a -b",
    "(",
    ")",
    "(a",
    "a)",
    "+",
    "a + b",
    "\\",
    "%",
    "_",
    "; DROP TABLE item;",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufeff",
    "\u200b",
    "🙂",
    "👩‍👩‍👧",
    "日本",
    "ﷺ",
    "İ",
    "ß",
    "a" * 10_000,
    "a " * 10_000,
    "marks : x",
    "\ue000post",
    "\ue001",
    "…",
    "—",
    "..",
    "1/0",
    "<script>",
    "$HOME",
    "%s",
    "{0}",
    "\t",
    "\n",
    "é\u0301",
    "\u202e",
    "Ω≈ç√∫",
    "社會科學院",
    "𐞀",
]


def found(library, words, **query):
    return [card.title for card in library.items.cards(Query(words=words, **query))]


@pytest.fixture
def filled(library):
    library.items.add(Post(title="Café réunion", body="A well-known naïve plan", tags=("Safety net",)))
    library.items.add(
        Post(title="Report", body="CAFE society", summary="Ünder way", byline="Zoe", status=Status.READY)
    )
    library.items.add(
        Newsletter(
            title="March", subject="Springtime", introduction="cafeteria", entries=(TextEntry("Xylo"),)
        )
    )
    return library


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("caf", ["March", "Report", "Café réunion"]),
        ("CAFÉ", ["March", "Report", "Café réunion"]),
        ("cafe soc", ["Report"]),
        ("soc CAFE", ["Report"]),
        ("naive", ["Café réunion"]),
        ("well-kn", ["Café réunion"]),
        ("under", ["Report"]),
        ("zo", ["Report"]),
        ("spring", ["March"]),
        ("xyl", ["March"]),
        ("safety", ["Café réunion"]),
        ("post", []),
        ("ociety", []),
        ("cafe nowhere", []),
        ("  ", ["March", "Report", "Café réunion"]),
    ],
)
def test_words_are_found_by_their_beginnings(filled, words, titles):
    assert found(filled, words) == titles


def test_a_search_goes_with_the_other_filters(filled):
    assert found(filled, "c", kind=Kind.POST) == ["Report", "Café réunion"]
    assert found(filled, "c", kind=Kind.POST, status=Status.READY) == ["Report"]
    assert found(filled, "c", status=Status.READY) == ["Report"]
    assert found(filled, "c", tag="safety  NET") == ["Café réunion"]
    post = filled.items.find("report")
    filled.items.delete(post.record.id)
    assert found(filled, "caf") == ["March", "Café réunion"]
    assert found(filled, "caf", deleted=True) == ["Report"]


def test_a_tag_is_filtered_in_the_bin_too(filled):
    post = filled.items.find("cafe-reunion")
    filled.items.delete(post.record.id)
    assert found(filled, "", tag="safety net") == []
    assert found(filled, "", tag="safety net", deleted=True) == ["Café réunion"]
    assert found(filled, "caf", tag="safety net", deleted=True) == ["Café réunion"]


def test_an_edit_changes_what_is_found(filled):
    post = filled.items.find("report")
    filled.items.save(post.with_body("entirely new"), keep=False)
    assert found(filled, "society") == []
    assert found(filled, "entirely") == ["Report"]


def test_a_page_goes_on_where_the_last_ended(library):
    with library.together():
        for number in range(25):
            library.items.add(Post(title=f"Post {number}"))
    pages = [library.items.cards(Query(words="post"), start, 10) for start in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [card.title for page in pages for card in page] == [
        f"Post {number}" for number in reversed(range(25))
    ]


@pytest.mark.parametrize("words", NAUGHTY)
def test_no_sign_means_anything_to_the_search(filled, words):
    found(filled, words)
    found(filled, words, kind=Kind.POST, tag=words)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_makes_the_search_fail(filled, words):
    found(filled, words)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.text(st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12)
)
def test_every_word_is_found_by_its_beginning(library, word):
    post = library.items.add(Post(title="t", body=f"before {word} after")).item
    for end in (1, len(word)):
        ids = [card.id for card in library.items.cards(Query(words=word[:end]))]
        assert post.record.id in ids, words_pattern(word[:end])
    library.items.delete(post.record.id)
