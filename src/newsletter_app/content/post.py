"""A piece of writing for the blog."""

import datetime as dt
from dataclasses import dataclass, replace

from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.record import Record


@dataclass(frozen=True, slots=True)
class Post:
    """A title, a body in Markdown, and what goes with them.

    `cover` is the sha256 of an asset or "". `published_at` is the address where the post was published or "".
    """

    title: str = ""
    body: str = ""
    summary: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    cover: str = ""
    language: str = "en-GB"
    status: Status = Status.DRAFT
    content_note: str = ""
    date: dt.date | None = None
    published_at: str = ""
    record: Record = Record()

    kind = Kind.POST

    def with_body(self, body: str) -> "Post":
        """Return the same post with another body."""
        return replace(self, body=body)

    def with_record(self, record: Record) -> "Post":
        """Return the same content with another record."""
        return replace(self, record=record)
