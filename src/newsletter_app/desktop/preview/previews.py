"""What the preview needs from the rooms below."""

from collections.abc import Sequence
from typing import Protocol

from newsletter_app.content.article import Place
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post


class Frame(Protocol):
    """A complete document, and the place in the source of each of its blocks."""

    @property
    def html(self) -> str:
        """Return the document; blocks of a post are the children of its element with data-blocks."""

    @property
    def places(self) -> Sequence[Place]:
        """Return the places of all blocks, none where the page has no blocks of its own."""


class BlockPatch(Protocol):
    """What differs from the state before: `removed` blocks from `first` on go, `added` come."""

    @property
    def first(self) -> int:
        """Return the number of the first block that differs."""

    @property
    def removed(self) -> int:
        """Return how many blocks go; more than there are where all do."""

    @property
    def added(self) -> Sequence[str]:
        """Return the HTML of each block that comes, without the element around it."""

    @property
    def places(self) -> Sequence[Place]:
        """Return the places of all blocks afterwards."""


class Previews(Protocol):
    """Renders for the eye; both raise AppError, TemplateError with file and line among them."""

    def frame(
        self, item: Post | Newsletter, view: str, *, template: str = "", dark: bool = False, session: str
    ) -> Frame:
        """Return the whole page for view "blog", "email" or "text"."""

    def update(self, item: Post, session: str) -> BlockPatch:
        """Return what differs since the last call for that session."""
