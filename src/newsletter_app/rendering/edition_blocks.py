"""Sets a newsletter out as the blocks of one article."""

from collections.abc import Iterator
from html import escape

from newsletter_app.content.article import Block, BlockKind, Place
from newsletter_app.content.newsletter import ButtonEntry, HeadingEntry, Shown
from newsletter_app.rendering.addresses import web_address
from newsletter_app.rendering.block_families import within_a_page
from newsletter_app.rendering.edition import Edition, ShownEntry, ShownPost, ShownText
from newsletter_app.rendering.output_words import word

_NOWHERE = Place(0, 0, 1)


def edition_blocks(edition: Edition) -> tuple[Block, ...]:
    """Return introduction and entries as blocks, titles at level 2, in the form an article has."""
    made = list(edition.introduction.blocks)
    for number, entry in enumerate(edition.entries, 1):
        made.extend(_entry(entry, number, edition.language))
    return tuple(made)


def _entry(entry: ShownEntry, number: int, language: str) -> Iterator[Block]:
    match entry:
        case ShownPost():
            yield from _post(entry, number, language)
        case ShownText(article=article):
            yield from article.blocks
        case HeadingEntry(text=text):
            yield _block(BlockKind.HEADING, f"<h2>{escape(text)}</h2>")
        case ButtonEntry(label=label, url=url):
            link = f'<a class="button" href="{escape(web_address(url))}">{escape(label)}</a>'
            yield _block(BlockKind.BUTTON, f'<p class="button">{link}</p>')
        case _:
            yield _block(BlockKind.RULE, "<hr>")


def _post(post: ShownPost, number: int, language: str) -> Iterator[Block]:
    title = escape(post.title)
    linked = f'<a href="{escape(post.url)}">{title}</a>' if post.url and post.shown != Shown.FULL else title
    yield _block(BlockKind.HEADING, f"<h2>{linked}</h2>")
    if post.shown == Shown.FULL:
        for block in post.article.blocks:
            yield _block(block.kind, within_a_page(block.html, number))
    elif post.shown == Shown.SUMMARY:
        yield from _summary(post, language)


def _summary(post: ShownPost, language: str) -> Iterator[Block]:
    if post.content_note:
        note = f"<p>{escape(word('content_note', language))}: {escape(post.content_note)}</p>"
        yield _block(BlockKind.CONTENT_NOTE, f'<aside class="content-note">{note}</aside>')
    if post.cover:
        alt = "" if post.cover.decorative else escape(post.cover.alt)
        picture = f'<img src="asset:{post.cover.sha256}" alt="{alt}">'
        yield _block(BlockKind.FIGURE, f'<figure class="figure">{picture}</figure>')
    if post.summary:
        yield _block(BlockKind.PARAGRAPH, f"<p>{escape(post.summary)}</p>")
    if post.url:
        words = f"{escape(word('read', language))}: {escape(post.title)}"
        yield _block(BlockKind.PARAGRAPH, f'<p><a href="{escape(post.url)}">{words}</a></p>')


def _block(kind: BlockKind, html: str) -> Block:
    return Block(kind, html, _NOWHERE)
