"""One edition of the newsletter."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from newsletter_app.content.discreet import Discreet
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.record import Record


class Shown(StrEnum):
    """How much of a post an entry shows."""

    FULL = "full"
    SUMMARY = "summary"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A post of the library, by its id."""

    post: str
    shown: Shown = Shown.SUMMARY


@dataclass(frozen=True, slots=True)
class HeadingEntry:
    """A heading between the posts."""

    text: str


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Some Markdown of the newsletter's own."""

    body: str


@dataclass(frozen=True, slots=True)
class ButtonEntry:
    """A link that looks like a button."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DividerEntry:
    """A line between entries."""


Entry = PostEntry | HeadingEntry | TextEntry | ButtonEntry | DividerEntry


@dataclass(frozen=True, slots=True)
class Newsletter:
    """A subject, an introduction in Markdown, and entries in their order.

    `options` are the template's, as sorted (name, value) pairs; an option that is not named has its default.
    `discreet` is what its mail shows from outside instead, None where it shows its own subject and sender.
    """

    title: str = ""
    subject: str = ""
    preview_text: str = ""
    introduction: str = ""
    entries: tuple[Entry, ...] = ()
    template: str = "digest"
    options: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "en-GB"
    status: Status = Status.DRAFT
    date: dt.date | None = None
    discreet: Discreet | None = None
    record: Record = Record()

    kind = Kind.NEWSLETTER

    def with_entries(self, entries: tuple[Entry, ...]) -> "Newsletter":
        """Return the same newsletter with other entries."""
        return replace(self, entries=entries)

    def with_record(self, record: Record) -> "Newsletter":
        """Return the same content with another record."""
        return replace(self, record=record)

    @property
    def seen_outside(self) -> "Newsletter":
        """Return the newsletter with the subject and preview text that its mail shows unopened."""
        if self.discreet is None:
            return self
        return replace(
            self,
            subject=self.discreet.subject or self.subject,
            preview_text=self.discreet.preview_text or self.preview_text,
        )

    @property
    def posts(self) -> tuple[str, ...]:
        """Return the ids of the posts it shows, in order."""
        return tuple(entry.post for entry in self.entries if isinstance(entry, PostEntry))
