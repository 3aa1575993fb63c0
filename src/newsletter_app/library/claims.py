"""Gives out the messages of a run one by one, each only after that is safely written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select, update

from newsletter_app.content.run import Delivery, DeliveryState, RunState
from newsletter_app.i18n import _
from newsletter_app.library.compiled import Compiled, Values
from newsletter_app.library.database import Database
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.once_more import once_more
from newsletter_app.library.run_rows import delivery_of, redacted
from newsletter_app.library.run_states import no_such_run, taken_over
from newsletter_app.library.schema import contact, delivery, membership, run, suppression

MOST_ATTEMPTS = 5
OUTCOMES = frozenset({DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.PENDING})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed message: SENT, FAILED, UNKNOWN, or PENDING where it surely was not taken.

    `attempts` is how many more tries it counts for: 0 where the message is not to blame. The fifth try that
    leaves it pending makes it failed.
    """

    number: int
    state: DeliveryState
    code: int = 0
    said: str = ""
    attempts: int = 1

    def __post_init__(self) -> None:
        if self.state not in OUTCOMES:
            raise ValueError(self.state)


@dataclass(frozen=True, slots=True)
class Claimed:
    """The message to send now, None where there is none to claim; `state` is the run's at that moment."""

    delivery: Delivery | None
    state: RunState


_HERE = (delivery.c.run == bindparam("run_id")) & (delivery.c.number == bindparam("at"))
_IN_HAND = _HERE & (delivery.c.state == str(DeliveryState.SENDING))
_WRITTEN: Mapping[str, Any] = {
    "state": bindparam("to"),
    "code": bindparam("code"),
    "said": bindparam("said"),
    "attempts": delivery.c.attempts + bindparam("more"),
    "updated": bindparam("moment"),
}
_write = Compiled(
    update(delivery).where(_IN_HAND, delivery.c.claimed_by == bindparam("claimer")).values(_WRITTEN)
)
_write_for_anybody = Compiled(update(delivery).where(_IN_HAND).values(_WRITTEN))
_tries = Compiled(
    select(delivery.c.attempts, run.c.state).join(run, run.c.id == delivery.c.run).where(_IN_HAND)
)
_first_pending = (
    select(delivery.c.number)
    .where(
        delivery.c.run == bindparam("run_id"),
        delivery.c.state == str(DeliveryState.PENDING),
        delivery.c.number > bindparam("after"),
        delivery.c.attempts < MOST_ATTEMPTS,
    )
    .order_by(delivery.c.number)
    .limit(1)
    .scalar_subquery()
)
_next = Compiled(
    select(
        run.c.state.label("run_state"),
        exists(select(suppression.c.hash)).label("any_suppressed"),
        membership.c.contact.label("member"),
        contact.c.unsubscribed,
        *delivery.c,
    )
    .select_from(
        run.outerjoin(delivery, (delivery.c.run == run.c.id) & (delivery.c.number == _first_pending))
        .outerjoin(
            membership, (membership.c.list == run.c.list) & (membership.c.contact == delivery.c.contact)
        )
        .outerjoin(contact, contact.c.id == delivery.c.contact)
    )
    .where(run.c.id == bindparam("run_id"))
)
_is_suppressed = Compiled(select(suppression.c.reason).where(suppression.c.hash == bindparam("hash")))
_take = Compiled(
    update(delivery)
    .where(_HERE, delivery.c.state == str(DeliveryState.PENDING))
    .values(
        state=str(DeliveryState.SENDING),
        claimed_by=bindparam("claimer"),
        claimed=bindparam("moment"),
        updated=bindparam("now"),
    )
)
_leave_out = Compiled(
    update(delivery)
    .where(_HERE, delivery.c.state == str(DeliveryState.PENDING))
    .values(state=str(DeliveryState.SUPPRESSED), updated=bindparam("moment"))
)


