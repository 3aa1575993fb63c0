"""Says dates, states and errors as a person would."""

import datetime as dt
import re

from newsletter_app.content.kinds import Kind, Status
from newsletter_app.errors import AppError
from newsletter_app.i18n import N_, _

_OPTION = re.compile(r" \([^()]*--[a-z-]+[^()]*\)")
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_STATUSES = {
    Status.DRAFT: N_("Draft"),
    Status.READY: N_("Ready"),
    Status.PUBLISHED: N_("Published"),
    Status.SENT: N_("Sent"),
}
_KINDS = {
    Kind.POST: N_("Post"),
    Kind.NEWSLETTER: N_("Newsletter"),
    Kind.SNIPPET: N_("Snippet"),
    Kind.ASSET: N_("Picture"),
}


def date_words(date: dt.date) -> str:
    """Return the date in words.

    >>> date_words(dt.date(2027, 3, 14))
    '14 March 2027'
    """
    return _("{day} {month} {year}").format(day=date.day, month=_(_MONTHS[date.month - 1]), year=date.year)


def stamp_words(moment: dt.datetime) -> str:
    """Return a moment in words, by the clock on the wall.

    >>> stamp_words(dt.datetime(2027, 3, 14, 14, 2).astimezone())
    '14 March 2027, 14:02'
    """
    here = moment.astimezone()
    return _("{date}, {time}").format(date=date_words(here.date()), time=f"{here:%H:%M}")


def status_word(status: Status) -> str:
    """Return the word for a status."""
    return _(_STATUSES[status])


def kind_word(kind: Kind) -> str:
    """Return the word for a kind of item."""
    return _(_KINDS[kind])


def error_words(error: AppError) -> str:
    """Return what happened, then what to do."""
    return f"{error.message} {error.hint}".strip()


def without_options(sentence: str) -> str:
    """Return a sentence without what is meant for the command line.

    >>> without_options("Use an access token (--token-stdin), and wait.")
    'Use an access token, and wait.'
    """
    return _OPTION.sub("", sentence)
