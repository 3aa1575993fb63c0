"""One change of a text, as a value."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of the text: offsets in characters from 0, end excluded; a caret where both are the same."""

    start: int
    end: int

    @property
    def is_caret(self) -> bool:
        """Tell whether nothing is selected."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` in the place of the characters from `start` to `end`; `selection` is the one afterwards."""

    start: int
    end: int
    text: str
    selection: Selection

    def applied_to(self, text: str) -> str:
        """Return the changed text.

        >>> Edit(1, 2, "xy", Selection(1, 3)).applied_to("abc")
        'axyc'
        """
        return text[: self.start] + self.text + text[self.end :]


Command = Callable[[str, Selection], Edit]


def nothing(selection: Selection) -> Edit:
    """Return the edit that changes nothing."""
    return Edit(selection.start, selection.start, "", selection)


def lines_of(text: str, selection: Selection) -> tuple[int, int]:
    r"""Return from where to where the lines go that the selection touches, without the last line end.

    >>> lines_of("ab\ncd\nef", Selection(4, 4))
    (3, 5)
    """
    last = selection.end - 1 if selection.end > selection.start else selection.end
    start = text.rfind("\n", 0, selection.start) + 1
    end = text.find("\n", max(last, start))
    return start, len(text) if end < 0 else end


def difference(old: str, new: str, caret: int) -> Edit:
    """Return the smallest single edit that makes `old` into `new`; the caret stays where it can."""
    start = _same_length(old, new)
    same = _same_length(old[start:][::-1], new[start:][::-1])
    caret = min(caret, len(new))
    return Edit(start, len(old) - same, new[start : len(new) - same], Selection(caret, caret))


def _same_length(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
