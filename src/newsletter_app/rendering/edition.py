"""Gathers what one newsletter shows."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsletter_app.content.article import Article
from newsletter_app.content.asset import Asset
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.i18n import _
from newsletter_app.rendering.addresses import web_address
from newsletter_app.rendering.summing_up import beginning, cover_of, summary_of

PREVIEW_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as one entry shows it.

    `summary` is plain text and never empty where the article has text. `cover` is a picture of the library or
    None. `url` is where it can be read whole, "" where nowhere yet.
    """

    id: str
    title: str
    byline: str
    date: dt.date | None
    language: str
    tags: tuple[str, ...]
    content_note: str
    summary: str
    cover: Asset | None
    url: str
    shown: Shown
    article: Article


@dataclass(frozen=True, slots=True)
class ShownText:
    """Some Markdown of the newsletter's own, rendered."""

    article: Article


ShownEntry = ShownPost | ShownText | HeadingEntry | ButtonEntry | DividerEntry


@dataclass(frozen=True, slots=True)
class Edition:
    """One newsletter with everything it shows; `notes` are whole sentences about what was left out."""

    title: str
    subject: str
    preview_text: str
    language: str
    date: dt.date | None
    introduction: Article
    entries: tuple[ShownEntry, ...]
    options: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def posts(self) -> tuple[ShownPost, ...]:
        """Return the posts it shows, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, ShownPost))


def assemble(
    newsletter: Newsletter,
    posts: Mapping[str, tuple[Post, Article]],
    *,
    own: Mapping[str, Article],
    pictures: Mapping[str, Asset],
) -> Edition:
    """Return the edition.

    `posts` are by id. `own` are the articles of the newsletter's own Markdown, by that Markdown: of its
    introduction and of its text entries. `pictures` are the library's, by sha256. A post that is missing
    or in the bin is left out with a note.
    """
    shown = tuple(_entries(newsletter, posts, own, pictures))
    introduction = own.get(newsletter.introduction, Article())
    return Edition(
        title=newsletter.title or newsletter.subject,
        subject=newsletter.subject or newsletter.title,
        preview_text=_preview_text(newsletter, introduction, shown),
        language=newsletter.language,
        date=newsletter.date,
        introduction=introduction,
        entries=shown,
        options=newsletter.options,
        notes=tuple(_notes(newsletter, posts, shown)),
    )


def shown_post(post: Post, article: Article, shown: Shown, pictures: Mapping[str, Asset]) -> ShownPost:
    """Return the post as an entry of this kind shows it."""
    return ShownPost(
        id=post.record.id,
        title=post.title,
        byline=post.byline,
        date=post.date,
        language=post.language,
        tags=post.tags,
        content_note=post.content_note,
        summary=summary_of(post, article),
        cover=cover_of(post, article, pictures),
        url=web_address(post.published_at),
        shown=shown,
        article=article,
    )


def _entries(
    newsletter: Newsletter,
    posts: Mapping[str, tuple[Post, Article]],
    own: Mapping[str, Article],
    pictures: Mapping[str, Asset],
) -> Iterator[ShownEntry]:
    for entry in newsletter.entries:
        match entry:
            case PostEntry(post=post, shown=shown):
                if _is_there(post, posts):
                    yield shown_post(*posts[post], shown, pictures)
            case TextEntry(body=body):
                yield ShownText(own.get(body, Article()))
            case _:
                yield entry


def _is_there(post: str, posts: Mapping[str, tuple[Post, Article]]) -> bool:
    return post in posts and posts[post][0].record.deleted is None


def _notes(
    newsletter: Newsletter, posts: Mapping[str, tuple[Post, Article]], shown: tuple[ShownEntry, ...]
) -> Iterator[str]:
    for post in newsletter.posts:
        if post not in posts:
            yield _("The post {id} is not in the library and was left out.").format(id=post)
        elif not _is_there(post, posts):
            yield _("“{title}” is in the bin and was left out.").format(title=posts[post][0].title)
    for entry in shown:
        if isinstance(entry, ShownPost) and entry.shown != Shown.FULL and not entry.url:
            yield _("“{title}” has no address yet, so readers cannot read on.").format(title=entry.title)


def _preview_text(newsletter: Newsletter, introduction: Article, shown: tuple[ShownEntry, ...]) -> str:
    """Return the preview text, else a beginning that is neither graphic nor the subject over again."""
    if newsletter.preview_text.strip():
        return newsletter.preview_text.strip()
    subject = (newsletter.subject or newsletter.title).strip().casefold()
    for text in _candidates(introduction, shown):
        begun = beginning(text, PREVIEW_CHARACTERS)
        if begun and begun.rstrip(".…").casefold() != subject.rstrip(".…"):
            return begun
    return ""


def _candidates(introduction: Article, shown: tuple[ShownEntry, ...]) -> Iterator[str]:
    yield summary_of(Post(), introduction)
    for entry in shown:
        if isinstance(entry, ShownPost) and not entry.content_note:
            yield entry.title
            yield entry.summary
