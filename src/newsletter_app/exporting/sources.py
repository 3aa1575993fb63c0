"""Looks up what the text of a post refers to."""

from dataclasses import replace
from typing import TYPE_CHECKING

from newsletter_app.content.asset import Asset
from newsletter_app.content.post import Post
from newsletter_app.errors import Ambiguous, Missing
from newsletter_app.rendering.source import References, Source, references

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

_MOST_SNIPPETS = 200


def source_of(post: Post, library: "Library") -> Source:
    """Return the post with the pictures and snippets it names; what the library lacks is left out."""
    return _source(post.body, post.language, post.content_note, library)


class SourceMemory:
    """Remembers what the text of a session named, so that a key typed asks the library for nothing."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._sources: dict[str, tuple[References, Source]] = {}

    def looked_up(self, post: Post, session: str) -> Source:
        """Return the post's source, everything looked up anew."""
        source = source_of(post, self._library)
        self._sources[session] = references(post.body), source
        return source

    def known(self, post: Post, session: str) -> Source:
        """Return the post's source, looked up only where the text names other things than before."""
        named, source = self._sources.get(session, (None, None))
        if source is None or named != references(post.body):
            return self.looked_up(post, session)
        return replace(source, body=post.body, language=post.language, content_note=post.content_note)


def source_of_text(body: str, language: str, library: "Library") -> Source:
    """Return some Markdown with the pictures and snippets of the library it names."""
    return _source(body, language, "", library)


def found_picture(reference: str, library: "Library") -> tuple[Asset, ...]:
    """Return the picture that a sha256, or its beginning, names; none where its row or its file is gone."""
    try:
        asset = library.assets.by_sha(reference)
        return (asset,) if library.assets.path(asset.sha256).is_file() else ()
    except (Missing, Ambiguous):
        return ()


def _source(body: str, language: str, content_note: str, library: "Library") -> Source:
    snippets = _snippets(body, library)
    texts = (body, *snippets.values())
    wanted = dict.fromkeys(picture for text in texts for picture in references(text).pictures)
    found = dict.fromkeys(asset for reference in wanted for asset in found_picture(reference, library))
    return Source(body, language, content_note, tuple(found), tuple(snippets.items()))


def _snippets(body: str, library: "Library") -> dict[str, str]:
    """Return the snippets by name, those that snippets name too."""
    found: dict[str, str] = {}
    waiting = list(references(body).snippets)
    while waiting and len(found) < _MOST_SNIPPETS:
        name = waiting.pop(0)
        if name not in found:
            for text in _snippet(name, library):
                found[name] = text
                waiting.extend(references(text).snippets)
    return found


def _snippet(name: str, library: "Library") -> tuple[str, ...]:
    try:
        return (library.items.snippet(name).body,)
    except Missing:
        return ()
