"""Quotations, and call-outs: > [!NOTE], [!IMPORTANT], [!SAFETY]."""

import re
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.chunks import Shape
from newsletter_app.rendering.dialect.noting import notes_of
from newsletter_app.rendering.dialect.parsing import ShapeProcessor
from newsletter_app.rendering.dialect.words import word

_MARK = re.compile(r"[ \t]*+\[!([A-Za-z]+)\][ \t]*+(.*+)")
# Other programs know more kinds: theirs are shown as the nearest of ours.
_KINDS = {
    "note": "note",
    "tip": "note",
    "info": "note",
    "important": "important",
    "warning": "important",
    "caution": "important",
    "safety": "safety",
}


class Quotes(ShapeProcessor):
    """A quotation; one that begins with a mark is a call-out."""

    shapes = (Shape.QUOTE,)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one quotation or call-out into `parent`."""
        rows = [_unquoted(row) for row in text.split("\n")]
        found = _MARK.fullmatch(rows[0])
        kind = _KINDS.get(found[1].lower()) if found else None
        if found is None or kind is None:
            self.parser.parseChunk(ElementTree.SubElement(parent, "blockquote"), "\n".join(rows))
        else:
            self._callout(parent, kind, found[2], rows[1:])
        return True

    def _callout(self, parent: ElementTree.Element, kind: str, title: str, rows: list[str]) -> None:
        element = ElementTree.SubElement(
            parent, "aside", {"class": f"callout callout-{kind}", "role": "note"}
        )
        shown = ElementTree.SubElement(element, "p", {"class": "callout-title"})
        if title.strip():
            shown.text = title.strip()
        else:
            shown.text = AtomicString(word(kind, notes_of(self.parser.md).surroundings.language))
        self.parser.parseChunk(element, "\n".join(rows))


def _unquoted(row: str) -> str:
    found = lines.QUOTE.match(row)
    return row[found.end() :] if found else row
