"""Says when a library is to be checked again by itself: after seven days on which it was used."""

from newsletter_app.library.database import Database
from newsletter_app.library.days_of_use import days_of_use
from newsletter_app.library.settings_rows import read_setting, write_setting

_DAYS = 7
_KEY = "checked_after_days"


def is_check_due(database: Database) -> bool:
    """Tell whether seven days of use have passed since the last check; no jump of a clock makes them pass."""
    with database.reading() as connection:
        last = read_setting(connection, _KEY) or "0"
        return days_of_use(connection) - (int(last) if last.isdecimal() else 0) >= _DAYS


def note_check(database: Database) -> None:
    """Write down that the library was checked now."""
    with database.writing() as connection:
        write_setting(connection, _KEY, str(days_of_use(connection)))
