"""Lets go of whom old runs went to."""

from sqlalchemy import ColumnElement, Connection, String, cast, literal, select, update

from newsletter_app.content.run import DeliveryState
from newsletter_app.library.run_states import ENDED
from newsletter_app.library.schema import delivery, run

_OPEN = [str(DeliveryState.PENDING), str(DeliveryState.SENDING)]


def forget_addresses(connection: Connection, before: int) -> int:
    """Empty what names a person in the deliveries of runs that ended before a moment; return how many."""
    ended = select(run.c.id).where(run.c.ended < before, run.c.state.in_([str(state) for state in ENDED]))
    named: ColumnElement[bool] = (delivery.c.address != "") | (delivery.c.contact != "")
    old = update(delivery).where(delivery.c.run.in_(ended), delivery.c.state.not_in(_OPEN), named)
    # Each row of a run needs a key of its own.
    key = literal("forgotten-") + cast(delivery.c.number, String)
    return connection.execute(
        old.values(contact="", address="", address_key=key, token="", merge_values="[]")
    ).rowcount
