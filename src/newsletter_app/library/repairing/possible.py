"""Keeps the numbers of torn rows within what a moment can be."""

from newsletter_app.library.moments import moment_of


def possible_moment(count: int) -> int:
    """Return the count of microseconds where it is a moment, else that of the start of 1970."""
    try:
        moment_of(count)
    except OverflowError:
        return 0
    return count


def possible_moment_or_none(count: int | None) -> int | None:
    """Do the same where there may be no moment."""
    return None if count is None else possible_moment(count)
