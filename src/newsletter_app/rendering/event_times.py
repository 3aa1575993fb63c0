"""Reads when an event takes place out of what was written."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

_MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"sept": 9}

_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DASH = r"\s*(?:-|–|—|to|until|till|and|bis|à|au|a|al)\s*"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(
    rf"\b{_DAY}(?:{_DASH}{_DAY})?\s+(?:of\s+|de\s+)?({_NAME})\b\.?,?\s+(?:de\s+)?(\d{{4}})\b", re.I
)
_MONTH_DAY = re.compile(rf"\b({_NAME})\b\.?\s+{_DAY}(?:{_DASH}{_DAY})?,?\s+(\d{{4}})\b", re.I)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]\.?m\b\.?)?"
_TIMES = re.compile(rf"(?<![\d/.-]){_CLOCK}(?:{_DASH}{_CLOCK})?(?![\d/])", re.I)


@dataclass(frozen=True, slots=True)
class EventTime:
    """First and last day, with the times where there are any; all in the local time of the place."""

    first: dt.date
    last: dt.date
    begins: dt.time | None = None
    ends: dt.time | None = None


def event_time(text: str, language: str = "en-GB") -> EventTime:
    """Return the days and times that `text` names.

    Days as 2026-03-12, 12 March 2026, March 12, 2026, 12.03.2026 or 12/03/2026 (month first for en-US); times
    as 10:00, 10.30 or 2pm. Raises ContentError where no whole date with its year is found.

    >>> event_time("Thursday 12 March 2026, 10:00–12:30").ends
    datetime.time(12, 30)
    """
    for pattern, read in _readers(language):
        found = pattern.search(text)
        if found:
            return _timed(read(found), f"{text[: found.start()]} {text[found.end() :]}", text)
    raise _unclear(text)


def _readers(language: str) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, ...]]], ...]:
    slashed = (3, 1, 2, 2) if language == "en-US" else (3, 2, 1, 1)
    return (
        (_ISO, lambda found: found.group(1, 2, 3, 3)),
        (_DAY_MONTH, lambda found: (found[4], found[3], found[1], found[2] or found[1])),
        (_MONTH_DAY, lambda found: (found[4], found[1], found[2], found[3] or found[2])),
        (_DOTTED, lambda found: found.group(3, 2, 1, 1)),
        (_SLASHED, lambda found: found.group(*slashed)),
    )


def _timed(named: tuple[str, ...], rest: str, text: str) -> EventTime:
    year, month, first, last = named
    number = _MONTHS.get(month.lower()) or int(month)
    try:
        days = (dt.date(int(year), number, int(first)), dt.date(int(year), number, int(last)))
        begins, ends = _times(rest)
    except ValueError as error:
        raise _unclear(text) from error
    if days[1] < days[0]:
        raise _unclear(text)
    is_past_midnight = begins and ends and ends <= begins and days[0] == days[1]
    return EventTime(days[0], days[1] + dt.timedelta(days=1 if is_past_midnight else 0), begins, ends)


def _times(rest: str) -> tuple[dt.time | None, dt.time | None]:
    for found in _TIMES.finditer(rest):
        if found[2] or found[3] or found[5] or found[6]:
            begins = _time(found[1], found[2], found[3] or (found[6] if found[4] else ""))
            return begins, _time(found[4], found[5], found[6]) if found[4] else None
    return None, None


def _time(hour: str, minute: str | None, half: str | None) -> dt.time:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError(hour)
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return dt.time(hours, int(minute or 0))


def _unclear(text: str) -> ContentError:
    return ContentError(
        _("It is not clear when this is: “{text}”.").format(text=text),
        hint=_("Write it such as 12 March 2026, 10:00 to 12:30."),
    )
