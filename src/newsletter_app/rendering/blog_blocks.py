"""Gives the blocks of an article the emphasis that a theme, which knows none of our classes, lacks."""

from collections.abc import Iterable

from newsletter_app.rendering.html_tree import Element, Node, parse, rewrite, serialise, walk

_SIGNS = ("callout-title", "event-what", "content-note", 'class="credit"', "<table")
_MOST_COLUMNS = 4


def blog_block(html: str) -> str:
    """Return a block whose titles are strong, credits and content notes emphasised, wide tables in a box.

    >>> blog_block('<p class="event-what">Open day</p>')
    '<p class="event-what"><strong>Open day</strong></p>'
    """
    if not any(sign in html for sign in _SIGNS):
        return html
    return serialise(rewrite(parse(html), _changed))


def _changed(element: Element) -> Iterable[Node]:
    if element.has_class("callout-title") or element.has_class("event-what"):
        return (_inside("strong", element),)
    if element.has_class("credit"):
        return (Element("em", element.attributes, element.children),)
    if element.has_class("content-note"):
        lines = (_emphasised(child) for child in element.children)
        return (element.with_children(lines),)
    if element.tag == "table" and _columns(element) > _MOST_COLUMNS:
        return (Element("div", (("style", "overflow-x:auto"),), (element,)),)
    return (element,)


def _inside(tag: str, element: Element) -> Element:
    return element.with_children((Element(tag, (), element.children),))


def _emphasised(node: Node) -> Node:
    return _inside("em", node) if isinstance(node, Element) and node.tag == "p" else node


def _columns(table: Element) -> int:
    return max((len(row.elements) for row in walk([table]) if row.tag == "tr"), default=0)
