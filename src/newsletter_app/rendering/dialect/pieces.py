"""A chunk turned into sanitised HTML, still without the numbers that depend on the rest of the post."""

import re
from dataclasses import dataclass

from newsletter_app.content.article import BlockKind, Event, Heading, Link, Picture
from newsletter_app.rendering.dialect.surroundings import Lookups

OWN = re.compile('(<h[2-6])>\ufdd0h(\\d+)\ufdd1|<div class="event">\ufdd0e\ufdd1|\ufdd0f(\\d+)\ufdd1')


@dataclass(frozen=True, slots=True)
class Piece:
    """One chunk's HTML; places are counted from the chunk's start and its line (from 0).

    `lookups` and `abbreviations` tell what of the post's surroundings it was made with.
    """

    kind: BlockKind
    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    events: tuple[Event, ...]
    footnotes: tuple[str, ...]
    words: int
    lookups: Lookups
    abbreviations: tuple[tuple[str, str], ...]

    @property
    def is_numbered(self) -> bool:
        """Tell whether something in it depends on its place among the others."""
        return bool(self.headings or self.events or self.footnotes)
