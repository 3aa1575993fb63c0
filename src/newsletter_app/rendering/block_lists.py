"""Writes lists as WordPress blocks."""

import re

from newsletter_app.rendering.block_comments import block
from newsletter_app.rendering.block_inline import inline
from newsletter_app.rendering.html_tree import Element, Node, is_blank, walk

_LISTS = ("ul", "ol")
_TOO_MUCH = frozenset(
    {
        "blockquote",
        "pre",
        "table",
        "figure",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "aside",
        "dl",
        "details",
    }
)
_START = re.compile(r"[0-9]{1,9}")


def fits_a_list(node: Element) -> bool:
    """Tell whether a list holds only what list blocks can: text, line breaks, further lists."""
    return not any(inner.tag in _TOO_MUCH for inner in walk(node.children))


def list_block(node: Element) -> str:
    """Return a list block with its items and the lists inside them."""
    start = node.get("start")
    is_counted = node.tag == "ol" and _START.fullmatch(start) is not None and start != "1"
    attributes = (
        {"ordered": True, **({"start": int(start)} if is_counted else {})} if node.tag == "ol" else {}
    )
    opening = f'<ol start="{int(start)}"' if is_counted else f"<{node.tag}"
    items = "\n\n".join(_item(item) for item in node.elements if item.tag == "li")
    return block("list", f'{opening} class="wp-block-list">{items}</{node.tag}>', attributes)


def _item(item: Element) -> str:
    lists = [child for child in item.elements if child.tag in _LISTS]
    own = [child for child in item.children if not (isinstance(child, Element) and child.tag in _LISTS)]
    inside = "".join(map(list_block, lists))
    return block("list-item", f"<li>{_words(own)}{inside}</li>")


def _words(nodes: list[Node]) -> str:
    runs: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Element) and node.tag in ("p", "div"):
            runs += [list(node.children), []]
        elif runs[-1] or not is_blank(node):
            runs[-1].append(node)
    return "<br><br>".join(filter(None, map(inline, runs)))
