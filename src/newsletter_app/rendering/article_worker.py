"""Renders articles in the worker process."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from newsletter_app.content.article import Article, Block, BlockKind, Place
from newsletter_app.errors import OverLimit
from newsletter_app.rendering.article_change import Change
from newsletter_app.rendering.article_json import article_from_json, frame_to_json, source_to_json
from newsletter_app.rendering.article_patches import Patch, patch_of, plain_patch
from newsletter_app.rendering.block_places import BlockPlaces, Moved
from newsletter_app.rendering.dialect.resplitting import edit_between
from newsletter_app.rendering.plain_article import is_too_large, plain_article
from newsletter_app.rendering.source import Source
from newsletter_app.worker import RENDERING, Worker

_REST = 5.0


@dataclass(frozen=True, slots=True)
class _Followed:
    """What the worker's session shows."""

    source: Source
    state: int
    places: BlockPlaces


class ArticlesInWorker:
    """Renders in a process that is ended when a text takes it over its limits.

    Such a text comes back as it was written. For five seconds after that its session is not tried again, so
    that typing on does not end one process after the other.
    """

    def __init__(self, worker: Worker, clock: Callable[[], float] = time.monotonic) -> None:
        self._worker = worker
        self._clock = clock
        self._turn = threading.Lock()
        self._followed: dict[str, _Followed] = {}
        self._resting: dict[str, float] = {}

    def article(self, source: Source) -> Article:
        """Return the article."""
        if is_too_large(source):
            return plain_article(source)
        try:
            answer = self._worker.call("article", {"source": source_to_json(source)}, RENDERING)
        except OverLimit:
            return plain_article(source)
        return article_from_json(answer)

    def update(self, session: str, source: Source) -> Patch:
        """Return what differs from the session's last update."""
        with self._turn:
            if is_too_large(source) or self._resting.get(session, 0.0) > self._clock():
                return self._plain(session, source)
            try:
                return self._follow(session, source)
            except OverLimit:
                self._resting[session] = self._clock() + _REST
                return self._plain(session, source)

    def restart(self, session: str) -> None:
        """Make the session's next update start with all blocks."""
        with self._turn:
            self._followed.pop(session, None)

    def _plain(self, session: str, source: Source) -> Patch:
        self._followed.pop(session, None)
        return plain_patch(source)

    def _follow(self, session: str, source: Source) -> Patch:
        followed = self._followed.pop(session, None)
        change = _change(self._answer(session, followed, source))
        places = (followed.places if followed is not None else BlockPlaces()).after(change.moved)
        self._followed[session] = _Followed(source, change.state, places)
        return patch_of(change, places)

    def _answer(self, session: str, followed: _Followed | None, source: Source) -> dict[str, Any]:
        """Ask with the edit alone; where the worker no longer knows the session, with all."""
        if followed is not None:
            answer = self._call(session, _difference(followed, source))
            if "is_unknown" not in answer:
                return answer
        return self._call(session, {"source": source_to_json(source)})

    def _call(self, session: str, request: Mapping[str, Any]) -> dict[str, Any]:
        return self._worker.call("article.update", {"session": session, **request}, RENDERING)


def _difference(followed: _Followed, source: Source) -> dict[str, Any]:
    edit = edit_between(followed.source.body, source.body)
    is_same = _frame(followed.source) == _frame(source)
    return {
        "state": followed.state,
        "edit": [edit.start, edit.removed, edit.text],
        "frame": None if is_same else frame_to_json(source),
    }


def _frame(source: Source) -> tuple[object, ...]:
    return source.language, source.content_note, source.pictures, source.snippets


def _change(answer: Mapping[str, Any]) -> Change:
    first, removed, added, characters, lines, last = answer["moved"]
    moved = Moved(first, removed, tuple(added), characters, lines, tuple(last))
    blocks = tuple(Block(BlockKind(kind), html, Place(*place)) for kind, html, *place in answer["added"])
    return Change(answer["state"], answer["first"], answer["removed"], blocks, moved, answer["words"])
