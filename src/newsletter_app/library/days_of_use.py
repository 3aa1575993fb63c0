"""Counts the days on which a library was used: the time that no jump of a clock makes pass."""

from sqlalchemy import Connection, func, select, text

from newsletter_app.library.moments import SECOND
from newsletter_app.library.schema import day_of_use

DAY = 24 * 60 * 60 * SECOND
"""The microseconds of a day."""

_NOTE = text("INSERT OR IGNORE INTO day_of_use (day) VALUES (:day)")
_COUNT = select(func.count()).select_from(day_of_use)


def note_day(connection: Connection, moment: int) -> None:
    """Take note that the library is used on the day of that moment."""
    connection.execute(_NOTE, {"day": moment // DAY})


def days_of_use(connection: Connection) -> int:
    """Return on how many different days the library was used."""
    return connection.execute(_COUNT).scalar_one()
