"""Gives each item its place in "newest first".

A seat is a number of microseconds, unique in the library, and the row's own number, so that a list reads rows
in their order. An item with a date sits at that date and the time of day it was made (UTC); one without sits
at the moment it was made. What is made later at the same moment sits above.
"""

import datetime as dt

from sqlalchemy import Connection, func, select, update

from newsletter_app.library.moments import SECOND, micros
from newsletter_app.library.schema import item
from newsletter_app.library.word_index import put_in, take_out

_STEP = 1_000


def wanted_seat(date: dt.date | None, created: dt.datetime) -> int:
    """Return the seat an item should have by its date."""
    if date is None:
        return micros(created)
    return micros(dt.datetime.combine(date, created.timetz()))


def free_seat(connection: Connection, wanted: int) -> int:
    """Return the seat `wanted`, or the nearest above all that sit within the second from there on."""
    while _is_taken(connection, wanted):
        within = item.c.seat.between(wanted, wanted + SECOND - 1)
        highest: int = connection.execute(select(func.max(item.c.seat)).where(within)).scalar_one()
        wanted = highest + 1
    return wanted


def seat_below(connection: Connection, upper: int) -> int:
    """Return a free seat directly below `upper`; others make room where there is none."""
    lower: int | None = connection.execute(select(func.max(item.c.seat)).where(item.c.seat < upper)).scalar()
    if lower is None or upper - lower > 2 * _STEP:
        return upper - _STEP
    if upper - lower > 1:
        return (upper + lower) // 2
    _make_room(connection, lower)
    return upper - 1


def _make_room(connection: Connection, seat: int) -> None:
    """Move down by one each of the items that sit in a row from `seat` downwards."""
    row = [seat]
    while _is_taken(connection, row[-1] - 1):
        row.append(row[-1] - 1)
    for place in reversed(row):
        take_out(connection, place)
        connection.execute(update(item).where(item.c.seat == place).values(seat=place - 1))
        put_in(connection, place - 1)


def _is_taken(connection: Connection, seat: int) -> bool:
    return connection.execute(select(item.c.seat).where(item.c.seat == seat)).first() is not None
