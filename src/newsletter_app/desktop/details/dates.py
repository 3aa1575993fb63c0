"""Reads a date as people write it."""

import datetime as dt
import re

from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_date(text: str) -> dt.date | None:
    """Return the date, day before month, or None for an empty text. Raises ContentError.

    >>> parse_date("14 March 2027"), parse_date("14/3/2027"), parse_date(" ")
    (datetime.date(2027, 3, 14), datetime.date(2027, 3, 14), None)
    """
    text = text.strip()
    if not text:
        return None
    try:
        year, month, day = _numbers(text)
        return dt.date(year, month, day)
    except ValueError as error:
        raise ContentError(
            _("“{text}” is no date.").format(text=text), hint=_("Write it like 14 March 2027.")
        ) from error


def _numbers(text: str) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
    elif found := _WORDS.fullmatch(text):
        day, word, year = found.groups()
        month = str(_MONTHS.index(word[:3].lower()) + 1)
    else:
        raise ValueError(text)
    return int(year), int(month), int(day)
