"""Moves a run from one state to the next."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.errors import Conflict, Missing, NotNow, Open
from newsletter_app.i18n import _
from newsletter_app.library.schema import run as table

MOVES: Mapping[RunState, frozenset[RunState]] = {
    RunState.PREPARING: frozenset({RunState.READY}),
    RunState.READY: frozenset({RunState.RUNNING, RunState.CANCELLED}),
    RunState.RUNNING: frozenset({RunState.PAUSED, RunState.FINISHED, RunState.CANCELLED}),
    RunState.PAUSED: frozenset({RunState.RUNNING, RunState.FINISHED, RunState.CANCELLED}),
    RunState.FINISHED: frozenset(),
    RunState.CANCELLED: frozenset(),
}
ENDED = (RunState.FINISHED, RunState.CANCELLED)
BEGUN_ALONE = table.c.recipients_sha256 == ""
"""Holds for a run of which nothing is known but that it was begun: the rest was lost with the library."""


def run_row(connection: Connection, run_id: str) -> RowMapping:
    """Return the whole row of a run. Raises Missing."""
    row = connection.execute(select(table).where(table.c.id == run_id)).mappings().first()
    if row is None:
        raise no_such_run(run_id)
    return row


def move(connection: Connection, run_id: str, target: RunState, **columns: Any) -> Changes:
    """Bring a run into a state. Raises Missing, NotNow where MOVES has no such step."""
    before = RunState(run_row(connection, run_id)["state"])
    if target not in MOVES[before]:
        raise not_now(before)
    return _set(connection, run_id, before, target, columns)


def open_again(connection: Connection, run_id: str) -> Changes:
    """Bring a finished run back, paused: a person has one of its unknown messages sent again."""
    columns = {"reason": str(PauseReason.ASKED), "said": "", "ended": None}
    return _set(connection, run_id, RunState.FINISHED, RunState.PAUSED, columns)


def _set(
    connection: Connection, run_id: str, before: RunState, target: RunState, columns: Mapping[str, Any]
) -> Changes:
    here = update(table).where(table.c.id == run_id, table.c.state == str(before))
    if connection.execute(here.values(state=str(target), **columns)).rowcount != 1:
        raise taken_over()
    return Changes(runs=frozenset({run_id}))


def not_now(state: RunState) -> NotNow:
    """Return the error for a step that a run in this state does not take."""
    messages = {
        RunState.PREPARING: _("The sending is still being prepared."),
        RunState.READY: _("The sending has not begun."),
        RunState.RUNNING: _("The sending is running."),
        RunState.PAUSED: _("The sending is paused."),
        RunState.FINISHED: _("The sending is finished."),
        RunState.CANCELLED: _("The sending was cancelled."),
    }
    return NotNow(messages[state], hint=_("Its status shows what can be done."), action=Open.SENDING)


def taken_over() -> Conflict:
    """Return the error for a message that is no longer in the hands of the one who speaks of it."""
    return Conflict(
        _("Another program has taken over this sending."),
        hint=_("Leave it to that one, and look at the status."),
        action=Open.SENDING,
    )


def no_such_run(reference: str) -> Missing:
    """Return the error for a run that is not there."""
    return Missing(
        _("There is no sending “{id}”.").format(id=reference[:100]),
        hint=_("The status shows what was sent."),
        action=Open.SENDING,
    )