class Claims:
    """The messages of runs in somebody's hands; each call counts wholly, on the disk, or not at all."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    @once_more
    def claim(
        self, run_id: str, claimer: str, hash_address: HashAddress, outcome: Outcome | None, after: int
    ) -> Claimed:
        """Write what became of the message before, then take the first pending one numbered past `after`.

        Raises Missing, LibraryUnwritable, Conflict where the message before is not in the claimer's hands.
        """
        moment = micros(self._now())
        with self._database.writing_regardless() as connection:
            if outcome is not None:
                _record(connection, run_id, outcome, moment, claimer)
            return self._take_next(connection, run_id, claimer, hash_address, after, moment)

    @once_more
    def record(self, run_id: str, outcome: Outcome) -> None:
        """Write what became of a message that is in somebody's hands. Raises Conflict, LibraryUnwritable."""
        with self._database.writing_regardless() as connection:
            _record(connection, run_id, outcome, micros(self._now()))

    @once_more
    def take_over(self, run_id: str, claimer: str) -> int:
        """Make every message in somebody's hands unknown; return how many.

        Only for the one who holds the run's lock: whoever had them is dead.
        """
        with self._database.writing() as connection:
            here = (delivery.c.run == run_id) & (delivery.c.state == str(DeliveryState.SENDING))
            values = {
                "state": str(DeliveryState.UNKNOWN),
                "claimed_by": claimer,
                "attempts": delivery.c.attempts + 1,
                "said": _("The program ended before the server had answered."),
                "updated": micros(self._now()),
            }
            return connection.execute(update(delivery).where(here).values(values)).rowcount

    def _take_next(
        self,
        connection: Connection,
        run_id: str,
        claimer: str,
        hash_address: HashAddress,
        after: int,
        moment: int,
    ) -> Claimed:
        while True:
            row = _next.first(connection, {"run_id": run_id, "after": after})
            if row is None:
                raise no_such_run(run_id)
            state = RunState(row["run_state"])
            if state is not RunState.RUNNING or row["number"] is None:
                return Claimed(None, state)
            here = {"run_id": run_id, "at": row["number"], "claimer": claimer, "moment": moment}
            if _may_be_sent(connection, row, hash_address):
                _see_one(_take.change(connection, here | {"now": moment}))
                return Claimed(_as_taken(row, moment), state)
            _see_one(_leave_out.change(connection, here))


def _record(
    connection: Connection, run_id: str, outcome: Outcome, moment: int, claimer: str | None = None
) -> None:
    here = {"run_id": run_id, "at": outcome.number}
    values = here | {
        "to": str(_outcome_state(connection, here, outcome)),
        "code": outcome.code,
        "said": redacted(outcome.said),
        "more": outcome.attempts,
        "moment": moment,
        "claimer": claimer,
    }
    _see_one((_write_for_anybody if claimer is None else _write).change(connection, values))


def _outcome_state(connection: Connection, here: Values, outcome: Outcome) -> DeliveryState:
    """Return the state to write: one tried often enough, or called off, does not stay pending."""
    if outcome.state is not DeliveryState.PENDING:
        return outcome.state
    row = _tries.first(connection, here)
    if row is None:
        raise taken_over()
    if row["attempts"] + outcome.attempts >= MOST_ATTEMPTS:
        return DeliveryState.FAILED
    return DeliveryState.CANCELLED if row["state"] == RunState.CANCELLED else DeliveryState.PENDING


def _may_be_sent(connection: Connection, row: Values, hash_address: HashAddress) -> bool:
    """Tell whether the reader is still on the list, has not unsubscribed, and is not suppressed."""
    if not row["address"] or row["member"] is None or row["unsubscribed"] is not None:
        return False
    if not row["any_suppressed"]:
        return True
    return _is_suppressed.first(connection, {"hash": hash_address(row["address_key"])}) is None


def _see_one(changed: int) -> None:
    if changed != 1:
        raise taken_over()


def _as_taken(row: Values, moment: int) -> Delivery:
    return delivery_of(row | {"state": DeliveryState.SENDING, "claimed": moment, "updated": moment})
