"""Writes HTML so that WordPress's wpautop leaves it as it is.

wpautop makes a line break of every end of line inside a paragraph, a paragraph of loose text beside blocks,
two paragraphs of two line breaks: so each block stands on one line and none of these occurs.
"""

import re
from collections.abc import Iterable
from html import escape

from newsletter_app.rendering.html_tree import INLINE, VOID, Element, Node, flowed, is_blank, opening, parse

_EDGES = re.compile(r"^(?: |<br>)(?: |<br>|&nbsp;<br>)*|(?:&nbsp;(?=<br>)|<br>| )+$")
_FREE = frozenset({"li", "dt", "dd", "td", "th", "figure", "figcaption", "p", "summary"})


def fragment(html: str) -> str:
    """Return the HTML with each outermost block on a line of its own, and an end of line.

    Square brackets become character references, since WordPress runs what looks like a shortcode.
    """
    lines = _blocks(parse(html), may_begin_free=False)
    return "".join(f"{line}\n" for line in lines if line)


def one_line(html: str) -> str:
    """Return a block on one line, without an end of line; several blocks one after another."""
    return "".join(_blocks(parse(html), may_begin_free=False))


def line_of(node: Element) -> str:
    """Return one block on one line."""
    return _element(node)


def _blocks(nodes: Iterable[Node], *, may_begin_free: bool) -> list[str]:
    lines: list[str] = []
    for run in _runs(nodes):
        if isinstance(run, Element):
            lines.append(_element(run))
            continue
        words = _trimmed(_inline(run))
        is_free = may_begin_free and not lines
        lines.append(words if is_free or not words else f"<p>{words}</p>")
    return lines


def _runs(nodes: Iterable[Node]) -> list[Element | list[Node]]:
    runs: list[Element | list[Node]] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag not in INLINE:
            runs.append(node)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(node)
        elif not is_blank(node):
            runs.append([node])
    return runs


def _element(node: Element) -> str:
    if node.tag in VOID:
        return _opening(node)
    inside = _preserved(node) if node.tag in ("pre", "textarea") else _inside(node)
    if node.tag == "p" and not inside:
        return ""
    return f"{_opening(node)}{inside}</{node.tag}>"


def _inside(node: Element) -> str:
    holds_blocks = node.tag == "blockquote" or any(child.tag not in INLINE for child in node.elements)
    if not holds_blocks:
        return _trimmed(_inline(node.children))
    return "".join(_blocks(node.children, may_begin_free=node.tag in _FREE))


def _inline(nodes: Iterable[Node]) -> str:
    html = ""
    for node in nodes:
        piece = _text(flowed(node)) if isinstance(node, str) else _inline_element(node)
        begins_again = piece.startswith("<br") and html.rstrip(" ").endswith(("<br>", "<br/>"))
        html += f"&nbsp;{piece}" if begins_again else piece
    return html


def _inline_element(node: Element) -> str:
    if node.tag not in INLINE:
        return _element(node)
    return _opening(node) if node.tag in VOID else f"{_opening(node)}{_inline(node.children)}</{node.tag}>"


def _preserved(node: Element) -> str:
    inside = "".join(
        _text(child) if isinstance(child, str) else f"{_opening(child)}{_preserved(child)}</{child.tag}>"
        for child in node.children
    )
    return inside.replace("\n", "&#10;")


def _trimmed(html: str) -> str:
    """Return the HTML without spaces and line breaks at both ends, which wpautop may take away."""
    return _EDGES.sub("", html)


def _opening(node: Element) -> str:
    return opening(node).replace("\n", " ").replace("[", "&#91;")


def _text(words: str) -> str:
    return escape(words, quote=False).replace("\u00a0", "&nbsp;").replace("[", "&#91;")
