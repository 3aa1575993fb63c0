"""Reads who on a list may be written to at this moment."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.run_drafts import Candidate
from newsletter_app.library.schema import contact, membership, suppression


class Standing:
    """The people on a list as a transaction sees them; who left for good or is suppressed is barred."""

    def __init__(self, connection: Connection, list_id: str, hash_address: HashAddress) -> None:
        people = (
            select(contact.c.id, contact.c.address_key, contact.c.unsubscribed)
            .join(membership, membership.c.contact == contact.c.id)
            .where(membership.c.list == list_id)
        )
        rows = connection.execute(people).all()
        self._suppressed = frozenset(connection.execute(select(suppression.c.hash)).scalars())
        self._keys = {row.id: row.address_key for row in rows}
        self._hashes = {row.id: hash_address(row.address_key) for row in rows}
        self._left = frozenset(row.id for row in rows if row.unsubscribed is not None)

    def is_as_shown(self, candidates: Iterable[Candidate]) -> bool:
        """Tell whether everybody shown is still there by the same address, and nobody else could get it."""
        shown = {each.contact: each for each in candidates}
        stay = all(self._keys.get(each.contact) == each.address_key for each in shown.values())
        return stay and all(self.is_barred(each) for each in self._keys if each not in shown)

    def is_barred(self, contact_id: str) -> bool:
        """Tell whether nothing may be sent to somebody on the list."""
        return contact_id in self._left or self._hashes[contact_id] in self._suppressed

    def hash_of(self, contact_id: str) -> str:
        """Return the keyed hash of the address of somebody on the list."""
        return self._hashes[contact_id]
