"""What is needed of whoever turns sources into articles."""

from typing import Protocol

from newsletter_app.content.article import Article
from newsletter_app.rendering.article_patches import Patch
from newsletter_app.rendering.source import Source


class Articles(Protocol):
    """Turns Markdown into articles."""

    def article(self, source: Source) -> Article:
        """Return the article; a text that is too complex comes back as it was written, with `is_plain`."""
        ...

    def update(self, session: str, source: Source) -> Patch:
        """Return what differs from the session's last update; a new session starts with all blocks."""
        ...

    def restart(self, session: str) -> None:
        """Make the session's next update start with all blocks, for one who lost a patch."""
        ...
