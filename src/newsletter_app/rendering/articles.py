"""Turns sources into articles, in this process or in the worker."""

import threading

from newsletter_app.content.article import Article
from newsletter_app.errors import OverLimit
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.article_patches import Patch, patch_of, plain_patch
from newsletter_app.rendering.article_sessions import ArticleSessions
from newsletter_app.rendering.article_worker import ArticlesInWorker
from newsletter_app.rendering.block_places import BlockPlaces
from newsletter_app.rendering.plain_article import is_too_large, plain_article
from newsletter_app.rendering.source import Source

__all__ = ["Articles", "ArticlesHere", "ArticlesInWorker", "Patch"]


class ArticlesHere:
    """Renders in this process: for tests, and for texts that are known to be harmless."""

    def __init__(self) -> None:
        self._sessions = ArticleSessions()
        self._turn = threading.Lock()
        self._places: dict[str, BlockPlaces] = {}

    def article(self, source: Source) -> Article:
        """Return the article."""
        if is_too_large(source):
            return plain_article(source)
        try:
            with self._turn:
                return self._sessions.article(source)
        except OverLimit:
            return plain_article(source)

    def update(self, session: str, source: Source) -> Patch:
        """Return what differs from the session's last update."""
        with self._turn:
            try:
                if not is_too_large(source):
                    return self._followed(session, source)
            except OverLimit:
                pass
            self._sessions.forget(session)
            return plain_patch(source)

    def _followed(self, session: str, source: Source) -> Patch:
        change = self._sessions.show(session, source)
        places = self._places.get(session, BlockPlaces()).after(change.moved)
        self._places[session] = places
        return patch_of(change, places)

    def restart(self, session: str) -> None:
        """Make the session's next update start with all blocks."""
        with self._turn:
            self._sessions.forget(session)
