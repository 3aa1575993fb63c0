"""Chooses which of an item's kept states have had their time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from newsletter_app.library.moments import moment_of

NEWEST = 20
"""So many of the newest states always stay."""

_GRAINS: tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...] = (
    (lambda moment: (*_day(moment), moment.hour), 24),
    (lambda moment: _day(moment), 7),
    (lambda moment: tuple(moment.isocalendar())[:2], 5),
    (lambda moment: (moment.year, moment.month), 12),
)
"""Of each of so many hours, days, weeks and months that occur the last state stays."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A kept state: its number, the stamp it has in microseconds, whether it stays whatever its age."""

    number: int
    kept: int
    is_lasting: bool = False


def worn_out(states: Iterable[Dated]) -> frozenset[int]:
    """Return the numbers of the states that go.

    The first, the newest 20 and lasting ones stay; of the others the last of each of 24 hours, 7 days,
    5 weeks and 12 months that occur. All is ordered by number and reckoned from the states' own stamps, never
    against the present moment: a clock that jumps makes nothing old. Doing it after every state that comes
    gives the same as doing it once at the end.
    """
    newest_first = sorted(states, key=lambda state: -state.number)
    stay = {state.number for state in newest_first if state.is_lasting}
    stay |= {state.number for state in (*newest_first[:NEWEST], *newest_first[-1:])}
    moments = [moment_of(state.kept) for state in newest_first]
    for period, most in _GRAINS:
        stay |= {newest_first[place].number for place in _last_of_each(moments, period, most)}
    return frozenset(state.number for state in newest_first) - stay


def _last_of_each(
    moments: Sequence[datetime], period: Callable[[datetime], tuple[int, ...]], most: int
) -> Iterator[int]:
    """Give the places of the newest state in each of the first so many periods."""
    seen: set[tuple[int, ...]] = set()
    for place, moment in enumerate(moments):
        if len(seen) == most:
            return
        if (found := period(moment)) not in seen:
            seen.add(found)
            yield place


def _day(moment: date) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day
