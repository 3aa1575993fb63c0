"""Keeps pieces by the content of their chunks."""

from newsletter_app.rendering.dialect.chunks import Chunk, Shape
from newsletter_app.rendering.dialect.engine import Engine
from newsletter_app.rendering.dialect.footnotes import note_of
from newsletter_app.rendering.dialect.pieces import Piece
from newsletter_app.rendering.dialect.surroundings import Surroundings

_MOST_CHARACTERS = 8_000_000


class PieceCache:
    """Renders chunks, each content once as long as its surroundings say the same of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pieces: dict[tuple[Shape, str, str], Piece] = {}
        self._characters = 0

    def piece(self, chunk: Chunk, surroundings: Surroundings) -> Piece:
        """Return what the chunk becomes."""
        key = (chunk.shape, chunk.text, surroundings.language)
        piece = self._pieces.get(key)
        if piece is None or not is_current(piece, chunk.text, surroundings):
            piece = self._engine.piece(chunk, surroundings)
            self._keep(key, piece)
        return piece

    def note(self, chunk: Chunk, surroundings: Surroundings) -> Piece:
        """Return what the text of a footnote becomes that the chunk defines."""
        key = (chunk.shape, chunk.text, surroundings.language)
        piece = self._pieces.get(key)
        if piece is None or not is_current(piece, chunk.text, surroundings):
            piece = self._engine.inside(note_of(chunk.text), chunk.text, surroundings)
            self._keep(key, piece)
        return piece

    def _keep(self, key: tuple[Shape, str, str], piece: Piece) -> None:
        self._characters += len(key[1]) + len(piece.html)
        if self._characters > _MOST_CHARACTERS:
            self._pieces.clear()
            self._characters = len(key[1]) + len(piece.html)
        self._pieces[key] = piece


def is_current(piece: Piece, text: str, surroundings: Surroundings) -> bool:
    """Tell whether the piece would become the same again."""
    return (
        surroundings.still_says(piece.lookups) and surroundings.abbreviations_in(text) == piece.abbreviations
    )
