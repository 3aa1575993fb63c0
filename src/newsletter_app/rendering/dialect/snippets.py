"""Snippets, {{snippet:NAME}}: pieces of Markdown that the library holds for reuse."""

from collections.abc import Iterator, Mapping

from newsletter_app.i18n import _
from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.chunks import Chunk, Shape, split

_DEEPEST = 8
_MOST = 2_000


class Expansion:
    """Puts snippets in the place of their names; cuts what would never end, and says so in its place."""

    def __init__(self, snippets: Mapping[str, str]) -> None:
        self._snippets = snippets
        self._left = _MOST

    def chunks(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Return the chunks that the snippet named by `chunk` consists of."""
        self._left = _MOST
        return tuple(self._expanded(chunk, ()))

    def _expanded(self, chunk: Chunk, inside: tuple[str, ...]) -> Iterator[Chunk]:
        found = lines.SNIPPET.fullmatch(chunk.text)
        name = found[1] if found else ""
        body = self._snippets.get(name)
        if body is None:
            yield _told(_("There is no snippet called “{name}”.").format(name=name))
        elif name in inside or len(inside) >= _DEEPEST:
            yield _told(_("The snippet “{name}” would contain itself.").format(name=name))
        else:
            yield from self._inner(body, (*inside, name))

    def _inner(self, body: str, inside: tuple[str, ...]) -> Iterator[Chunk]:
        for chunk in split(body):
            if self._left <= 0:
                return
            if chunk.shape is Shape.SNIPPET:
                yield from self._expanded(chunk, inside)
            else:
                self._left -= 1
                yield chunk


def _told(sentence: str) -> Chunk:
    return Chunk(Shape.HTML, f'<p class="lost-snippet">{sentence}</p>', 0, 1)
