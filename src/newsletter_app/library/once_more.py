"""Lets a write that found the drive full be tried once more, with the room of the reserve."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, Protocol, TypeVar, cast

from newsletter_app.library.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class _Writes(Protocol):
    """A part of the library that writes."""

    _database: Database


def once_more(write: Callable[P, T]) -> Callable[P, T]:
    """Let a method of a part of the library be called again where the first call made room.

    It writes one transaction, or is part of one, and what it is given can be read twice.
    """

    @wraps(write)
    def tried(*given: P.args, **named: P.kwargs) -> T:
        database = cast("_Writes", given[0])._database  # noqa: SLF001 - `given[0]` is the part itself
        return database.once_more(partial(write, *given, **named))

    return tried
