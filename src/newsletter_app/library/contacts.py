"""Keeps what is known of each reader."""

import unicodedata
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select, update

from newsletter_app.content.address import address_key
from newsletter_app.content.contact import Contact
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import Conflict, LibraryError, Open
from newsletter_app.i18n import _
from newsletter_app.library.batches import batches
from newsletter_app.library.contact_rows import contact_of, contact_row, contact_values, missing_reader
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.schema import contact, membership
from newsletter_app.library.suppressions import Suppressed, keep_out, refusal, suppressed_among
from newsletter_app.library.tidy_contact import tidy_contact

_NAMED = (contact.c.first_name != "") | (contact.c.last_name != "")
_ORDER: tuple[ColumnElement[Any], ...] = (
    _NAMED.desc(),
    func.lower(contact.c.last_name),
    func.lower(contact.c.first_name),
    contact.c.address_key,
)
_SEARCHED = (contact.c.id, contact.c.first_name, contact.c.last_name, contact.c.address)


def found_contact(connection: Connection, who: str) -> Contact:
    """Return the reader with that address in whatever spelling, that id, or that token. Raises Missing."""
    plain = without_control_characters(who).strip()
    ways = (
        contact.c.address_key == address_key(plain),
        contact.c.id == plain.lower(),
        contact.c.token == plain,
    )
    for way in ways:
        row = connection.execute(select(contact).where(way)).mappings().first()
        if row is not None:
            return contact_of(row)
    raise missing_reader()


def people(connection: Connection, list_id: str, words: str, start: int, count: int) -> tuple[Contact, ...]:
    """Return readers by name (those without one last), then address, from place `start` (from 0) on."""
    if words.strip():
        return _by_ids(connection, _ids(connection, list_id, words)[start : start + count])
    wanted = _scope(select(contact), list_id).order_by(*_ORDER).limit(count).offset(start)
    return tuple(map(contact_of, connection.execute(wanted).mappings()))


def count(connection: Connection, list_id: str, words: str) -> int:
    """Count the readers `people` would return."""
    if words.strip():
        return len(_ids(connection, list_id, words))
    return int(connection.execute(_scope(select(func.count(contact.c.id)), list_id)).scalar_one())


def save_contact(
    connection: Connection,
    reader: Contact,
    hash_address: HashAddress | None,
    before: Contact | None,
    moment: int,
) -> bool:
    """Write a reader's new state, and tell whether it differs; id, token and moments stay as they are.

    Raises Conflict, Missing, ContentError, LibraryError where the new address may not be written to.
    """
    row = contact_row(connection, reader.id)
    known = contact_of(row)
    if before is not None and before != known:
        raise _changed_meanwhile()
    fresh, key = tidy_contact(reader)
    fresh = replace(fresh, token=known.token, created=known.created, unsubscribed=known.unsubscribed)
    if key != row["address_key"]:
        hashed = _hash_of_free(connection, fresh, key, hash_address)
        if fresh.unsubscribed is not None:
            keep_out(connection, hashed, Suppressed.UNSUBSCRIBED, moment)
    if fresh == known:
        return False
    connection.execute(update(contact).where(contact.c.id == fresh.id).values(contact_values(fresh, key)))
    return True


def unsubscribe(connection: Connection, contact_id: str, hash_address: HashAddress, moment: int) -> bool:
    """Keep a reader from being written to, and tell whether that is new. Raises Missing."""
    row = contact_row(connection, contact_id)
    is_new = keep_out(connection, hash_address(row["address_key"]), Suppressed.UNSUBSCRIBED, moment)
    return mark_unsubscribed(connection, row["address_key"], moment) or is_new


def mark_unsubscribed(connection: Connection, key: str, moment: int) -> bool:
    """Note the moment on the reader with that address key, where there is one; tell whether it is new."""
    left = update(contact).where(contact.c.address_key == key, contact.c.unsubscribed.is_(None))
    return connection.execute(left.values(unsubscribed=moment)).rowcount > 0


def leave(connection: Connection, list_id: str, contact_id: str) -> bool:
    """Take a reader off one list, and tell whether they were on it. Raises Missing.

    A run that is under way passes them over: each claim looks whether its reader is still on the list.
    """
    contact_row(connection, contact_id)
    off = delete(membership).where(membership.c.list == list_id, membership.c.contact == contact_id)
    return connection.execute(off).rowcount > 0


def _scope(wanted: Select[Any], list_id: str) -> Select[Any]:
    if not list_id:
        return wanted
    joined = wanted.join(membership, membership.c.contact == contact.c.id)
    return joined.where(membership.c.list == list_id)


def _ids(connection: Connection, list_id: str, words: str) -> list[str]:
    """Return the ids, in order, of those in whose name or address every word stands."""
    wanted = _plain(words).split()
    rows = connection.execute(_scope(select(*_SEARCHED), list_id).order_by(*_ORDER))
    texts = ((row[0], _plain(f"{row[1]} {row[2]} {row[3]}")) for row in rows)
    return [contact_id for contact_id, text in texts if all(word in text for word in wanted)]


def _by_ids(connection: Connection, ids: list[str]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for some in batches(ids):
        rows = connection.execute(select(contact).where(contact.c.id.in_(some))).mappings()
        found |= {row["id"]: contact_of(row) for row in rows}
    return tuple(found[contact_id] for contact_id in ids)


def _plain(text: str) -> str:
    """Return the text without case or accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _hash_of_free(connection: Connection, reader: Contact, key: str, hash_address: HashAddress | None) -> str:
    """Return the hash of an address; refuse one that another reader has, or that may not be written to."""
    other = select(contact.c.id).where(contact.c.address_key == key, contact.c.id != reader.id)
    if connection.execute(other).first() is not None:
        raise Conflict(
            _("Another reader has that address."),
            hint=_("Look for it among the readers, and keep one of the two."),
            action=Open.READERS,
        )
    if hash_address is None:
        raise _cannot_be_compared()
    hashed = hash_address(key)
    if suppressed_among(connection, [hashed]):
        raise refusal()
    return hashed


def _cannot_be_compared() -> LibraryError:
    return LibraryError(
        _("The new address cannot be compared with those who left."),
        hint=_("Bring back the key of that list from the library's backup, then change the address."),
        action=Open.READERS,
    )


def _changed_meanwhile() -> Conflict:
    return Conflict(
        _("Somebody changed this reader meanwhile."),
        hint=_("Open the reader again, then make the change."),
        action=Open.READERS,
    )
