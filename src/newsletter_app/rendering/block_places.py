"""The places of all blocks of an article, kept up with each edit at little cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from newsletter_app.content.article import Place


@dataclass(frozen=True, slots=True)
class Moved:
    """From number `first` on `removed` places go, `added` come, and those behind move on.

    Each place is three numbers in a row: start, end, line. `last` is the place of the footnotes, which stand
    behind all other blocks and belong to one of them; it is not counted among the others.
    """

    first: int
    removed: int
    added: tuple[int, ...]
    characters: int = 0
    lines: int = 0
    last: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BlockPlaces(Sequence[Place]):
    """Places in order: those of `head` as they are, of `tail` once they are moved, then `last`."""

    head: tuple[Place, ...] = ()
    tail: tuple[Place, ...] = ()
    characters: int = 0
    lines: int = 0
    last: tuple[Place, ...] = ()

    def after(self, moved: Moved) -> "BlockPlaces":
        """Return the places after an edit; those behind it are reckoned when they are asked for."""
        added, last = _places(moved.added), _places(moved.last)
        if not moved.first and moved.removed >= len(self.head) + len(self.tail):
            return BlockPlaces(added, last=last)
        known = self._open_at(moved.first + moved.removed)
        characters, lines = known.characters + moved.characters, known.lines + moved.lines
        return BlockPlaces(known.head[: moved.first] + added, known.tail, characters, lines, last)

    def _open_at(self, number: int) -> "BlockPlaces":
        """Return the same with `number` places at the head; dear where the last edit was elsewhere."""
        more = number - len(self.head)
        if more >= 0:
            head = self.head + tuple(map(self._behind, self.tail[:more]))
            return replace(self, head=head, tail=self.tail[more:])
        tail = self.head[number:] + tuple(map(self._behind, self.tail))
        return BlockPlaces(self.head[:number], tail, last=self.last)

    def _behind(self, place: Place) -> Place:
        return Place(place.start + self.characters, place.end + self.characters, place.line + self.lines)

    def __len__(self) -> int:
        return len(self.head) + len(self.tail) + len(self.last)

    @overload
    def __getitem__(self, number: int) -> Place: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, number: int | slice) -> Place | tuple[Place, ...]:
        """Return one place, or those of a slice."""
        if isinstance(number, slice):
            return tuple(self)[number]
        return self._at(number + len(self) if number < 0 else number)

    def _at(self, number: int) -> Place:
        for places in (self.head, self.tail, self.last):
            if 0 <= number < len(places):
                return self._behind(places[number]) if places is self.tail else places[number]
            number -= len(places)
        raise IndexError

    def __iter__(self) -> Iterator[Place]:
        """Yield all places."""
        yield from self.head
        yield from map(self._behind, self.tail)
        yield from self.last

    def __eq__(self, other: object) -> bool:
        """Tell whether the places are the same, in whatever they are kept."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return what equal tuples have too."""
        return hash(tuple(self))


def _places(numbers: tuple[int, ...]) -> tuple[Place, ...]:
    each = iter(numbers)
    return tuple(map(Place, each, each, each))
