"""Paragraphs, headings, rules, code and HTML of the author's."""

import re
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.chunks import Shape
from newsletter_app.rendering.dialect.noting import notes_of
from newsletter_app.rendering.dialect.parsing import ShapeProcessor

HIGHEST, LOWEST = 2, 6
_CLOSING = re.compile(r"(?:^|[ \t])#+[ \t]*$")


class Paragraphs(ShapeProcessor):
    """Text; hard-wrapped lines are one paragraph. Also whatever nothing else took."""

    shapes = tuple(Shape)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one paragraph into `parent`."""
        ElementTree.SubElement(parent, "p").text = text.strip()
        return True


class Headings(ShapeProcessor):
    """Headings with # before or a line below; a post's begin at level 2, as its title is level 1."""

    shapes = (Shape.HEADING,)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one heading into `parent`."""
        first, _newline, underline = text.partition("\n")
        found = None if underline else lines.HEADING.fullmatch(first)
        written = found[2] or "" if found else first
        level = len(found[1]) if found else 1 if "=" in underline else 2
        element = ElementTree.SubElement(parent, f"h{min(LOWEST, max(HIGHEST, level))}")
        element.text = _without_closing(written) if found else written.strip()
        return True


def _without_closing(written: str) -> str:
    bare = written.rstrip()
    unclosed = bare.rstrip("#")
    return unclosed.strip() if unclosed != bare and (not unclosed or unclosed[-1] in " \t") else bare.strip()


class Rules(ShapeProcessor):
    """A line between parts of a post."""

    shapes = (Shape.RULE,)

    def take(self, parent: ElementTree.Element, _text: str) -> bool:
        """Put one rule into `parent`."""
        ElementTree.SubElement(parent, "hr")
        return True


class Code(ShapeProcessor):
    """Fenced code, and code indented by four."""

    shapes = (Shape.FENCE, Shape.CODE)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put one stretch of code into `parent`."""
        code = _fenced(text) if self.parser.shape is Shape.FENCE else _dedented(text.split("\n"), 4)
        element = ElementTree.SubElement(ElementTree.SubElement(parent, "pre"), "code")
        element.text = AtomicString(code.replace("&", "&amp;") + "\n")
        return True


def fence_of(text: str) -> tuple[str, list[str]]:
    """Return the word behind a fence, and the lines inside it."""
    first, *rest = text.split("\n")
    opened = lines.FENCE.fullmatch(first)
    mark, info = (opened[1], opened[2]) if opened else ("```", "")
    if rest and rest[-1].strip().startswith(mark) and not rest[-1].strip().strip(mark[0]):
        rest.pop()
    return info.strip(), [_without_indent(line, lines.indent_of(first)) for line in rest]


def _fenced(text: str) -> str:
    return "\n".join(fence_of(text)[1])


def _dedented(rows: list[str], columns: int) -> str:
    return "\n".join(_without_indent(row, columns) for row in rows)


def _without_indent(line: str, columns: int) -> str:
    return line.expandtabs(4)[min(columns, lines.indent_of(line)) :] if line[:1] in " \t" else line


class Html(ShapeProcessor):
    """HTML of the author's, kept for the sanitiser to judge."""

    shapes = (Shape.HTML,)

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put what stands for the HTML into `parent`."""
        element = ElementTree.SubElement(parent, "x-raw")
        element.text = AtomicString(notes_of(self.parser.md).keep_raw(text))
        return True
