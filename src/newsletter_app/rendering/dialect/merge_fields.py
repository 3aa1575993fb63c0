"""Merge fields, {{name|fallback}}: filled in mail, the fallback elsewhere."""

import re
from xml.etree import ElementTree

from markdown.util import AtomicString

FIELD = re.compile(r"\{\{ ?([A-Za-z][A-Za-z0-9_-]{0,39}) ?(?:\|([^{}\n]{0,200}))?\}\}")


def merge_field(text: str, at: int) -> tuple[ElementTree.Element, int] | None:
    """Return the field that stands at `at`, and where it ends; None where there is none."""
    found = FIELD.match(text, at)
    if found is None:
        return None
    element = ElementTree.Element("span", {"class": "merge", "data-name": found[1]})
    element.text = AtomicString((found[2] or "").strip().replace("&", "&amp;"))
    return element, found.end()
