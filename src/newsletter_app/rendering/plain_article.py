"""Shows a text that is too complex to render as it was written."""

import html
import re
from collections.abc import Iterator

from newsletter_app.content.article import Article, Block, BlockKind, Place
from newsletter_app.content.plain import word_count
from newsletter_app.rendering.source import Source
from newsletter_app.rendering.source_text import prepared

MOST_CHARACTERS = 1_000_000
MOST_LINES = 40_000
_MOST_BLOCKS = 5_000
_PARAGRAPH = re.compile(r"^[^\S\n]*+\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+", re.MULTILINE)


def is_too_large(source: Source) -> bool:
    """Tell whether the text is not even tried: above 1,000,000 characters or 40,000 lines."""
    texts = (source.body, source.content_note, *(body for _name, body in source.snippets))
    return sum(map(len, texts)) > MOST_CHARACTERS or sum(text.count("\n") for text in texts) > MOST_LINES


def plain_article(source: Source) -> Article:
    """Return the text as escaped paragraphs, nothing in it read as Markdown; very many come as one block."""
    body = prepared(source.body)
    blocks = (
        (_whole(body),) if body.count("\n\n") > _MOST_BLOCKS and body.strip() else tuple(_paragraphs(body))
    )
    return Article(blocks, language=source.language, words=word_count(body), is_plain=True)


def _paragraphs(body: str) -> Iterator[Block]:
    line, counted = 1, 0
    for found in _PARAGRAPH.finditer(body):
        line += body.count("\n", counted, found.start())
        counted = found.start()
        yield _block(found[0], Place(found.start(), found.end(), line))


def _whole(body: str) -> Block:
    return _block(body.strip(), Place(0, len(body), 1))


def _block(text: str, place: Place) -> Block:
    shown = html.escape(text, quote=False).replace("\n", "<br>\n")
    return Block(BlockKind.PARAGRAPH, f"<p>{shown}</p>", place)
