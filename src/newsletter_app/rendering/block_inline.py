"""Writes running text as WordPress's editor keeps it."""

from collections.abc import Iterable
from html import escape

from newsletter_app.rendering.html_tree import VOID, Element, Node, flowed

_KEPT = ("href", "id", "title", "lang", "dir", "src", "alt", "cite", "datetime")
_UNWRAPPED = frozenset({"p", "div", "font"})


def inline(nodes: Iterable[Node]) -> str:
    """Return inline HTML on one line, `[` written so that it begins no shortcode."""
    return "".join(map(_node, nodes)).strip(" ")


def text(words: str) -> str:
    """Return plain words as HTML that WordPress shows as they are."""
    return unshortened(escape(flowed(words), quote=False))


def unshortened(html: str) -> str:
    """Return the HTML with `[` as a character reference, since WordPress runs what looks like a shortcode."""
    return html.replace("[", "&#91;")


def _node(node: Node) -> str:
    if isinstance(node, str):
        return text(node)
    inside = "".join(map(_node, node.children))
    attributes = _attributes(node)
    if node.tag in _UNWRAPPED or (node.tag == "span" and not attributes):
        return inside
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>" if node.tag == "br" else f"<{node.tag}{attributes}/>"
    return f"<{node.tag}{attributes}>{inside}</{node.tag}>"


def _attributes(node: Element) -> str:
    kept = ((name, value) for name, value in node.attributes if name in _KEPT)
    return "".join(f' {name}="{attribute(value)}"' for name, value in kept)


def attribute(value: str) -> str:
    """Return an attribute's value on one line."""
    return unshortened(escape(flowed(value)))
