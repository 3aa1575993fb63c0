"""Says of a row that cannot be read what it was about."""

import functools
import zlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from newsletter_app.library import failures

T = TypeVar("T")
Row = Mapping[Any, Any]
TORN = (ValueError, KeyError, TypeError, AttributeError, OverflowError, zlib.error)
"""What reading a row raises where bytes of it are not as they were written."""


def whole(name: Callable[[Row], str]) -> Callable[[Callable[[Row], T]], Callable[[Row], T]]:
    """Make a function that reads a row raise LibraryDamaged where the row is torn; `name` says what it is."""

    def decorate(read: Callable[[Row], T]) -> Callable[[Row], T]:
        @functools.wraps(read)
        def read_wholly(row: Row) -> T:
            try:
                return read(row)
            except TORN as error:
                raise failures.torn(name(row)) from error

        return read_wholly

    return decorate
