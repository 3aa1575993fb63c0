"""Sources and articles as JSON."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from newsletter_app.content.article import Article, Block, BlockKind, Event, Heading, Link, Picture, Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.source import Source

_Placed = TypeVar("_Placed", Heading, Link, Picture, Event)
_ASSET = ("sha256", "name", "suffix", "width", "height", "size", "alt", "decorative", "caption", "credit")
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.name != "place")
    for kind in (Block, Heading, Link, Picture, Event)
}


def source_to_json(source: Source) -> dict[str, Any]:
    """Return all of a source."""
    return {"body": source.body, **frame_to_json(source)}


def frame_to_json(source: Source) -> dict[str, Any]:
    """Return a source but for its body; of pictures what an article shows."""
    return {
        "language": source.language,
        "content_note": source.content_note,
        "pictures": [{name: getattr(asset, name) for name in _ASSET} for asset in source.pictures],
        "snippets": [list(pair) for pair in source.snippets],
    }


def source_from_json(json: Mapping[str, Any]) -> Source:
    """Return what `source_to_json` wrote."""
    return Source(
        json["body"],
        json["language"],
        json["content_note"],
        tuple(Asset(**asset) for asset in json["pictures"]),
        tuple((name, body) for name, body in json["snippets"]),
    )


def article_to_json(article: Article) -> dict[str, Any]:
    """Return all of an article, each part of it as a row of its values with its place behind them."""
    return {
        "blocks": [_row(block) for block in article.blocks],
        "headings": [_row(heading) for heading in article.headings],
        "links": [_row(link) for link in article.links],
        "pictures": [_row(picture) for picture in article.pictures],
        "events": [_row(event) for event in article.events],
        "language": article.language,
        "words": article.words,
        "is_plain": article.is_plain,
    }


def article_from_json(json: Mapping[str, Any]) -> Article:
    """Return what `article_to_json` wrote."""
    return Article(
        blocks=tuple(Block(BlockKind(kind), html, Place(*place)) for kind, html, *place in json["blocks"]),
        headings=_all(Heading, json["headings"]),
        links=_all(Link, json["links"]),
        pictures=_all(Picture, json["pictures"]),
        events=_all(Event, json["events"]),
        language=json["language"],
        words=json["words"],
        is_plain=json["is_plain"],
    )


def _row(part: Block | Heading | Link | Picture | Event) -> list[Any]:
    place = part.place
    return [*(getattr(part, name) for name in _NAMES[type(part)]), place.start, place.end, place.line]


def _all(kind: type[_Placed], rows: list[list[Any]]) -> tuple[_Placed, ...]:
    names = _NAMES[kind]
    return tuple(kind(**dict(zip(names, row[:-3], strict=True)), place=Place(*row[-3:])) for row in rows)
