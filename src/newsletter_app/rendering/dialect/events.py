"""Events: a fenced block named event, with lines what, when, where and contact."""

import re
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.content.article import Event
from newsletter_app.rendering.dialect.chunks import Shape
from newsletter_app.rendering.dialect.notes import EVENT
from newsletter_app.rendering.dialect.noting import notes_of
from newsletter_app.rendering.dialect.parsing import ShapeProcessor
from newsletter_app.rendering.dialect.simple_blocks import fence_of
from newsletter_app.rendering.dialect.words import word

_FIELD = re.compile(r"[ \t]*+(what|when|where|contact)[ \t]*+[:=][ \t]*+(.*+)", re.IGNORECASE)


class Events(ShapeProcessor):
    """A card for something that takes place; a line without a name goes on with the one before."""

    shapes = (Shape.FENCE,)

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Tell whether the chunk is a fence of that name with a field in it."""
        return super().test(parent, block) and fence_of(block)[0].lower() == "event" and bool(_fields(block))

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one card into `parent`."""
        fields = _fields(text)
        notes = notes_of(self.parser.md)
        values = {name: fields.get(name, "") for name in ("what", "when", "where", "contact")}
        notes.events.append(Event(**values, place=notes.whole))
        card = ElementTree.SubElement(parent, "div", {"class": "event"})
        card.text = AtomicString(EVENT)
        if values["what"]:
            ElementTree.SubElement(card, "p", {"class": "event-what"}).text = values["what"]
        shown = [(name, value) for name, value in values.items() if value and name != "what"]
        details = ElementTree.SubElement(card, "dl") if shown else card
        for name, value in shown:
            ElementTree.SubElement(details, "dt").text = word(name, notes.surroundings.language)
            ElementTree.SubElement(details, "dd").text = value
        return True


def _fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for row in fence_of(text)[1]:
        found = _FIELD.fullmatch(row)
        if found and not fields.get(found[1].lower()):
            name = found[1].lower()
            fields[name] = found[2].strip()
        elif name and row.strip():
            fields[name] = f"{fields[name]} {row.strip()}".strip()
    return {name: value for name, value in fields.items() if value}
