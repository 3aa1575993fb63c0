"""Lets through only the HTML that pages of this program consist of."""

import html as entities
import re

import nh3

from newsletter_app.rendering.style_values import safe_style

_MOST_BYTES = 1_000_000
_DEEPEST = 200
_MOST_ROUNDS = 8
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "asset"}
_TAGS = {
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "small",
    "mark",
    "q",
    "cite",
    "abbr",
    "dfn",
    "kbd",
    "samp",
    "var",
    "time",
    "span",
    "div",
    "a",
    "img",
    "figure",
    "figcaption",
    "aside",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "bdi",
    "bdo",
    "wbr",
}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value", "id"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "p": {"style"},
    "div": {"style", "data-event"},
    "span": {"data-name"},
    "sup": {"id"},
    "time": {"datetime"},
    **{f"h{level}": {"id", "style"} for level in range(2, 7)},
}
_CLASSES = {
    "a": {"button", "footnote", "footnote-back"},
    "p": {"button", "callout-title", "event-what", "lost-snippet"},
    "div": {"gallery", "event", "footnotes"},
    "figure": {"figure", "missing"},
    "span": {"credit", "lost-link", "merge", "missing-picture"},
    "aside": {"callout", "callout-note", "callout-important", "callout-safety", "content-note"},
}
_FRAGMENT = re.compile(r"#[\w.:-]{1,200}")
_ID = re.compile(r"[\w.:-]{1,200}")
_NUMBER = re.compile(r"\d{1,6}")
# A line end here would be dropped by the next one who reads it.
_FIRST_LINE_END = re.compile(r'(<pre(?: [a-z]+="[^"]*")*>)\n+')
_TAG = re.compile(r"<(/?)[A-Za-z]")
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start", "value", "data-event"})
_UNWANTED = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "textarea",
    "select",
    "svg",
    "math",
}


def clean_fragment(html: str) -> str:
    """Return the part of `html` that is on the allow-list; twice gives the same as once.

    Text above 1 MB, or nested deeper than 200 elements, comes back as text with all tags shown.
    """
    if len(html) > _MOST_BYTES or _depth(html) > _DEEPEST:
        return entities.escape(html, quote=False)
    return _settled(html)


def _settled(html: str) -> str:
    """Clean until nothing changes any more: misplaced tables and headings move each time they are read."""
    known = html
    for _round in range(_MOST_ROUNDS):
        cleaned = _FIRST_LINE_END.sub(r"\1", _CLEANER.clean(known))
        if cleaned == known:
            return cleaned
        known = cleaned
    return entities.escape(html, quote=False)


def _depth(html: str) -> int:
    """Return how deep elements may be nested at most: end tags of others are no help to hostile input."""
    if html.count("<") <= _DEEPEST:
        return 0
    depth = deepest = 0
    for found in _TAG.finditer(html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest - sum(html.count(f"<{tag}") for tag in ("br", "img", "hr", "wbr"))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return safe_style(value) or None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name in _NUMBERS:
        return value if _NUMBER.fullmatch(value) else None
    if name == "href" and tag == "a" and value.lower().startswith(("asset:", "cid:")):
        return None
    if name == "src" and value.lower().startswith(("mailto:", "tel:")):
        return None
    return value


def _fragment(url: str) -> str | None:
    return url if _FRAGMENT.fullmatch(url) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_UNWANTED,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    tag_attribute_values={"aside": {"role": {"note"}}},
    allowed_classes=_CLASSES,
    strip_comments=True,
    link_rel=None,
    url_schemes=_SCHEMES,
    url_relative=_fragment,
)
