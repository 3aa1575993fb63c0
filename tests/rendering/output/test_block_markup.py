"""Holds block markup to the forms that every editor of WordPress 6.1 to 6.7 finds valid."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.article import Block, BlockKind, Place
from newsletter_app.rendering.block_comments import block
from newsletter_app.rendering.block_markup import block_markup

_COMMENT = re.compile(r"<!-- (/?)wp:([a-z-]+)(?: (\{.*?\}))? -->")
_ADDRESS = r'[^"]*'
_INLINE = r"(?:(?!<!--).)*?"

# Opening and closing of each block's own HTML; "…" stands for blocks inside.
_FORMS = {
    "paragraph": rf"<p>{_INLINE}</p>",
    "heading": rf'<h([2-6]) class="wp-block-heading"(?: id="{_ADDRESS}")?>{_INLINE}</h\1>',
    "list": r'<(ul|ol)(?: start="\d+")? class="wp-block-list">…</\1>',
    "list-item": rf"<li>{_INLINE}…</li>",
    "quote": r'<blockquote class="wp-block-quote">…</blockquote>',
    "separator": r'<hr class="wp-block-separator has-alpha-channel-opacity"/>',
    "buttons": r'<div class="wp-block-buttons">…</div>',
    "button": r'<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" '
    rf'href="{_ADDRESS}">{_INLINE}</a></div>',
    "code": r'<pre class="wp-block-code"><code>[^<]*</code></pre>',
    "image": rf'<figure class="wp-block-image">(?:<a href="{_ADDRESS}">)?'
    rf'<img(?: src="{_ADDRESS}")? alt="{_ADDRESS}"/>'
    rf'(?:</a>)?(?:<figcaption class="wp-element-caption">{_INLINE}</figcaption>)?</figure>',
    "gallery": r'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">…</figure>',
    "group": r'<aside class="wp-block-group [a-z -]+ has-text-color has-background" '
    r'style="color:#[0-9a-f]{6};background-color:#[0-9a-f]{6}">…</aside>',
    "table": rf'<figure class="wp-block-table"><table>(?:<t(head|body|foot)>{_INLINE}</t\1>)*'
    r"</table></figure>",
    "html": r".*",
}


def check_markup(markup):
    """Raise AssertionError where a block is of no known form, or comment and HTML do not agree."""
    assert markup.endswith("\n")
    stack = [("", {}, [])]
    at = 0
    for comment in _COMMENT.finditer(markup):
        stack[-1][2].append(markup[at : comment.start()])
        at = comment.end()
        if not comment[1]:
            stack.append((comment[2], json.loads(comment[3] or "{}"), []))
            continue
        name, attributes, parts = stack.pop()
        assert name == comment[2], f"{comment[2]} ends {name}"
        _check_block(name, attributes, "".join(parts).strip("\n"))
        stack[-1][2].append("…")
    assert len(stack) == 1, f"{stack[-1][0]} has no end"
    assert not "".join(stack[0][2]).replace("…", "").strip() + markup[at:].strip()


def _check_block(name, attributes, html):
    html = re.sub(r"…(?:\s*…)*", "…", html)
    form = _FORMS[name].replace("…", "…?" if name != "list-item" else "…*")
    assert re.fullmatch(form, html, re.DOTALL), f"{name}: {html}"
    if name == "heading":
        assert html[2] == str(attributes.get("level", 2))
    if name == "list":
        assert html.startswith("<ol") == attributes.get("ordered", False)
        assert (f'start="{attributes["start"]}"' in html) if "start" in attributes else ("start=" not in html)
    if name == "image":
        assert ("<a " in html) == (attributes.get("linkDestination") == "custom")
    if name == "group":
        colours = attributes["style"]["color"]
        assert f'style="color:{colours["text"]};background-color:{colours["background"]}"' in html
        assert f'class="wp-block-group {attributes["className"]} ' in html
        assert attributes["tagName"] == "aside"
    if name not in ("html", "group"):
        assert "style=" not in html
    assert "[" not in html


def _markup(html):
    return block_markup([Block(BlockKind.OTHER, html, Place(0, 0, 1))])


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text <strong>a</strong> <a href='https://x.test/?a=1&amp;b=2'>l</a><br>new</p>",
        "<h2 id='a'>A</h2><h3>B</h3><h6>C</h6>",
        "<ol start='5'><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>",
        "<ul><li>a<pre><code>b\n\nc</code></pre></li></ul>",
        "<blockquote><p>Quote</p><ul><li>a</li></ul></blockquote>",
        "<hr>",
        "<pre><code class='language-x'>a &lt; b\n\n[c]</code></pre>",
        "<figure class='figure'><img src='a.png' alt='[x]' width='5' height='5'></figure>",
        "<figure><a href='https://x.test'><img src='a.png' alt=''></a><figcaption>C</figcaption></figure>",
        "<div class='gallery'><figure><img src='a' alt=''></figure></div>",
        "<p class='button'><a class='button' href='https://x.test'>Go</a></p>",
        "<aside class='callout callout-important' role='note'><p class='callout-title'>T</p><p>x</p></aside>",
        "<aside class='content-note'><p>x</p></aside>",
        "<div class='event'><p class='event-what'>W</p><dl><dt>When</dt><dd>now</dd></dl></div>",
        "<table><thead><tr><th scope='col' style='text-align:right'>H</th></tr></thead></table>",
        "<p>a<sup id='r1'><a class='footnote' href='#fn-1'>1</a></sup></p>",
        "<div class='footnotes'><ol><li id='n'><p>n <a class='footnote-back'>b</a></p></li></ol></div>",
        "loose <em>text</em>",
        "<details><summary>More</summary><p>x</p></details>",
        "<p>[gallery ids='1'] <span class='x'>y</span></p>",
    ],
)
def test_each_kind_of_block_has_a_form_the_editor_finds_valid(html):
    check_markup(_markup(html))


_inline = st.recursive(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ),
    lambda inner: st.tuples(st.sampled_from(["strong", "em", "code", "del", "span", "sup"]), inner).map(
        lambda pair: f"<{pair[0]} class='c--d'>{pair[1]}</{pair[0]}>"
    ),
    max_leaves=4,
)
_blocks = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "h3", "pre", "li"]), _inline).map(
        lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "<blockquote>{}</blockquote>",
                "<ul><li>{}</li></ul>",
                "<aside class='callout callout-note'>{}</aside>",
                "<div>{}</div>",
            ]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda pair: pair[0].format("".join(pair[1]))),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_blocks, max_size=4))
def test_whatever_is_written_the_markup_is_balanced_and_of_known_forms(htmls):
    check_markup(_markup("".join(htmls)))


def test_the_checker_can_fail():
    wrong = [
        "<!-- wp:paragraph -->\n<p>a</p>\n",
        '<!-- wp:heading -->\n<h3 class="wp-block-heading">a</h3>\n<!-- /wp:heading -->\n',
        "<!-- wp:separator -->\n<hr/>\n<!-- /wp:separator -->\n",
        "<!-- wp:paragraph -->\n<p>[a]</p>\n<!-- /wp:paragraph -->\n",
        "text\n",
    ]
    for markup in wrong:
        with pytest.raises((AssertionError, IndexError)):
            check_markup(markup)


def test_hyphens_in_a_comment_cannot_end_it():
    assert "--" not in block("group", "", {"className": "a--b"}).splitlines()[0][4:-3]


def test_a_picture_without_address_is_one_to_upload():
    assert '<img alt="A bridge"/>' in _markup("<figure><img src='' alt='A bridge'></figure>")


def test_an_anchor_that_nothing_links_to_is_left_out():
    assert 'id="a"' not in _markup("<h2 id='a'>A</h2>")
    assert 'id="a"' in _markup("<p><a href='#a'>x</a></p><h2 id='a'>A</h2>")


@pytest.mark.parametrize(
    "lost", ["<table><tbody><tr><td>a</td></tr></tbody></table>", "<pre><code>a</code></pre>"]
)
def test_a_list_with_other_blocks_inside_keeps_them_as_html(lost):
    markup = _markup(f"<ul><li>one{lost}</li></ul>")
    assert markup.startswith("<!-- wp:html -->")
    assert lost in markup
