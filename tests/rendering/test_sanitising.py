import html as entities
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.sanitising import clean_fragment
from newsletter_app.rendering.source import Source
from newsletter_app.rendering.style_values import safe_style

EXAMPLES = settings(max_examples=3_000 if os.environ.get("NEWSLETTER_TORTURE") else 150, deadline=None)
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|cid:|asset:|#)", re.IGNORECASE)
DANGEROUS_TAGS = frozenset(
    ["script", "style", "svg", "math", "iframe", "object", "embed", "form", "base", "meta", "link", "input"]
)


class Judge(HTMLParser):
    """Finds what a browser could act on."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in DANGEROUS_TAGS:
            self.found.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in {
                "srcdoc",
                "formaction",
                "xlink:href",
                "srcset",
                "background",
            }:
                self.found.append(name)
            if name in {"href", "src", "action", "data", "poster"} and not SAFE_ADDRESS.match(value or ""):
                self.found.append(f"{name}={value}")
            if name == "style" and not re.fullmatch(
                r"text-align:(left|right|center|justify|start|end)", value or ""
            ):
                self.found.append(f"style={value}")


def dangers(html):
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.found


def plainly_dangerous(html):
    """Judge what no parser need understand."""
    try:
        return bool(dangers(html))
    except AssertionError:
        return False


def corpora():
    folder = os.environ.get("NEWSLETTER_CORPORA", "")
    if not folder:
        pytest.skip("NEWSLETTER_CORPORA names no folder: the payloads of others were not tried.")
    return Path(folder)


def payloads():
    known = json.loads((corpora() / "xss-dompurify" / "expect.json").read_text("utf-8"))
    return [entry["payload"] for entry in known]


def test_no_payload_of_others_gets_through():
    assert [payload for payload in payloads() if dangers(clean_fragment(payload))] == []


def test_without_sanitising_the_payloads_are_dangerous():
    assert len([payload for payload in payloads() if plainly_dangerous(payload)]) >= 100


def test_no_payload_gets_through_an_article():
    articles = ArticlesHere()
    for payload in payloads():
        for body in (
            payload,
            f"Text {payload} text",
            f"> [!NOTE]\n> {payload}",
            f"[a]({payload})",
            f"![{payload}](x)",
        ):
            shown = articles.article(Source(body, content_note=payload)).html
            assert dangers(shown) == [], body


def test_strings_that_break_programs_do_not_break_this_one():
    articles = ArticlesHere()
    for text in json.loads((corpora() / "blns" / "blns.json").read_text("utf-8")):
        shown = articles.article(Source(text, content_note=text)).html
        assert dangers(shown) == []
        assert clean_fragment(shown) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href=" \u2028javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="//host/x">a</a>', "<a>a</a>"),
        ('<a href="\\\\host\\share">a</a>', "<a>a</a>"),
        ('<a href="ftp://example.org">a</a>', "<a>a</a>"),
        ('<a href="#fn-1" class="footnote evil">1</a>', '<a href="#fn-1" class="footnote">1</a>'),
        ('<img src="data:image/svg+xml,x" onerror="y">', "<img>"),
        ('<img src="cid:abc">', '<img src="cid:abc">'),
        ("<svg><a xlink:href='x'>a</a></svg>b", "b"),
        ("<!--[if mso]>a<![endif]-->b", "b"),
        ("<form action='https://example.org'><input>a</form>", "a"),
        ('<p style="text-align:center;background:url(//x)">a</p>', '<p style="text-align:center">a</p>'),
        ('<p style="color:red">a</p>', "<p>a</p>"),
        ("{{ post.delete() }} {% x %}", "{{ post.delete() }} {% x %}"),
        ('<aside role="alert" class="callout">a</aside>', '<aside class="callout">a</aside>'),
        ('<img width="9999999" height="5">', '<img height="5">'),
    ],
)
def test_only_what_is_on_the_list_gets_through(written, shown):
    assert clean_fragment(written) == shown


@pytest.mark.parametrize(
    "value",
    [
        "url(https://example.org)",
        "expression(x)",
        "var(--x)",
        "center;position:fixed",
        "image-set('x')",
        "center}x{",
    ],
)
def test_style_values_are_on_a_list_of_their_own(value):
    assert safe_style(f"text-align:{value}") in ("", "text-align:center")
    assert safe_style(f"background:{value}") == ""


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div",
                ">",
                "<a href=",
                '"javascript:x"',
                "<b>",
                "</b>",
                "<table>",
                "<td>",
                "<li>",
                "<svg>",
                "<math>",
                "<style>",
                "<!--",
                "-->",
                "<title>",
                "&lt;",
                "&amp;",
                "&#x6a;",
                "<img src=x>",
                ' style="text-align: Left"',
                ' class="button x"',
                "<p class=button>",
                "<template>",
                "<noscript>",
                "<span class='lost-link'>",
                ' id="fn-1"',
                "<h2 id=a>",
                "<sup>",
                "<figure class=figure>",
                "<pre>\n\n",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=14,
).map("".join)


@given(FRAGMENTS)
@EXAMPLES
def test_cleaning_twice_is_cleaning_once(written):
    once = clean_fragment(written)
    assert clean_fragment(once) == once
    assert dangers(once) == []


@given(FRAGMENTS)
@EXAMPLES
def test_every_block_of_an_article_is_clean(written):
    article = ArticlesHere().article(
        Source(f"Text {written}\n\n{written}\n\n## {written}\n\n- {written}\n\n[^a]: x[^a]")
    )
    for block in article.blocks:
        assert clean_fragment(block.html) == block.html
        assert dangers(block.html) == []


def test_what_is_too_large_or_too_deep_comes_back_as_text():
    for written in ("<b>" * 500, "<div>" * 100_000, "<p>a</p>" * 200_000):
        assert clean_fragment(written) == entities.escape(written, quote=False)


def test_many_elements_side_by_side_are_not_deep():
    written = "<p>a<br>b</p>" * 500
    assert clean_fragment(written) == written
