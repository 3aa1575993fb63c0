"""Gives headings their anchors, footnotes and events their numbers, in the order of the post."""

import re
from dataclasses import dataclass, field, replace

from newsletter_app.content.article import Heading
from newsletter_app.content.slugs import numbered
from newsletter_app.rendering.dialect.footnotes import reference
from newsletter_app.rendering.dialect.pieces import OWN, Piece


@dataclass(slots=True)
class Numbering:
    """Counts through the pieces of one post, in order."""

    footnotes: dict[str, int] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)
    _anchors: set[str] = field(default_factory=set)
    _next: dict[str, int] = field(default_factory=dict)
    _events: int = 0

    def numbered(self, piece: Piece) -> tuple[str, tuple[Heading, ...]]:
        """Return the piece's HTML and headings with everything filled in."""
        if not piece.is_numbered:
            return piece.html, ()
        headings = tuple(replace(heading, anchor=self._anchor(heading.anchor)) for heading in piece.headings)
        return OWN.sub(lambda found: self._filled(found, piece, headings), piece.html), headings

    def _filled(self, found: re.Match[str], piece: Piece, headings: tuple[Heading, ...]) -> str:
        if found[1]:
            return f'{found[1]} id="{headings[int(found[2])].anchor}">'
        if found[3]:
            return self._reference(piece.footnotes[int(found[3])])
        self._events += 1
        return f'<div class="event" data-event="{self._events}">'

    def _reference(self, name: str) -> str:
        number = self.footnotes.setdefault(name, len(self.footnotes) + 1)
        self._times[name] = self._times.get(name, 0) + 1
        return reference(number, self._times[name])

    def _anchor(self, slug: str) -> str:
        anchor, number = slug, self._next.get(slug, 2)
        while anchor in self._anchors:
            anchor, number = numbered(slug, number), number + 1
        self._next[slug] = number
        self._anchors.add(anchor)
        return anchor
