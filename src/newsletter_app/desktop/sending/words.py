"""Says in words how a sending fares."""

import datetime as dt
import re
from collections.abc import Iterator

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.run import Counts, PauseReason, Run, RunState
from newsletter_app.desktop.widgets.words import date_words
from newsletter_app.i18n import N_, _, ngettext
from newsletter_app.mailing.progress import Stage

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_STATES = {
    RunState.PREPARING: N_("Being prepared"),
    RunState.READY: N_("Not begun"),
    RunState.RUNNING: N_("Sending"),
    RunState.PAUSED: N_("Paused"),
    RunState.FINISHED: N_("Sent"),
    RunState.CANCELLED: N_("Cancelled"),
}
_STAGES = {
    Stage.WAITING: N_("Waiting"),
    Stage.CONNECTING: N_("Connecting to the server"),
    Stage.SENDING: N_("Sending"),
    Stage.AGAIN: N_("Trying again what was refused for now"),
    Stage.ENDED: N_("Writing down the end"),
}
_REASONS = {
    PauseReason.ASKED: N_("It was paused by hand."),
    PauseReason.INTERRUPTED: N_("It was interrupted."),
    PauseReason.OVERDUE: N_("Its time passed while the computer slept, so nothing was sent by itself."),
}


def state_word(state: RunState) -> str:
    """Return the word for a state."""
    return _(_STATES[state])


def stage_words(stage: Stage) -> str:
    """Return what a run does at the moment."""
    return _(_STAGES[stage])


def people_words(number: int) -> str:
    """Return a number of people.

    >>> people_words(312)
    '312 people'
    """
    return ngettext("{number} person", "{number} people", number).format(number=f"{number:,}")


def readers_words(number: int) -> str:
    """Return a number of readers.

    >>> readers_words(1)
    '1 reader'
    """
    return ngettext("{number} reader", "{number} readers", number).format(number=f"{number:,}")


def number_in(written: str) -> int:
    """Return the number that stands there, its thousands apart or not; -1 where it is none.

    >>> number_in("5003"), number_in(" 5,003"), number_in("5 003"), number_in("all"), number_in("05")
    (5003, 5003, 5003, -1, -1)
    """
    digits = written.replace(",", "").replace(" ", "")
    return int(digits) if _NUMBER.fullmatch(digits) else -1


def how_far(counts: Counts) -> str:
    """Return how many of those who should get it were sent it.

    >>> how_far(Counts(candidates=5, sent=2, suppressed=1, pending=2))
    '2 of 4'
    """
    return _("{sent} of {number}").format(sent=f"{counts.sent:,}", number=f"{meant(counts):,}")


def meant(counts: Counts) -> int:
    """Return how many were to get it."""
    return counts.candidates - counts.suppressed - counts.excluded


def sums(counts: Counts) -> Iterator[str]:
    """Yield what became of everybody, a part of a sentence each; all parts make up the list."""
    yield _("{number} sent").format(number=f"{counts.sent:,}")
    for number, words in (
        (counts.pending, _("{number} still to go")),
        (counts.failed, _("{number} failed")),
        (counts.unknown, _("{number} unknown")),
        (counts.cancelled, _("{number} called off")),
        (counts.suppressed, _("{number} left before it was their turn")),
        (counts.excluded, _("{number} without an address mail can go to")),
    ):
        if number:
            yield words.format(number=f"{number:,}")


def why_paused(run: Run) -> str:
    """Return why a run stands still, as a sentence."""
    return run.said or (_(_REASONS[run.reason]) if run.reason in _REASONS else "")


def moment_words(moment: dt.datetime) -> str:
    """Return a moment as the clock on the wall had it."""
    here = moment.astimezone()
    return _("{date} at {time}").format(date=date_words(here.date()), time=f"{here:%H:%M}")


def masked(address: str) -> str:
    """Return enough of an address to recognise it by."""
    try:
        return parse_address(address).masked
    except NotAnAddress:
        return "…"
