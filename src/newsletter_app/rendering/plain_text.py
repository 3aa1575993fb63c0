"""Writes an article as plain text."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

from newsletter_app.content.article import Block
from newsletter_app.rendering.html_tree import Element, Node, is_blank, parse, text_of
from newsletter_app.rendering.output_words import word
from newsletter_app.rendering.text_inline import InlineText, TextLinks, shown_address
from newsletter_app.rendering.text_shaping import cut, hanging, set_in, underlined
from newsletter_app.rendering.text_tables import table_lines
from newsletter_app.rendering.text_wrapping import WIDTH, wrapped

Links = Literal["numbered", "inline"]

_NUMBER = re.compile(r"[0-9]{1,9}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = ("aside", "div", "section", "article", "header", "footer", "details", "blockquote", "figure")
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "table", "pre", "hr", *_HEADINGS, *_HOLDERS})


class PlainText:
    """Writes blocks as text of at most 72 characters a line; only an address may be longer.

    One object writes one text, since the links are numbered through. Links stand as [1] with a list at the
    end, or inline as <https://example.org>.
    """

    def __init__(self, language: str, links: Links = "numbered") -> None:
        self._links = TextLinks(links == "numbered")
        self._inline = InlineText(self._links, language)
        self._language = language

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the blocks with an empty line between them."""
        return self.html("\n".join(block.html for block in blocks))

    def html(self, html: str) -> str:
        """Return a fragment of HTML as text, without an end of line at its end."""
        return "\n".join(self._lines(parse(html), WIDTH))

    def title(self, text: str) -> str:
        """Return a title, underlined."""
        return "\n".join(underlined(wrapped(text), "="))

    def heading(self, text: str) -> str:
        """Return a heading of level 2, underlined."""
        return "\n".join(underlined(wrapped(text), "-"))

    def paragraph(self, text: str) -> str:
        """Return a paragraph of plain text."""
        return "\n".join(wrapped(text))

    def button(self, label: str, url: str) -> str:
        """Return a link to follow, its address on a line of its own."""
        return "\n".join([*wrapped(f"{label}:"), shown_address(url)])

    def addresses(self) -> str:
        """Return the numbered list of the links so far, "" where there are none."""
        if not self._links.addresses:
            return ""
        return "\n".join([*underlined([word("links", self._language)], "-"), "", *self._links.lines])

    def _lines(self, nodes: Iterable[Node], width: int, *, tight: bool = False) -> list[str]:
        pieces = [piece for piece in (self._piece(part, width) for part in _parts(nodes)) if any(piece)]
        between = [] if tight else [""]
        lines: list[str] = []
        for piece in pieces:
            lines += [*(between if lines else []), *piece]
        return lines

    def _piece(self, part: list[Node], width: int) -> list[str]:
        first = part[0]
        if isinstance(first, str) or first.tag not in _BLOCKS:
            return wrapped(self._inline(part), width)
        return self._writer(first)(first, width)

    def _writer(self, node: Element) -> Callable[[Element, int], list[str]]:
        by_class = {
            "callout": self._callout,
            "content-note": self._note,
            "button": self._button,
            "event": self._event,
            "footnotes": self._footnotes,
        }
        by_tag = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._terms,
            "blockquote": self._quote,
            "table": self._table,
            "pre": self._code,
            "hr": self._rule,
            "figure": self._figure,
            "h1": self._heading,
            "h2": self._heading,
        }
        named = next((by_class[name] for name in node.get("class").split() if name in by_class), None)
        return named or by_tag.get(node.tag) or self._inside

    def _inside(self, node: Element, width: int) -> list[str]:
        if any(child.tag in _BLOCKS for child in node.elements):
            return self._lines(node.children, width)
        return wrapped(self._inline(node.children), width)

    def _heading(self, node: Element, width: int) -> list[str]:
        return underlined(wrapped(self._inline(node.children), width), "-", width)

    def _list(self, node: Element, width: int) -> list[str]:
        items = [child for child in node.elements if child.tag == "li"]
        marks = _marks(node, len(items))
        is_loose = any(child.tag == "p" for item in items for child in item.elements)
        lines: list[str] = []
        for mark, item in zip(marks, items, strict=True):
            inside = partial(self._lines, item.children, tight=not is_loose)
            lines += [*([""] if lines and is_loose else []), *hanging(mark, inside, width)]
        return lines

    def _terms(self, node: Element, width: int) -> list[str]:
        lines: list[str] = []
        for child in node.elements:
            lines += set_in("  " if child.tag == "dd" else "", partial(self._lines, child.children), width)
        return lines

    def _quote(self, node: Element, width: int) -> list[str]:
        return set_in("> ", partial(self._lines, node.children), width)

    def _callout(self, node: Element, width: int) -> list[str]:
        return set_in("| ", partial(self._callout_lines, node), width)

    def _callout_lines(self, node: Element, width: int) -> list[str]:
        title, *rest = node.elements or (Element("p"),)
        inside = self._lines(rest, width)
        return [*wrapped(self._inline(title.children).upper(), width), *([""] if inside else []), *inside]

    def _note(self, node: Element, width: int) -> list[str]:
        label = word("content_note", self._language)
        said = " ".join(text_of(node).split())
        return set_in("| ", partial(wrapped, f"{label}: {said}"), width)

    def _button(self, node: Element, width: int) -> list[str]:
        link = next((child for child in node.elements if child.tag == "a"), Element("a"))
        label = text_of(link).strip()
        return (
            [*wrapped(f"{label}:", width), shown_address(link.get("href"))] if link.get("href") else [label]
        )

    def _event(self, node: Element, width: int) -> list[str]:
        lines: list[str] = []
        for child in node.elements:
            if child.tag == "dl":
                lines += self._event_terms(child, width)
            elif not child.has_class("event-calendar"):
                lines += wrapped(self._inline(child.children), width)
        return lines

    def _event_terms(self, node: Element, width: int) -> list[str]:
        lines: list[str] = []
        terms = node.elements
        for term, said in zip(terms[::2], terms[1::2], strict=False):
            lines += wrapped(f"{text_of(term).strip()}: {self._inline(said.children)}", width)
        return lines

    def _footnotes(self, node: Element, width: int) -> list[str]:
        return [
            *underlined([word("notes", self._language)], "-", width),
            "",
            *self._lines(node.children, width),
        ]

    def _table(self, node: Element, width: int) -> list[str]:
        return table_lines(node, self._inline, width)

    def _code(self, node: Element, width: int) -> list[str]:
        lines = [line.rstrip().expandtabs(4) for line in text_of(node).strip("\n").split("\n")]
        return set_in("    ", lambda room: [piece for line in lines for piece in cut(line, room)], width)

    def _rule(self, _node: Element, _width: int) -> list[str]:
        return ["* * *"]

    def _figure(self, node: Element, width: int) -> list[str]:
        lines: list[str] = []
        for child in node.elements:
            lines += wrapped(self._inline(child.children if child.tag == "figcaption" else (child,)), width)
        return [line for line in lines if line]


def _marks(node: Element, count: int) -> list[str]:
    if node.tag == "ul":
        return ["- "] * count
    start = int(node.get("start")) if _NUMBER.fullmatch(node.get("start")) else 1
    marks = [f"{start + n}. " for n in range(count)]
    return [mark.rjust(max(map(len, marks))) for mark in marks]


def _parts(nodes: Iterable[Node]) -> list[list[Node]]:
    """Group the nodes: each block alone, running text between blocks together."""
    parts: list[list[Node]] = []
    is_running = False
    for node in nodes:
        is_block = isinstance(node, Element) and node.tag in _BLOCKS
        if is_running and not is_block:
            parts[-1].append(node)
        elif is_block or not is_blank(node):
            parts.append([node])
            is_running = not is_block
    return parts
