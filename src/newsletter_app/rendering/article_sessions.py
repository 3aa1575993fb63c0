"""The articles that are being followed, each by the name of its session."""

from collections.abc import Sequence

from newsletter_app.content.article import Article, Block
from newsletter_app.rendering.article_change import EVERYTHING, Change
from newsletter_app.rendering.dialect.engine import Engine
from newsletter_app.rendering.dialect.outline import Shown
from newsletter_app.rendering.dialect.piece_cache import PieceCache
from newsletter_app.rendering.dialect.resplitting import Edit
from newsletter_app.rendering.live_article import LiveArticle, Step
from newsletter_app.rendering.source import Source

_MOST_SESSIONS = 8


class _Session:
    """An article and how often its follower was told of it."""

    def __init__(self, cache: PieceCache) -> None:
        self.live = LiveArticle(cache)
        self.state = 0

    def change(self, step: Step) -> Change:
        """Return what differs from what was told before."""
        before, removed, kept = _difference(step.gone, step.came)
        if self.state == 0:
            removed = EVERYTHING
        self.state += 1
        added = step.came[before : len(step.came) - kept]
        blocks = tuple(Block(block.kind, block.html, block.place) for block in added)
        return Change(self.state, step.first + before, removed, blocks, step.moved, self.live.words)


class ArticleSessions:
    """The sessions used last, on one cache; not for several threads at once."""

    def __init__(self) -> None:
        self._cache = PieceCache(Engine())
        self._sessions: dict[str, _Session] = {}

    def article(self, source: Source) -> Article:
        """Return the article of `source`."""
        live = LiveArticle(self._cache)
        live.show(source)
        return live.article()

    def show(self, name: str, source: Source) -> Change:
        """Let a session follow to `source`."""
        session = self._sessions.pop(name, None) or _Session(self._cache)
        step = session.live.show(source)
        self._keep(name, session)
        return session.change(step)

    def edit(self, name: str, edit: Edit) -> Change:
        """Let a session that is known follow to a body that differs by one edit."""
        session = self._sessions.pop(name)
        step = session.live.edit(edit)
        self._keep(name, session)
        return session.change(step)

    def known(self, name: str, state: int) -> Source | None:
        """Return the source of a session that shows `state`; None where there is none."""
        session = self._sessions.get(name)
        return session.live.source if session is not None and session.state == state else None

    def forget(self, name: str) -> None:
        """Let the session start afresh."""
        self._sessions.pop(name, None)

    def _keep(self, name: str, session: _Session) -> None:
        self._sessions[name] = session
        while len(self._sessions) > _MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))


def _difference(seen: Sequence[Shown], shown: Sequence[Shown]) -> tuple[int, int, int]:
    """Return how many blocks stay at the begin, how many go, and how many stay at the end."""
    most = min(len(seen), len(shown))
    first = 0
    while first < most and _same(seen[first], shown[first]):
        first += 1
    kept = 0
    while kept < most - first and _same(seen[-1 - kept], shown[-1 - kept]):
        kept += 1
    return first, len(seen) - first - kept, kept


def _same(one: Shown, other: Shown) -> bool:
    return one.html == other.html and one.kind == other.kind
