"""Holds that WordPress shows a blog fragment as it is, by its own rules (formatting.php of 6.x, retold)."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.rendering.html_tree import INLINE, Element, parse
from newsletter_app.rendering.one_line import fragment

_ALL = (
    "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote"
    "|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption"
    "|details|menu|summary)"
)


def wpautop(text):
    """Return what WordPress's wpautop makes of `text`; rules for object, option, audio, video left out."""
    if not text.strip():
        return ""
    kept = {}
    text, kept = _without_pre(text + "\n")
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    text = re.sub(rf"(<{_ALL}[\s/>])", r"\n\n\1", text)
    text = re.sub(rf"(</{_ALL}>)", r"\1\n\n", text)
    text = re.sub(r"(<hr\s*?/?>)", r"\1\n\n", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"<[^<>]*>", lambda tag: tag[0].replace("\n", " <!-- wpnl --> "), text)
    text = re.sub(r"\s*(<figcaption[^>]*>)", r"\1", text)
    text = re.sub(r"</figcaption>\s*", "</figcaption>", text)
    text = re.sub(r"\n\n+", "\n\n", text)
    parts = [part for part in re.split(r"\n\s*\n", text) if part]
    text = "".join("<p>" + part.strip("\n") + "</p>\n" for part in parts)
    text = re.sub(r"<p>\s*</p>", "", text)
    text = re.sub(r"<p>([^<]+)</(div|address|form)>", r"<p>\1</p></\2>", text)
    text = re.sub(rf"<p>\s*(</?{_ALL}[^>]*>)\s*</p>", r"\1", text)
    text = re.sub(r"<p>(<li.+?)</p>", r"\1", text)
    text = re.sub(r"(?i)<p><blockquote([^>]*)>", r"<blockquote\1><p>", text)
    text = text.replace("</blockquote></p>", "</p></blockquote>")
    text = re.sub(rf"<p>\s*(</?{_ALL}[^>]*>)", r"\1", text)
    text = re.sub(rf"(</?{_ALL}[^>]*>)\s*</p>", r"\1", text)
    text = text.replace("<br>", "<br />").replace("<br/>", "<br />")
    text = re.sub(r"(?<!<br />)\s*\n", "<br />\n", text)
    text = re.sub(rf"(</?{_ALL}[^>]*>)\s*<br />", r"\1", text)
    text = re.sub(r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)", r"\1", text)
    text = re.sub(r"\n</p>$", "</p>", text)
    for name, pre in kept.items():
        text = text.replace(name, pre)
    return text.replace(" <!-- wpnl --> ", "\n").replace("<!-- wpnl -->", "\n")


def _without_pre(text):
    kept = {}
    *parts, last = text.split("</pre>")
    made = ""
    for number, part in enumerate(parts):
        start = part.find("<pre")
        if start < 0:
            made += part
            continue
        name = f"<pre wp-pre-tag-{number}></pre>"
        kept[name] = part[start:] + "</pre>"
        made += part[:start] + name
    return made + last, kept


def _shape(html):
    """Return the tree without the white space beside blocks, which is not shown."""
    return _kept(parse(html))


def _kept(nodes):
    made = []
    for before, node, after in zip((None, *nodes), nodes, (*nodes[1:], None), strict=False):
        if isinstance(node, Element):
            made.append(node if node.tag == "pre" else node.with_children(_kept(node.children)))
            continue
        text = node.lstrip(" \n") if _is_block(before) else node
        text = text.rstrip(" \n") if _is_block(after) else text
        made += [text] if text else []
    return tuple(made)


def _is_block(node):
    return node is None or (isinstance(node, Element) and node.tag not in INLINE)


def _is_unchanged(html):
    shown = wpautop(html)
    is_balanced = len(re.findall(r"<p[ >]", shown)) == shown.count("</p>")
    return is_balanced and _shape(shown) == _shape(html)


def _check(html):
    assert _is_unchanged(html), wpautop(html)
    assert "\n\n" not in html


@pytest.mark.parametrize(
    "html",
    [
        "<p>a\nb</p>",
        "<p>a<br>b</p>",
        "<p>a<br><br>b</p>",
        "<div>\n\n<p>a</p>\n\nloose\n\n</div>",
        "<div><a href='x'>a</a><p>b</p></div>",
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
        "<ul><li>a<ul><li>b</li></ul>after</li></ul>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
        "<blockquote>a</blockquote>",
        "<pre><code>a\n\nb</code></pre>",
        "<figure>\n<img src='a' alt='x\ny'>\n<figcaption>C <span>d</span></figcaption>\n</figure>",
        "<table>\n<thead>\n<tr><th>a</th></tr></thead><tbody><tr><td>a<br>b</td></tr></tbody></table>",
        "<dl><dt>When</dt><dd>Now <a href='x'>y</a></dd></dl>",
        "<details><summary>More</summary><p>a</p></details>",
        "<aside><p>a</p><ul><li>b</li></ul></aside>",
        "loose <em>text</em>\n\n<p>a</p>",
        "<hr>",
    ],
)
def test_each_kind_of_block_comes_through_unchanged(html):
    _check(fragment(html))


_words = st.sampled_from(["a", "b c", "<em>d</em>", "<br>", "e\nf", "<a href='x'>g</a>", "[h]", "\u00a0"])
_runs = st.lists(_words, min_size=1, max_size=3).map(" ".join)
_html = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "pre", "p"]), _runs).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
    lambda inner: (
        st.tuples(
            st.sampled_from(["div", "blockquote", "aside", "section"]),
            st.lists(st.one_of(inner, inner, _runs), min_size=1, max_size=3),
        ).map(lambda p: f"<{p[0]}>{''.join(p[1])}</{p[0]}>")
        | st.lists(st.one_of(inner, _runs), min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_html, max_size=4).map("\n".join))
def test_any_fragment_comes_through_unchanged(html):
    _check(fragment(html))


@settings(max_examples=30, deadline=None)
@given(_html)
def test_twice_is_the_same_as_once(html):
    assert fragment(fragment(html)) == fragment(html)


@pytest.mark.parametrize(
    "html", ["<p>a\nb</p>", "<div>\n\nloose</div>", "<p>a<br><br>b</p>", "<div><a>a</a><p>b</p></div>"]
)
def test_without_our_care_it_would_change(html):
    assert not _is_unchanged(html)


def test_what_looks_like_a_shortcode_is_none():
    assert "[" not in fragment("<p title='[a]'>[gallery]</p><pre>[b]</pre>")
