"""Lists as people type them: after a paragraph, nested by two spaces or four, numbered by 1. or 1)."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.chunks import Shape
from newsletter_app.rendering.dialect.parsing import ShapeProcessor


@dataclass(slots=True)
class _Item:
    """Lines without the item's indent; `offset` is where its text began."""

    offset: int
    rows: list[str] = field(default_factory=list)


class Lists(ShapeProcessor):
    """A list is loose, with paragraphs in its items, where blank lines part its items or what is in them."""

    shapes = (Shape.LIST,)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one list into `parent`."""
        rows = [row.expandtabs(4) if row[:1] in " \t" else row for row in text.split("\n")]
        element = ElementTree.SubElement(parent, "ol" if lines.is_number(rows[0]) else "ul")
        start = rows[0].lstrip()[:10].split(".")[0].split(")")[0]
        if element.tag == "ol" and int(start) != 1:
            element.set("start", str(int(start)))
        items = _items(rows)
        is_loose = any(map(_is_loose, items[:-1])) or _has_gap(items[-1])
        for item in items:
            self._item(element, item, is_loose=is_loose)
        return True

    def _item(self, parent: ElementTree.Element, item: _Item, *, is_loose: bool) -> None:
        element = ElementTree.SubElement(parent, "li")
        self.parser.parseChunk(element, "\n".join(item.rows))
        if not is_loose:
            _tighten(element)


def _items(rows: list[str]) -> list[_Item]:
    base = lines.indent_of(rows[0])
    is_numbered = lines.is_number(rows[0])
    items: list[_Item] = []
    for row in rows:
        found = lines.ITEM.match(row)
        if found and _begins_item(row, found, base) and lines.is_number(row) == is_numbered:
            width = len(found[0]) if found[3] and len(found[3]) <= 4 else len(found[1]) + len(found[2]) + 1
            items.append(_Item(width, [row[found.end() :]]))
        else:
            items[-1].rows.append(row[min(items[-1].offset, lines.indent_of(row)) :])
    return items


def _begins_item(row: str, found: re.Match[str], base: int) -> bool:
    return len(found[1]) < base + 2 and not lines.RULE.fullmatch(row)


def _is_loose(item: _Item) -> bool:
    return not item.rows[-1].strip() or _has_gap(item)


def _has_gap(item: _Item) -> bool:
    """Tell whether a blank line stands between two paragraphs of the item's own."""
    for number, row in enumerate(item.rows):
        after = item.rows[number + 1] if number + 1 < len(item.rows) else ""
        if not row.strip() and after.strip() and lines.indent_of(after) == 0 and not lines.is_item(after):
            return True
    return False


def _tighten(element: ElementTree.Element) -> None:
    """Take the first paragraph's tags away."""
    first = element[0] if len(element) else None
    if first is not None and first.tag == "p":
        element.text = first.text
        element.remove(first)
