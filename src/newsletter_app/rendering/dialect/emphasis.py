"""Emphasis, strong and struck-out text, after CommonMark's rules for delimiter runs."""

import unicodedata

from newsletter_app.rendering.dialect.tokens import Mark

_TAGS = {1: "em", 2: "strong"}


class Delimiter:
    """A run that may begin or end emphasis; runs form a chain."""

    __slots__ = ("before", "can_close", "can_open", "length", "mark", "next", "order")

    def __init__(self, mark: Mark, before: "Delimiter | None", *, can_open: bool, can_close: bool) -> None:
        self.mark = mark
        self.length = mark.count
        self.can_open = can_open
        self.can_close = can_close
        self.before = before
        self.order: int = before.order + 1 if before is not None else 0
        self.next: Delimiter | None = None


class Delimiters:
    """The chain of runs of one text."""

    def __init__(self) -> None:
        self.last: Delimiter | None = None

    def add(self, text: str, start: int, end: int) -> Mark:
        """Take the run from `start` to `end` of `text` into the chain, and return its token."""
        character = text[start]
        mark = Mark(character, end - start)
        can_open, can_close = _abilities(character, text[start - 1 : start], text[end : end + 1])
        if (character == "~" and mark.count != 2) or not (can_open or can_close):
            return mark
        delimiter = Delimiter(mark, self.last, can_open=can_open, can_close=can_close)
        if self.last is not None:
            self.last.next = delimiter
        self.last = delimiter
        return mark

    def resolve(self, bottom: Delimiter | None) -> None:
        """Pair all runs after `bottom`, and take them out of the chain."""
        floors: dict[tuple[str, bool, int], int] = {}
        closer = self._first_after(bottom)
        while closer is not None:
            closer = self._step(closer, bottom, floors) if closer.can_close else closer.next
        self.last = bottom
        if bottom is not None:
            bottom.next = None

    def _first_after(self, bottom: Delimiter | None) -> Delimiter | None:
        if bottom is not None:
            return bottom.next
        first = self.last
        while first is not None and first.before is not None:
            first = first.before
        return first

    def _step(
        self,
        closer: Delimiter,
        bottom: Delimiter | None,
        floors: dict[tuple[str, bool, int], int],
    ) -> Delimiter | None:
        """Pair one closing run; return the run to go on with."""
        key = (closer.mark.character, closer.can_open, closer.length % 3)
        lowest = -1 if bottom is None else bottom.order
        opener = _opener(closer, floors.get(key, lowest))
        if opener is None:
            floors[key] = closer.order - 1
            after = closer.next
            if not closer.can_open:
                self._drop(closer)
            return after
        _pair(opener, closer)
        opener.next, closer.before = closer, opener
        if opener.mark.count == 0:
            self._drop(opener)
        if closer.mark.count > 0:
            return closer
        after = closer.next
        self._drop(closer)
        return after

    def _drop(self, delimiter: Delimiter) -> None:
        if delimiter.before is not None:
            delimiter.before.next = delimiter.next
        if delimiter.next is not None:
            delimiter.next.before = delimiter.before
        else:
            self.last = delimiter.before


def _opener(closer: Delimiter, floor: int) -> Delimiter | None:
    """Return the nearest run after the one numbered `floor` that `closer` can end."""
    opener = closer.before
    while opener is not None and opener.order > floor:
        if opener.can_open and opener.mark.character == closer.mark.character and _fit(opener, closer):
            return opener
        opener = opener.before
    return None


def _fit(opener: Delimiter, closer: Delimiter) -> bool:
    if not (closer.can_open or opener.can_close) or closer.length % 3 == 0:
        return True
    return (opener.length + closer.length) % 3 != 0


def _pair(opener: Delimiter, closer: Delimiter) -> None:
    used = 2 if opener.mark.count >= 2 and closer.mark.count >= 2 else 1
    tag = "del" if opener.mark.character == "~" else _TAGS[used]
    opener.mark.count -= used
    closer.mark.count -= used
    opener.mark.opens.insert(0, tag)
    closer.mark.closes += 1


def _abilities(character: str, before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a run between two characters can begin and can end emphasis."""
    left = not _is_space(after) and (
        not _is_punctuation(after) or _is_space(before) or _is_punctuation(before)
    )
    right = not _is_space(before) and (
        not _is_punctuation(before) or _is_space(after) or _is_punctuation(after)
    )
    if character != "_":
        return left, right
    return left and (not right or _is_punctuation(before)), right and (not left or _is_punctuation(after))


def _is_space(character: str) -> bool:
    return not character or character.isspace()


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"
