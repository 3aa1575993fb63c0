"""Gathers what the pieces of a post hold into one article."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from newsletter_app.content.article import Article, Block, Event, Heading, Link, Picture
from newsletter_app.rendering.dialect.outline import Entry, Shown
from newsletter_app.rendering.dialect.pieces import Piece

_Placed = TypeVar("_Placed", Heading, Link, Picture, Event)


@dataclass(frozen=True, slots=True)
class Written:
    """A piece, the entry that it was written in, its HTML with all numbers and its headings with anchors."""

    entry: Entry
    piece: Piece
    html: str
    headings: tuple[Heading, ...]


def article_of(shown: Iterable[Shown], written: Iterable[Written], language: str, words: int) -> Article:
    """Return the article, with every place as one in the post."""
    written = tuple(written)
    return Article(
        blocks=tuple(Block(block.kind, block.html, block.place) for block in shown),
        headings=tuple(_moved(part.entry, heading) for part in written for heading in part.headings),
        links=tuple(_moved(part.entry, link) for part in written for link in part.piece.links),
        pictures=tuple(_moved(part.entry, picture) for part in written for picture in part.piece.pictures),
        events=tuple(_moved(part.entry, event) for part in written for event in part.piece.events),
        language=language,
        words=words,
    )


def _moved(entry: Entry, found: _Placed) -> _Placed:
    return replace(found, place=entry.within(found.place))
