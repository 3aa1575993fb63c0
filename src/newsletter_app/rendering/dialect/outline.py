"""The chunks of a post with what each became."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsletter_app.content.article import BlockKind, Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.dialect import lines
from newsletter_app.rendering.dialect.chunks import Chunk, Shape
from newsletter_app.rendering.dialect.footnotes import name_of
from newsletter_app.rendering.dialect.pieces import Piece
from newsletter_app.rendering.dialect.surroundings import Definition, Surroundings, plain_label

_TELLING = frozenset({Shape.DEFINITION, Shape.ABBREVIATION, Shape.FOOTNOTE})


@dataclass(slots=True)
class Entry:
    """A chunk of the post; `inner` are the chunks of the snippet that it names, else the chunk itself.

    `start` and `line` follow the text as it grows before the chunk; those of `inner` do not.
    """

    chunk: Chunk
    inner: tuple[Chunk, ...]
    start: int
    line: int
    pieces: tuple[Piece, ...] = ()
    is_rendered: bool = False
    blocks: tuple["Shown", ...] = ()
    words: int = 0
    effort: float = 0.0
    is_numbered: bool = False

    def become(self, pieces: tuple[Piece, ...]) -> None:
        """Take what the chunk became."""
        self.pieces = pieces
        self.is_rendered = True
        self.is_numbered = any(piece.is_numbered for piece in pieces)
        self.words = sum(piece.words for piece in pieces)
        self.blocks = tuple(Shown(piece.kind, piece.html, self) for piece in pieces if piece.html)

    @property
    def is_snippet(self) -> bool:
        """Tell whether it shows a snippet."""
        return self.chunk.shape is Shape.SNIPPET

    @property
    def tells(self) -> bool:
        """Tell whether other chunks may draw on it."""
        return self.is_snippet or self.chunk.shape in _TELLING

    @property
    def place(self) -> Place:
        """Return where the chunk stands in the post."""
        return Place(self.start, self.start + len(self.chunk.text), self.line)

    def within(self, place: Place) -> Place:
        """Return the place in the post of a place in the chunk; in a snippet that of the whole chunk."""
        if self.is_snippet:
            return self.place
        return Place(self.start + place.start, self.start + place.end, self.line + place.line)

    def shown(self) -> Iterator[Chunk]:
        """Yield the chunks that become blocks."""
        return (chunk for chunk in self.inner if chunk.shape not in _TELLING)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block and the entry that it was written in, None for the content note."""

    kind: BlockKind
    html: str
    entry: Entry | None

    @property
    def place(self) -> Place:
        """Return where in the source it was written."""
        return self.entry.place if self.entry is not None else Place(0, 0, 1)


@dataclass(slots=True)
class Told:
    """What the entries say for each other's use; of several with one name the first counts."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, tuple[Entry, Chunk]] = field(default_factory=dict)

    def surroundings(self, language: str, pictures: tuple[Asset, ...]) -> Surroundings:
        """Return it as chunks want it."""
        names = frozenset(self.footnotes)
        return Surroundings(language, self.definitions, self.abbreviations, names, pictures)


def told_by(entries: Iterable[Entry]) -> Told:
    """Return what the entries say for each other's use."""
    told = Told()
    for entry in entries:
        if entry.tells:
            for chunk in entry.inner:
                _tell(told, entry, chunk)
    return told


def _tell(told: Told, entry: Entry, chunk: Chunk) -> None:
    if chunk.shape is Shape.FOOTNOTE:
        told.footnotes.setdefault(name_of(chunk.text), (entry, chunk))
    elif chunk.shape is Shape.DEFINITION and (found := lines.DEFINITION.fullmatch(chunk.text)):
        title = found[3] or found[4] or found[5] or ""
        told.definitions.setdefault(plain_label(found[1]), Definition(found[2], title))
    elif chunk.shape is Shape.ABBREVIATION and (found := lines.ABBREVIATION.fullmatch(chunk.text)):
        told.abbreviations.setdefault(found[1], found[2].strip())
