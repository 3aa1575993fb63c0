"""Cuts many values into portions that one statement can take."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_MOST = 900  # SQLite took 999 variables a statement before 3.32, and takes more since

Value = TypeVar("Value")


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Give all the values, in their order, some hundred at a time; nothing where there are none."""
    rest = iter(values)
    while portion := list(islice(rest, _MOST)):
        yield portion
