"""Says what to list, with what a list shows of it."""

import datetime as dt
from dataclasses import dataclass

from newsletter_app.content.kinds import Kind, Status


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shall show; everything that is set must hold.

    `words` finds what a person wrote by the beginnings of its words, case and accents ignored. `deleted`
    lists the bin instead of the library.
    """

    kind: Kind | None = None
    status: Status | None = None
    tag: str = ""
    words: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of one item; `cover` is the sha256 of a picture or "", for an asset its own."""

    id: str
    kind: Kind
    title: str
    excerpt: str
    date: dt.date | None
    status: Status
    tags: tuple[str, ...]
    cover: str
    modified: dt.datetime
    version: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items there are; the bin (`deleted`) is counted apart, `statuses` by kind and status."""

    posts: int = 0
    newsletters: int = 0
    snippets: int = 0
    assets: int = 0
    deleted: int = 0
    statuses: tuple[tuple[Kind, Status, int], ...] = ()

    def of(self, kind: Kind, status: Status | None = None) -> int:
        """Return how many there are of a kind, or of a kind with a status."""
        if status is None:
            return int(getattr(self, f"{kind}s"))
        return sum(number for k, s, number in self.statuses if (k, s) == (kind, status))
