"""The jobs of the worker that render Markdown."""

from dataclasses import fields
from typing import Any

from newsletter_app.content.article import Block
from newsletter_app.rendering.article_change import Change
from newsletter_app.rendering.article_json import article_to_json, source_from_json
from newsletter_app.rendering.article_sessions import ArticleSessions
from newsletter_app.rendering.dialect.resplitting import Edit

_sessions = ArticleSessions()  # the worker is one process with one thread; what it knows dies with it


def article(request: dict[str, Any]) -> dict[str, Any]:
    """Return the article of {"source"}."""
    return article_to_json(_sessions.article(source_from_json(request["source"])))


def update(request: dict[str, Any]) -> dict[str, Any]:
    """Return what changed in {"session"}, which shows {"state"}, after {"edit"} of its body.

    Without a state the session starts afresh from {"source"}. Where it shows another state, the answer is
    {"is_unknown"} alone.
    """
    name = request["session"]
    if "source" in request:
        _sessions.forget(name)
        return _answer(_sessions.show(name, source_from_json(request["source"])))
    known = _sessions.known(name, request["state"])
    if known is None:
        return {"is_unknown": True}
    edit = Edit(*request["edit"])
    if request["frame"] is None:
        return _answer(_sessions.edit(name, edit))
    body = known.body[: edit.start] + edit.text + known.body[edit.start + edit.removed :]
    return _answer(_sessions.show(name, source_from_json({"body": body, **request["frame"]})))


def _answer(change: Change) -> dict[str, Any]:
    moved = change.moved
    return {
        "state": change.state,
        "first": change.first,
        "removed": change.removed,
        "added": [_row(block) for block in change.added],
        "moved": [getattr(moved, field.name) for field in fields(moved)],
        "words": change.words,
    }


def _row(block: Block) -> list[Any]:
    return [block.kind, block.html, block.place.start, block.place.end, block.place.line]
