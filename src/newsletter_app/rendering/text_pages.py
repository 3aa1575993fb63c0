"""Writes whole posts or newsletters as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsletter_app.content.article import Article
from newsletter_app.content.brand import Brand
from newsletter_app.content.newsletter import ButtonEntry, HeadingEntry, Shown
from newsletter_app.content.post import Post
from newsletter_app.rendering.addresses import web_address
from newsletter_app.rendering.block_families import within_a_page
from newsletter_app.rendering.dates import long_date
from newsletter_app.rendering.edition import Edition, ShownEntry, ShownPost, ShownText
from newsletter_app.rendering.output_words import word
from newsletter_app.rendering.plain_text import Links, PlainText
from newsletter_app.rendering.slots import NO_SLOTS, Slots
from newsletter_app.rendering.text_wrapping import WIDTH


@dataclass(frozen=True, slots=True)
class TextPage:
    """How a page of text is written.

    `footer` is the brand to end it with, as in a mail, or None; `unsubscribe` the address where readers stop
    the mail, or what stands for it; `slots` what stands round the text.
    """

    links: Links = "numbered"
    footer: Brand | None = None
    unsubscribe: str = ""
    slots: Slots = NO_SLOTS

    def of_post(self, post: Post, article: Article) -> str:
        """Return a finished post as text."""
        text = PlainText(post.language, self.links)
        about = " · ".join(filter(None, (post.byline, long_date(post.date, post.language))))
        begun = [*self._way_out(text, post.language), text.title(post.title), text.paragraph(about)]
        said = [text.paragraph(self.slots.greeting), text.blocks(article.blocks)]
        return self._joined(text, [*begun, *said, text.paragraph(self.slots.closing)], post.language)

    def of_edition(self, edition: Edition) -> str:
        """Return a finished newsletter as text."""
        text = PlainText(edition.language, self.links)
        parts = [
            *self._way_out(text, edition.language),
            text.title(edition.title),
            text.paragraph(long_date(edition.date, edition.language)),
            text.blocks(edition.introduction.blocks),
            *(
                part
                for number, entry in enumerate(edition.entries, 1)
                for part in _entry(text, entry, number, edition)
            ),
        ]
        return self._joined(text, parts, edition.language)

    def _way_out(self, text: PlainText, language: str) -> Iterator[str]:
        if self.slots.exit:
            yield text.button(self.slots.exit_label or word("exit", language), self.slots.exit)

    def _safety(self, text: PlainText, language: str) -> str:
        if not self.slots.safety:
            return ""
        return "\n\n".join((text.heading(word("safety", language)), text.paragraph(self.slots.safety)))

    def _joined(self, text: PlainText, parts: list[str], language: str) -> str:
        footer = (
            "\n\n".join(filter(None, _footer(text, self.footer, self.unsubscribe, language)))
            if self.footer
            else ""
        )
        shown = [part for part in (*parts, self._safety(text, language), text.addresses(), footer) if part]
        return "\n\n".join(shown) + "\n"


def _entry(text: PlainText, entry: ShownEntry, number: int, edition: Edition) -> Iterator[str]:
    match entry:
        case ShownPost():
            yield from _post(text, entry, number, edition.language)
        case ShownText(article=article):
            yield text.blocks(article.blocks)
        case HeadingEntry(text=words):
            yield text.title(words)
        case ButtonEntry(label=label, url=url):
            yield text.button(label, web_address(url)) if web_address(url) else text.paragraph(label)
        case _:
            yield "* * *"


def _post(text: PlainText, post: ShownPost, number: int, language: str) -> Iterator[str]:
    about = " · ".join(filter(None, (post.byline, long_date(post.date, language))))
    yield "\n".join(filter(None, (text.heading(post.title), text.paragraph(about))))
    if post.shown == Shown.FULL:
        yield text.html("\n".join(within_a_page(block.html, number) for block in post.article.blocks))
        return
    if post.shown == Shown.SUMMARY:
        note = f"{word('content_note', language)}: {post.content_note}" if post.content_note else ""
        yield text.paragraph(note)
        yield text.paragraph(post.summary)
    if post.url:
        yield text.button(word("read", language), post.url)


def _footer(text: PlainText, brand: Brand, unsubscribe: str, language: str) -> Iterator[str]:
    yield "-" * WIDTH
    name = " · ".join(filter(None, (brand.name, brand.strapline)))
    lines = [text.paragraph(part) for part in (name, *brand.address.splitlines()) if part.strip()]
    yield "\n".join(lines)
    why = brand.footer or word("why", language)
    yield text.paragraph(why if unsubscribe else f"{why} {word('stop', language)}")
    if unsubscribe:
        yield text.button(word("stop_at", language), unsubscribe)
    links = [f"{link.label}: {link.url}" for link in brand.links] or [brand.website]
    yield "\n".join(text.paragraph(line) for line in (*links, brand.contact) if line)
