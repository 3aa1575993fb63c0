"""The pieces that running text is made of, and the tree that they become."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown.util import AtomicString

_OWN = re.compile("\ufdd0[^\ufdd1]*\ufdd1")


@dataclass(slots=True)
class Text:
    """Characters, with `&` as in HTML."""

    text: str


@dataclass(slots=True)
class Open:
    """The begin of an element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Close:
    """The end of the element that was begun last."""


@dataclass(slots=True)
class Mark:
    """A run that may turn out as emphasis: first the ends, then its characters, then the begins."""

    character: str
    count: int
    closes: int = 0
    opens: list[str] = field(default_factory=list)


Token = Text | Open | Close | Mark | ElementTree.Element


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the text a reader would see."""
    return html.unescape(_OWN.sub("", "".join(map(_plain, tokens))))


def _plain(token: Token) -> str:
    match token:
        case Text():
            return token.text
        case Mark():
            return token.character * token.count
        case ElementTree.Element():
            return "\n" if token.tag == "br" else token.get("alt") or "".join(token.itertext())
        case _:
            return ""


def build(parent: ElementTree.Element, tokens: Sequence[Token]) -> None:
    """Put the tokens into `parent`, before the children that it has."""
    kept = list(parent)
    for child in kept:
        parent.remove(child)
    parent.text = None
    _Builder(parent).build(tokens)
    parent.extend(kept)


class _Builder:
    def __init__(self, parent: ElementTree.Element) -> None:
        self._open = [parent]
        self._texts: list[str] = []

    def build(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self._add(token)
        self._flush()

    def _add(self, token: Token) -> None:
        match token:
            case Text():
                self._texts.append(token.text)
            case Open():
                self._begin(token.tag, token.attributes)
            case Close():
                self._end()
            case Mark():
                self._mark(token)
            case _:
                self._flush()
                self._open[-1].append(token)

    def _mark(self, mark: Mark) -> None:
        for _number in range(mark.closes):
            self._end()
        self._texts.append(mark.character * mark.count)
        for tag in mark.opens:
            self._begin(tag, {})

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._open.append(ElementTree.SubElement(self._open[-1], tag, attributes))

    def _end(self) -> None:
        self._flush()
        self._open.pop()

    def _flush(self) -> None:
        text = "".join(self._texts)
        self._texts.clear()
        parent = self._open[-1]
        if not text:
            return
        if len(parent):
            parent[-1].tail = AtomicString((parent[-1].tail or "") + text)
        else:
            parent.text = AtomicString((parent.text or "") + text)
