"""Finds runs whose messages are lost or cannot be read."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, func, select

from newsletter_app.content.run import DeliveryState, PauseReason, RunState
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.run_rows import delivery_of
from newsletter_app.library.run_states import BEGUN_ALONE, ENDED
from newsletter_app.library.schema import delivery, run, run_content

_TORN = (ValueError, KeyError, TypeError, OverflowError, LibraryDamaged)


def _in_runs(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(run)).mappings():
        try:
            RunState(row["state"]), PauseReason(row["reason"])
        except ValueError:
            yield _("The sending {id} cannot be read.").format(id=row["id"])


def _in_contents(connection: Connection) -> Iterator[str]:
    """Look whether what is sent is there; a run is being prepared only within a transaction."""
    kept = select(run_content.c.run).where(run_content.c.run == run.c.id, run_content.c.content != b"")
    for run_id in connection.execute(select(run.c.id).where(~kept.exists(), ~BEGUN_ALONE)).scalars():
        yield _("What the sending {id} sends is missing.").format(id=run_id)


def _in_deliveries(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(delivery)).mappings():
        try:
            delivery_of(row)
        except _TORN:
            yield _("Message {number} of the sending {id} cannot be read wholly.").format(
                number=row["number"], id=row["run"]
            )


def _in_counts(connection: Connection) -> Iterator[str]:
    """Look whether each run still has all its messages, and an ended one none that waits."""
    waits = func.count().filter(delivery.c.state == str(DeliveryState.PENDING)).label("waits")
    columns = (run.c.id, run.c.state, func.count(delivery.c.number), func.max(delivery.c.number), waits)
    joined = select(*columns).join(delivery, delivery.c.run == run.c.id, isouter=True).group_by(run.c.id)
    for run_id, state, count, highest, waiting in connection.execute(joined):
        if count != (highest or 0):
            yield _("Messages of the sending {id} are missing.").format(id=run_id)
        if highest and waiting and state in map(str, ENDED):
            yield _("The sending {id} ended, but messages of it still wait.").format(id=run_id)


LOOKS_AT_RUNS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _in_runs,
    _in_contents,
    _in_deliveries,
    _in_counts,
)
