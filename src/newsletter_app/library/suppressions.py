"""Remembers by keyed hashes who may not be written to."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from newsletter_app.errors import LibraryError, Open
from newsletter_app.i18n import _
from newsletter_app.library.batches import batches
from newsletter_app.library.schema import suppression


class Suppressed(StrEnum):
    """Why somebody may not be written to."""

    UNSUBSCRIBED = "unsubscribed"
    ERASED = "erased"


def suppressed_among(connection: Connection, hashes: Iterable[str]) -> frozenset[str]:
    """Return those of the hashes whose people may not be written to."""
    found: set[str] = set()
    for some in batches(hashes):
        found.update(
            connection.execute(select(suppression.c.hash).where(suppression.c.hash.in_(some))).scalars()
        )
    return frozenset(found)


def has_suppressions(connection: Connection) -> bool:
    """Tell whether anybody may not be written to."""
    return connection.execute(select(suppression.c.hash).limit(1)).first() is not None


def keep_out(connection: Connection, hashed: str, reason: str, moment: int) -> bool:
    """Remember that this person may not be written to; tell whether that is new.

    Who was suppressed before keeps the moment of then; an erasure replaces the reason.
    """
    known = connection.execute(select(suppression.c.reason).where(suppression.c.hash == hashed)).scalar()
    if known in (reason, Suppressed.ERASED):
        return False
    row = insert(suppression).values(hash=hashed, reason=str(reason), since=moment)
    later = {"reason": str(reason)} if reason == Suppressed.ERASED else {}
    connection.execute(row.on_conflict_do_update(set_=later) if later else row.on_conflict_do_nothing())
    return True


def refusal() -> LibraryError:
    """Return the error for adding somebody who may not be written to."""
    return LibraryError(
        _("This person left, or was erased, and may not be written to."),
        hint=_("Only they themselves can change that; the address was not added."),
        action=Open.READERS,
    )
