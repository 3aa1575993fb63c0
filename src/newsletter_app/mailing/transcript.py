"""Remembers what was said to a server by the names of commands and the codes of answers."""

from collections import deque

_KEPT = 60


class Transcript:
    """The last steps of a conversation; no address, no content, no secret can enter it."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=_KEPT)

    def note(self, verb: str, answer: str) -> None:
        """Keep one step: a command's name, and a code such as "550 5.1.1"."""
        self._lines.append(f"{verb} {answer}")

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the steps, oldest first."""
        return tuple(self._lines)
