"""Finds where in the source a piece of text was written."""

from bisect import bisect_right

from newsletter_app.content.article import Place


class Stretch:
    """A text of the tree; knows where in the source each of its lines begins, where it was found."""

    def __init__(self, source: str, starts: list[int], sources: list[int]) -> None:
        self._source = source
        self._starts = starts
        self._sources = sources

    def place(self, start: int, end: int) -> Place | None:
        """Return the place in the chunk of the characters from `start` to `end` of the text."""
        first, last = self._at(start), self._at(max(start, end - 1))
        if first is None or last is None:
            return None
        return Place(first, last + 1, self._source.count("\n", 0, first))

    def _at(self, offset: int) -> int | None:
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or self._sources[number] < 0:
            return None
        return self._sources[number] + offset - self._starts[number]


class Locator:
    """Follows the texts of a tree, which come in the order of the source, line by line through it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._cursor = 0

    def find(self, text: str) -> Stretch:
        """Return where the next text of the tree stands."""
        starts: list[int] = []
        sources: list[int] = []
        offset = 0
        for line in text.split("\n"):
            bare = line.strip()
            found = self.source.find(bare, self._cursor) if bare else -1
            starts.append(offset + len(line) - len(line.lstrip()))
            sources.append(found)
            self._cursor = max(self._cursor, found + len(bare))
            offset += len(line) + 1
        return Stretch(self.source, starts, sources)

    def whole_lines(self, place: Place) -> Place:
        """Return the place made longer to the begin of its first line and the end of its last."""
        end = self.source.find("\n", place.end)
        start = self.source.rfind("\n", 0, place.start) + 1
        return Place(start, len(self.source) if end < 0 else end, place.line)
