"""Follows the chunks of a post through its edits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from newsletter_app.rendering.dialect.chunks import Chunk
from newsletter_app.rendering.dialect.complexity import MOST_OF_A_CHUNK, effort
from newsletter_app.rendering.dialect.outline import Entry
from newsletter_app.rendering.dialect.resplitting import Edit, resplit
from newsletter_app.rendering.dialect.snippets import Expansion


@dataclass(frozen=True, slots=True)
class Replaced:
    """From number `first` on the entries `gone` made way for `added`; those behind moved on."""

    first: int
    gone: tuple[Entry, ...]
    added: tuple[Entry, ...]
    characters: int
    lines: int

    @property
    def tells(self) -> bool:
        """Tell whether other entries may draw on those that changed."""
        return any(entry.tells for entry in (*self.gone, *self.added))

    @property
    def is_numbered(self) -> bool:
        """Tell whether the numbers of other entries may depend on those that changed."""
        return any(entry.is_numbered for entry in (*self.gone, *self.added))


class Entries(Sequence[Entry]):
    """The entries of a post in order; one that an edit did not reach stays the same, and moves."""

    def __init__(self) -> None:
        self._all: list[Entry] = []

    def follow(self, edit: Edit, old: str, new: str, expansion: Expansion) -> Replaced:
        """Take an edit that makes the text `new` of `old`; tell which entries came of it."""
        lines = edit.text.count("\n") - old.count("\n", edit.start, edit.start + edit.removed)
        found = resplit(_Each(self._all, "start"), _Each(self._all, "line"), edit, new)
        gone = self._all[found.first : found.first + found.removed]
        before = _same_before(gone, found.added)
        behind = _same_behind(gone[before:], found.added[before:], edit.grown, lines)
        first, end = found.first + before, found.first + len(gone) - behind
        added = [_entry(chunk, expansion) for chunk in found.added[before : len(found.added) - behind]]
        gone = self._all[first:end]
        _keep_pieces(gone, added)
        _move(self._all[end:], edit.grown, lines)
        self._all[first:end] = added
        return Replaced(first, tuple(gone), tuple(added), edit.grown, lines)

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> list[Entry]: ...
    def __getitem__(self, number: int | slice) -> Entry | list[Entry]:
        """Return one entry, or those of a slice."""
        return self._all[number]

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries."""
        return iter(self._all)


class _Each(Sequence[int]):
    """One number of each entry, looked up when asked: a search among thousands asks for a dozen."""

    def __init__(self, entries: list[Entry], name: str) -> None:
        self._entries, self._name = entries, name

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, number: Any) -> Any:  # always one number, which Sequence cannot say
        return getattr(self._entries[number], self._name)


def _same_before(gone: Sequence[Entry], added: Sequence[Chunk]) -> int:
    number = 0
    for entry, chunk in zip(gone, added, strict=False):
        if not _is(entry, chunk, 0, 0):
            break
        number += 1
    return number


def _same_behind(gone: Sequence[Entry], added: Sequence[Chunk], characters: int, lines: int) -> int:
    number = 0
    for entry, chunk in zip(reversed(gone), reversed(added), strict=False):
        if not _is(entry, chunk, characters, lines):
            break
        number += 1
    return number


def _is(entry: Entry, chunk: Chunk, characters: int, lines: int) -> bool:
    return (
        entry.start + characters == chunk.start
        and entry.line + lines == chunk.line
        and entry.chunk.shape is chunk.shape
        and entry.chunk.text == chunk.text
    )


def _entry(chunk: Chunk, expansion: Expansion) -> Entry:
    entry = Entry(chunk, (chunk,), chunk.start, chunk.line)
    if entry.is_snippet:
        entry.inner = expansion.chunks(chunk)
    entry.effort = sum(cost for inner in entry.inner if (cost := effort(inner.text)) <= MOST_OF_A_CHUNK)
    return entry


def _move(entries: list[Entry], characters: int, lines: int) -> None:
    for entry in entries:
        entry.start += characters
        entry.line += lines


def _keep_pieces(gone: list[Entry], added: list[Entry]) -> None:
    """Let entries that only were read again keep what they became."""
    known = {(entry.chunk.shape, entry.chunk.text): entry for entry in gone if entry.is_rendered}
    for entry in added:
        same = known.get((entry.chunk.shape, entry.chunk.text))
        if same is not None:
            entry.become(same.pieces)
