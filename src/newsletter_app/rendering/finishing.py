"""Takes out of an article what must not leave the house."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from newsletter_app.content.article import Article, Block
from newsletter_app.i18n import _
from newsletter_app.rendering.html_tree import Element, Node, is_blank, parse, rewrite, serialise, text_of
from newsletter_app.rendering.merge_marks import Fill, fallback_alone
from newsletter_app.rendering.output_words import word

_MARKS = ("lost-link", "lost-snippet", "todo:", "missing", "merge", "data-event")
_NOWHERE = re.compile(r"<img(?![^>]* src=)")


@dataclass(frozen=True, slots=True)
class Finished:
    """An article fit to leave, and whole sentences about what was left out."""

    article: Article
    notes: tuple[str, ...] = ()


def finish(
    article: Article, calendars: Mapping[int, str] | None = None, fill: Fill = fallback_alone
) -> Finished:
    """Return the article without editing marks.

    Lost links become their text, missing pictures go like lost snippets, merge fields what `fill` says.
    `calendars` gives the address of the .ics file of each event that has one, by its number from 1.
    """
    work = _Finishing(calendars or {}, article.language, fill)
    blocks = tuple(block for block in map(work.block, article.blocks) if block.html)
    return Finished(replace(article, blocks=blocks), tuple(dict.fromkeys(work.notes)))


@dataclass(slots=True)
class _Finishing:
    calendars: Mapping[int, str]
    language: str
    fill: Fill
    notes: list[str] = field(default_factory=list)

    def block(self, block: Block) -> Block:
        if not any(mark in block.html for mark in _MARKS) and not _NOWHERE.search(block.html):
            return block
        return replace(block, html=serialise(rewrite(parse(block.html), self._element)))

    def _element(self, element: Element) -> Iterable[Node]:
        if element.has_class("missing-picture") or (element.tag == "img" and not element.get("src")):
            return self._missing(element)
        if _is_hollow(element):
            return ()
        if element.has_class("lost-link") or element.get("href").startswith("todo:"):
            return self._lost(element)
        if element.has_class("lost-snippet"):
            self.notes.append(_("{sentence} It was left out.").format(sentence=_said(element)))
            return ()
        if element.has_class("merge"):
            return (self.fill(element.get("data-name"), text_of(element)),)
        return (self._dated(element),)

    def _missing(self, element: Element) -> tuple[Node, ...]:
        alt = element.get("alt") or _said(element)
        told = (
            _("A picture is missing and was left out: “{alt}”.")
            if alt
            else _("A picture is missing and was left out.")
        )
        self.notes.append(told.format(alt=alt))
        return ()

    def _lost(self, element: Element) -> tuple[Node, ...]:
        self.notes.append(
            _("A link has no address yet and was left as plain text: “{text}”.").format(text=_said(element))
        )
        return element.children

    def _dated(self, element: Element) -> Element:
        number = element.get("data-event")
        if not number:
            return element
        plain = element.without_attributes("data-event")
        address = self.calendars.get(int(number)) if number.isdecimal() else None
        return plain.with_children((*plain.children, self._to_calendar(address))) if address else plain

    def _to_calendar(self, address: str) -> Element:
        link = Element("a", (("href", address),), (word("calendar", self.language),))
        return Element("p", (("class", "event-calendar"),), (link,))


def _is_hollow(element: Element) -> bool:
    if element.has_class("missing"):
        return True
    return element.has_class("gallery") and all(is_blank(child) for child in element.children)


def _said(element: Element) -> str:
    return text_of(element).strip()
