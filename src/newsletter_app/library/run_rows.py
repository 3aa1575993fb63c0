"""Turns rows of runs into values."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from newsletter_app.content.run import Counts, Delivery, DeliveryState, PauseReason, Run, RunState
from newsletter_app.i18n import _
from newsletter_app.library.encoding import to_json
from newsletter_app.library.moments import moment_of
from newsletter_app.library.schema import delivery, run
from newsletter_app.library.torn_rows import whole

_LONGEST = 300
_ADDRESS = re.compile(r"\S*@\S*")


def runs_of(connection: Connection, rows: Sequence[RowMapping]) -> tuple[Run, ...]:
    """Return the runs of whole rows, with their counts."""
    counted = counts_of(connection, [row["id"] for row in rows])
    return tuple(replace(_run(row), counts=counted.get(row["id"], Counts())) for row in rows)


def counts_of(connection: Connection, ids: Sequence[str]) -> dict[str, Counts]:
    """Return how many deliveries of each run are in each state; a run without any is left out."""
    number = func.count().label("number")
    by_state = select(delivery.c.run, delivery.c.state, number).group_by(delivery.c.run, delivery.c.state)
    if len(ids) == 1:
        by_state = by_state.where(delivery.c.run == ids[0])
    found: dict[str, dict[str, int]] = {}
    for run_id, state, count in connection.execute(by_state):
        found.setdefault(run_id, {})[state] = count
    return {run_id: _counts(states) for run_id, states in found.items() if run_id in set(ids)}


@whole(lambda row: _("Message {number} of the sending {id}").format(number=row["number"], id=row["run"]))
def delivery_of(row: Mapping[Any, Any]) -> Delivery:
    """Return the delivery a whole row holds. Raises LibraryDamaged where it is torn."""
    return Delivery(
        run=row["run"],
        number=row["number"],
        contact=row["contact"],
        address=row["address"],
        message_id=row["message_id"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        code=row["code"],
        said=row["said"],
        token=row["token"],
        values=read_values(row["merge_values"]),
        updated=moment_of(row["updated"]),
        claimed=_moment(row["claimed"]),
    )


def write_values(values: Iterable[tuple[str, str]]) -> str:
    """Return merge values as the text a row holds, sorted by name."""
    return to_json(sorted(map(list, values)))


def read_values(text: str) -> tuple[tuple[str, str], ...]:
    """Return the merge values a row holds."""
    return tuple((name, value) for name, value in json.loads(text)) if text else ()


def redacted(text: str) -> str:
    """Return one short line without anything that looks like a mail address.

    >>> redacted("550 5.1.1 <a@example.org>: no such user")
    '550 5.1.1 … no such user'
    """
    line = " ".join(text.split())
    return (_ADDRESS.sub("…", line) if "@" in line else line)[:_LONGEST]


@whole(lambda row: _("The sending {id}").format(id=row["id"]))
def _run(row: Mapping[Any, Any]) -> Run:
    values: dict[str, Any] = {column.name: row[column.name] for column in run.columns}
    values |= {name: _moment(values[name]) for name in ("created", "prepared", "begins", "ended")}
    values |= {"state": RunState(row["state"]), "reason": PauseReason(row["reason"])}
    return Run(**values)


def _moment(count: int | None) -> datetime | None:
    return None if count is None else moment_of(count)


def _counts(states: dict[str, int]) -> Counts:
    def number(*wanted: DeliveryState) -> int:
        return sum(states.get(state, 0) for state in wanted)

    return Counts(
        candidates=sum(states.values()),
        sent=number(DeliveryState.SENT),
        failed=number(DeliveryState.FAILED),
        suppressed=number(DeliveryState.SUPPRESSED),
        excluded=number(DeliveryState.EXCLUDED),
        cancelled=number(DeliveryState.CANCELLED),
        unknown=number(DeliveryState.UNKNOWN),
        pending=number(DeliveryState.PENDING, DeliveryState.SENDING),
    )
