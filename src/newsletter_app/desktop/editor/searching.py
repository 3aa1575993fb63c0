"""Finds words in a text."""

import re
from bisect import bisect_left

from newsletter_app.desktop.editor.edit import Edit, Selection, nothing

Found = tuple[Selection, ...]


def find_all(text: str, words: str, *, match_case: bool) -> Found:
    """Return every place of `words`, in order.

    >>> find_all("Aa", "a", match_case=False)
    (Selection(start=0, end=1), Selection(start=1, end=2))
    """
    if not words:
        return ()
    pattern = re.compile(re.escape(words), 0 if match_case else re.IGNORECASE)
    return tuple(Selection(*found.span()) for found in pattern.finditer(text))


def next_after(found: Found, offset: int) -> int:
    """Return the number of the first place at or after the offset, from the start again after the last."""
    return bisect_left(found, offset, key=lambda place: place.start) % len(found)


def last_before(found: Found, offset: int) -> int:
    """Return the number of the last place before the offset, from the end again before the first."""
    return (bisect_left(found, offset, key=lambda place: place.start) - 1) % len(found)


def replace_all(text: str, found: Found, by: str, caret: int) -> Edit:
    """Put `by` in each place, as one edit; the caret stays as near as can be."""
    if not found:
        return nothing(Selection(caret, caret))
    start, end = found[0].start, found[-1].end
    out, at = [], start
    for place in found:
        out += [text[at : place.start], by]
        at = place.end
    put = "".join(out)
    caret = min(caret, start + len(put))
    return Edit(start, end, put, Selection(caret, caret))
