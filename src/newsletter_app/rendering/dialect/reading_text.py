"""Reads the running text of every element of the tree."""

from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from newsletter_app.content.article import Heading, Place
from newsletter_app.content.slugs import slug_of
from newsletter_app.rendering.dialect.abbreviations import with_abbreviations
from newsletter_app.rendering.dialect.inline import Inline, is_plain
from newsletter_app.rendering.dialect.notes import CLOSE, OPEN, Notes
from newsletter_app.rendering.dialect.noting import notes_of
from newsletter_app.rendering.dialect.scope import Scope
from newsletter_app.rendering.dialect.tokens import Text, build, plain_text

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class RunningText(Treeprocessor):
    """Takes the place of Python-Markdown's inline patterns, which are quadratic and know no places."""

    def run(self, root: ElementTree.Element) -> None:
        """Replace the text of every element by what it means."""
        notes = notes_of(self.md)
        for element in list(root.iter()):
            if element.text and not isinstance(element.text, AtomicString):
                _read(element, notes)
            elif element.tag == "code":
                notes.locator.find((element.text or "").replace("&amp;", "&"))


def _read(element: ElementTree.Element, notes: Notes) -> None:
    text = element.text or ""
    stretch = notes.locator.find(text)
    if element.tag not in _HEADINGS and not notes.surroundings.abbreviations and is_plain(text):
        element.text = AtomicString(text)
        return
    scope = Scope(text, stretch, notes)
    tokens = Inline(scope).tokens()
    if element.tag in _HEADINGS:
        place = notes.locator.whole_lines(stretch.place(0, len(text.rstrip())) or notes.whole)
        _note_heading(notes, element.tag, " ".join(plain_text(tokens).split()), place)
        tokens.insert(0, Text(f"{OPEN}h{len(notes.headings) - 1}{CLOSE}"))
    abbreviations = notes.surroundings.abbreviations_in(text)
    build(element, with_abbreviations(tokens, abbreviations) if abbreviations else tokens)


def _note_heading(notes: Notes, tag: str, text: str, place: Place) -> None:
    notes.headings.append(Heading(int(tag[1]), text, slug_of(text), place))
