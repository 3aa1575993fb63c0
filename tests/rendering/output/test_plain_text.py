import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.article import Article
from newsletter_app.content.brand import Brand
from newsletter_app.rendering.edition import Edition
from newsletter_app.rendering.plain_text import PlainText
from newsletter_app.rendering.text_pages import TextPage
from newsletter_app.rendering.text_wrapping import is_address, wrapped

_words = st.lists(st.text(alphabet="abcdefgh é一.,-", min_size=1, max_size=90), max_size=12).map(" ".join)
_long = st.sampled_from(
    ["https://example.org/" + "long/" * 20, "someone@" + "very." * 20 + "example.org", "x" * 200]
)
_texts = st.one_of(_words, _long, st.tuples(_words, _long, _words).map(" ".join))


def _block(inner):
    return st.one_of(
        st.tuples(st.sampled_from(["p", "h2", "h4", "blockquote", "pre"]), inner).map(
            lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ol start='7'>{''.join(f'<li><p>{i}</p></li>' for i in items)}</ol>"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda cells: (
                f"<table><thead><tr>{'<th>H</th>' * len(cells)}</tr></thead>"
                f"<tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>"
            )
        ),
        inner.map(lambda i: f'<aside class="callout"><p class="callout-title">Note</p><p>{i}</p></aside>'),
    )


_html = st.recursive(_texts, _block, max_leaves=12)


@settings(max_examples=50, deadline=None)
@given(_html)
def test_only_an_address_is_longer_than_72_characters(html):
    for line in PlainText("en-GB").html(html).split("\n"):
        assert len(line) <= 72 or any(is_address(word) for word in line.split())


@settings(max_examples=50, deadline=None)
@given(_texts)
def test_wrapping_loses_no_character_but_spaces(text):
    assert "".join("".join(wrapped(text)).split()) == "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="abcde", min_size=1, max_size=20), min_size=1, max_size=40))
def test_no_word_is_lost_or_moved_in_paragraphs_lists_and_quotes(words):
    text = " ".join(words)
    html = f"<p>{text}</p><blockquote><p>{text}</p></blockquote><ul><li>{text}</li></ul>"
    shown = [word for word in PlainText("en-GB").html(html).split() if word not in (">", "-")]
    assert shown == words * 3


def test_the_same_address_has_the_same_number():
    text = PlainText("en-GB")
    shown = text.html(
        '<p><a href="https://e.org/a">one</a> <a href="https://e.org/b">two</a> <a href="https://e.org/a">three</a></p>'
    )
    assert shown == "one [1] two [2] three [1]"
    assert text.addresses() == "Links\n-----\n\n[1] https://e.org/a\n[2] https://e.org/b"


def test_links_may_stand_inline():
    text = PlainText("en-GB", "inline")
    assert text.html('<p>See <a href="https://e.org/a">this</a>.</p>') == "See this <https://e.org/a>."
    assert text.addresses() == ""


def test_an_address_that_is_its_own_text_is_said_once():
    text = PlainText("en-GB")
    html = '<p><a href="https://e.org/">https://e.org</a> <a href="mailto:a@e.org">a@e.org</a></p>'
    assert text.html(html) == "https://e.org a@e.org"
    assert text.addresses() == ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<br>b</p>", "a\nb"),
        ("<h2>Title</h2>", "Title\n-----"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n   - c"),
        ('<ol start="9"><li>a</li><li>b</li></ol>', " 9. a\n10. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>if a:\n\n    b\n</code></pre>", "    if a:\n\n        b"),
        ("<hr>", "* * *"),
        ("<p>H<sub>2</sub>O, 10<sup>2</sup>, <del>old</del></p>", "H2O, 10^2, ~~old~~"),
        ('<figure class="figure"><img alt="A bridge" src="a"></figure>', "[Picture: A bridge]"),
        ('<figure class="figure"><img alt="" src="a"></figure>', ""),
        ('<p class="button"><a href="https://e.org/x">Go</a></p>', "Go:\nhttps://e.org/x"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "a  b"),
    ],
)
def test_each_kind_of_block_has_its_form(html, text):
    assert PlainText("en-GB").html(html) == text


def test_the_words_follow_the_language():
    assert PlainText("de-AT").html('<figure><img alt="Brücke" src="a"></figure>') == "[Bild: Brücke]"


def test_a_table_that_is_too_wide_is_told_row_by_row():
    cell = "word " * 20
    head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
    html = f"<table>{head}<tbody><tr><td>1</td><td>{cell}</td></tr></tbody></table>"
    assert PlainText("en-GB").html(html).startswith("A: 1\nB: word word")


def test_very_deep_nesting_stays_within_the_width():
    html = "<blockquote>" * 100 + "<p>" + "word " * 60 + "</p>" + "</blockquote>" * 100
    assert max(map(len, PlainText("en-GB").html(html).split("\n"))) <= 72


@pytest.mark.parametrize("unit", ["a", "a@", "a.", "a-", "é", "a://"])
def test_one_word_of_a_million_characters_is_broken_at_once(unit):
    lines = wrapped(unit * (1_000_000 // len(unit)))
    assert len(lines) == 1 or max(map(len, lines)) <= 72


def test_a_footer_that_says_little_leaves_no_gaps():
    text = TextPage(footer=Brand()).of_edition(Edition("Spring", "S", "", "en-GB", None, Article(()), ()))
    assert "\n\n\n" not in text
    assert text.endswith(".\n")
