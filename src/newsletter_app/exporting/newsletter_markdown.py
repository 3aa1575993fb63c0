"""Writes what a newsletter shows as one Markdown text."""

import re
from collections.abc import Iterator, Mapping, Sequence

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
from newsletter_app.rendering.edition import Edition, ShownPost
from newsletter_app.rendering.output_words import word

_MARKS = re.compile(r"([\\`*_\[\]<>#])")


def newsletter_body(newsletter: Newsletter, edition: Edition, posts: Sequence[Post]) -> str:
    """Return introduction and entries as Markdown; a post shown in full has its own text."""
    bodies = {post.record.id: post.body for post in posts}
    shown = {post.id: post for post in edition.posts}
    parts = [newsletter.introduction.strip("\n")]
    for entry in newsletter.entries:
        match entry:
            case PostEntry(post=post_id, shown=how):
                parts += _post(shown, post_id, how, bodies, newsletter.language)
            case HeadingEntry(text=text):
                parts.append(f"## {_plain(text)}")
            case TextEntry(body=body):
                parts.append(body.strip("\n"))
            case ButtonEntry(label=label, url=url):
                parts.append(f"[{_plain(label)}]({url}){{.button}}")
            case DividerEntry():
                parts.append("---")
    return "\n\n".join(part for part in parts if part)


def _post(
    posts: Mapping[str, ShownPost], post_id: str, how: Shown, bodies: Mapping[str, str], language: str
) -> Iterator[str]:
    if post_id not in posts:
        return
    post = posts[post_id]
    yield f"## {_plain(post.title)}"
    if how == Shown.FULL:
        yield bodies[post_id].strip("\n")
        return
    if how == Shown.SUMMARY:
        note = f"{word('content_note', language)}: {post.content_note}" if post.content_note else ""
        yield _plain(note)
        yield _plain(post.summary)
    if post.url:
        yield f"[{word('read', language)}: {_plain(post.title)}](<{post.url}>)"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
