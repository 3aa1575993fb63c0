"""Writes tables as WordPress blocks."""

import re

from newsletter_app.rendering.block_comments import block
from newsletter_app.rendering.block_inline import inline
from newsletter_app.rendering.html_tree import Element

_ALIGNED = re.compile(r"text-align:\s*(left|center|right)")
_PARTS = ("thead", "tbody", "tfoot")


def table(node: Element) -> str:
    """Return a table block; alignment stands as a class, since the editor takes no style on a cell."""
    parts = "".join(_part(child) for child in node.elements if child.tag in _PARTS)
    html = f'<figure class="wp-block-table"><table>{parts}</table></figure>'
    return block("table", html, {"hasFixedLayout": False})


def _part(node: Element) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row.elements))}</tr>" for row in node.elements)
    return f"<{node.tag}>{rows}</{node.tag}>"


def _cell(cell: Element) -> str:
    found = _ALIGNED.search(cell.get("style"))
    aligned = f' class="has-text-align-{found[1]}" data-align="{found[1]}"' if found else ""
    scope = (
        f' scope="{cell.get("scope")}"' if cell.tag == "th" and cell.get("scope") in ("col", "row") else ""
    )
    return f"<{cell.tag}{aligned}{scope}>{inline(cell.children)}</{cell.tag}>"
