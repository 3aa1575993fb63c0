"""Turns moments into the whole numbers a library keeps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
_START = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000


def utc_now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def micros(moment: datetime) -> int:
    """Return the microseconds from the start of 1970 (UTC) to `moment`; negative before it.

    >>> micros(datetime(1970, 1, 2, tzinfo=UTC))
    86400000000
    """
    return (moment - _START) // _MICROSECOND


def moment_of(count: int) -> datetime:
    """Return the moment that lies so many microseconds after the start of 1970 (UTC)."""
    return _START + count * _MICROSECOND
