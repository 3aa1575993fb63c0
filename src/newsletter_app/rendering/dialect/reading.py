"""Reads a text line by line, no further than asked."""


class Reader:
    """Lines from a place in a text on, counted from 0, without their line ends."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._lines: list[str] = []
        self._offsets: list[int] = [start]
        self._is_read = False

    def line(self, number: int) -> str | None:
        """Return the line, None after the last."""
        while number >= len(self._lines):
            if self._is_read:
                return None
            self._read()
        return self._lines[number]

    def offset(self, number: int) -> int:
        """Return where in the text a line begins that was read before."""
        return self._offsets[number]

    def between(self, first: int, end: int) -> str:
        """Return the text of the lines from `first` to before `end`, without the last line end."""
        return self._text[self._offsets[first] : self._offsets[end - 1] + len(self._lines[end - 1])]

    def _read(self) -> None:
        begin = self._offsets[-1]
        end = self._text.find("\n", begin)
        self._is_read = end < 0
        self._lines.append(self._text[begin : None if end < 0 else end])
        self._offsets.append(end + 1)
