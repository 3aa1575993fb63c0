"""Lets a person decide about messages whose fate nobody knows."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.errors import Missing, NotNow, Open
from newsletter_app.i18n import _
from newsletter_app.library.moments import micros
from newsletter_app.library.run_rows import redacted
from newsletter_app.library.run_states import not_now, open_again, run_row
from newsletter_app.library.schema import delivery


class Settlement(StrEnum):
    """What a person decides about an unknown message: to take it as sent, or to have it sent again."""

    SENT = "sent"
    AGAIN = "again"


def settle(
    connection: Connection, run_id: str, number: int, settlement: Settlement, by: str, moment: datetime
) -> Changes:
    """Write down a person's decision, with who took it and when, before what was said already.

    A message to be sent again opens a finished run once more, paused. Raises Missing, NotNow.
    """
    run = run_row(connection, run_id)
    row = _row(connection, run_id, number)
    if row["state"] != DeliveryState.UNKNOWN:
        raise _is_settled()
    values: dict[str, Any] = {"state": str(DeliveryState.SENT)}
    if settlement is Settlement.AGAIN:
        _see_that_it_may_go_again(RunState(run["state"]), row)
        if run["state"] == RunState.FINISHED:
            open_again(connection, run_id)
        values = {"state": str(DeliveryState.PENDING), "attempts": 0}
    said = redacted(f"{_decision(settlement, by, moment)} {row['said']}")
    here = (delivery.c.run == run_id) & (delivery.c.number == number)
    connection.execute(update(delivery).where(here).values(said=said, updated=micros(moment), **values))
    return Changes(runs=frozenset({run_id}))


def _row(connection: Connection, run_id: str, number: int) -> RowMapping:
    here = (delivery.c.run == run_id) & (delivery.c.number == number)
    row = connection.execute(select(delivery).where(here)).mappings().first()
    if row is None:
        raise Missing(
            _("This sending has no message number {number}.").format(number=number),
            hint=_("Its status lists those to settle."),
            action=Open.SENDING,
        )
    return row


def _see_that_it_may_go_again(state: RunState, row: RowMapping) -> None:
    if not row["address"]:
        raise NotNow(
            _("The address of this reader is no longer kept."),
            hint=_("It can only be taken as sent."),
            action=Open.SENDING,
        )
    if state is RunState.CANCELLED:
        raise not_now(state)


def _is_settled() -> NotNow:
    return NotNow(
        _("It is known what became of this message."),
        hint=_("Only unknown ones can be settled."),
        action=Open.SENDING,
    )


def _decision(settlement: Settlement, by: str, moment: datetime) -> str:
    when = f"{moment:%Y-%m-%d %H:%M}"
    if settlement is Settlement.SENT:
        return _("Taken as sent by {person}, {when} UTC.").format(person=by, when=when)
    return _("To be sent again, says {person}, {when} UTC.").format(person=by, when=when)
