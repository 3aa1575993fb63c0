"""Adds, moves and removes the entries of a newsletter."""

from newsletter_app.content.newsletter import Entry


def with_entry(entries: tuple[Entry, ...], entry: Entry, at: int | None = None) -> tuple[Entry, ...]:
    """Return the entries with one more, before place `at` (from 0), else at the end."""
    place = len(entries) if at is None else max(0, min(at, len(entries)))
    return (*entries[:place], entry, *entries[place:])


def moved(entries: tuple[Entry, ...], source: int, target: int) -> tuple[Entry, ...]:
    """Return the entries with the one at `source` standing at `target` (both from 0).

    Raises IndexError where either is outside.
    """
    if not (0 <= source < len(entries) and 0 <= target < len(entries)):
        raise IndexError(source, target)
    rest = without(entries, source)
    return (*rest[:target], entries[source], *rest[target:])


def without(entries: tuple[Entry, ...], place: int) -> tuple[Entry, ...]:
    """Return the entries but the one at `place` (from 0). Raises IndexError where it is outside."""
    if not 0 <= place < len(entries):
        raise IndexError(place)
    return (*entries[:place], *entries[place + 1 :])
