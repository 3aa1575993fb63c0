"""Says which backups stay."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from newsletter_app.library.backup_names import BackupName

NEWEST = 50
_Period = Callable[[date], tuple[int, ...]]


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return tuple(day.isocalendar())[:2]


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)


_PERIODS: tuple[tuple[_Period, int], ...] = ((_day, 7), (_week, 5), (_month, 12))


def those_that_stay(names: Iterable[BackupName]) -> frozenset[BackupName]:
    """Return the newest 50 and, of those before, the last of each of 7 days, 5 weeks, 12 months that occur.

    Newest and last go by number; which days there are is read from the names, so that no clock of today has
    a say. All days are UTC.
    """
    newest_first = sorted(names, key=lambda name: name.number, reverse=True)
    older = newest_first[NEWEST:]
    stay = set(newest_first[:NEWEST])
    for period, number in _PERIODS:
        stay.update(_last_of_each(older, period, number))
    return frozenset(stay)


def _last_of_each(newest_first: list[BackupName], period: _Period, number: int) -> Iterator[BackupName]:
    seen: set[tuple[int, ...]] = set()
    for name in newest_first:
        this = period(name.made.date())
        if this not in seen:
            if len(seen) == number:
                return
            seen.add(this)
            yield name
