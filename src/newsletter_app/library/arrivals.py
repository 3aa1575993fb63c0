"""Brings readers from a file onto a list, all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Arrival, Contact, Membership
from newsletter_app.content.ids import new_id
from newsletter_app.library.batches import batches
from newsletter_app.library.contact_rows import (
    contact_of,
    contact_values,
    membership_values,
    new_token,
)
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.schema import contact, membership
from newsletter_app.library.suppressions import suppressed_among
from newsletter_app.library.tidy_contact import tidy_consent, tidy_contact

_REPLACED = ("address", "first_name", "last_name", "language", "fields")
_CHANGED = update(contact).where(contact.c.id == bindparam("which"))


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How many people came new, were completed or joined the list, were known already; the lines kept out.

    Each person counts once, however many lines they have. `suppressed` holds the lines of those who may not
    be written to.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    suppressed: tuple[int, ...] = ()

    @property
    def changes(self) -> Changes:
        """Return what the import changed."""
        return Changes(readers=bool(self.added or self.updated))


@dataclass(slots=True)
class _Gathering:
    """What an import is about to write; people go by the key of their address."""

    list_id: str
    moment: datetime
    people: dict[str, Contact]
    members: frozenset[str]
    fresh: dict[str, Contact] = field(default_factory=dict)
    changed: dict[str, Contact] = field(default_factory=dict)
    joined: dict[str, Membership] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def take(self, arrival: Arrival, key: str) -> None:
        """Add a person, or fill in what was empty."""
        self.seen.add(key)
        known = self.people.get(key)
        if known is None:
            person = replace(
                arrival.contact, id=new_id(), token=new_token(), created=self.moment, unsubscribed=None
            )
            self.fresh[key] = person
        else:
            person = completed(known, arrival.contact)
            if key in self.fresh:
                self.fresh[key] = person
            elif person != known:
                self.changed[key] = person
        self.people[key] = person
        if person.id not in self.members:
            new = Membership(self.list_id, person.id, tidy_consent(arrival.consent), self.moment)
            self.joined.setdefault(key, new)

    def result(self, suppressed: tuple[int, ...]) -> BroughtIn:
        """Return what came of it."""
        updated = (self.changed.keys() | self.joined.keys()) - self.fresh.keys()
        unchanged = len(self.seen) - len(self.fresh) - len(updated)
        return BroughtIn(len(self.fresh), len(updated), unchanged, suppressed)


def bring_in(
    connection: Connection,
    list_id: str,
    arrivals: Sequence[Arrival],
    hash_address: HashAddress,
    moment: datetime,
) -> BroughtIn:
    """Write the arrivals onto the list; who may not be written to stays out.

    Raises ContentError with the line of a wrong address.
    """
    tidied = [_tidied(arrival) for arrival in arrivals]
    keys = list(dict.fromkeys(key for _arrival, key in tidied))
    people = known_people(connection, keys)
    barred = _barred(connection, keys, hash_address) | {key for key in people if people[key].unsubscribed}
    gathering = _Gathering(list_id, moment, people, _members(connection, list_id))
    for arrival, key in tidied:
        if key not in barred:
            gathering.take(arrival, key)
    _write(connection, gathering)
    return gathering.result(tuple(arrival.line for arrival, key in tidied if key in barred))


def completed(known: Contact, arrived: Contact) -> Contact:
    """Return the reader as known, with what was empty filled from what arrived."""
    fields = dict(arrived.fields) | {name: value for name, value in known.fields if value}
    missing = {name: value for name, value in known.fields if name not in fields}
    return replace(
        known,
        first_name=known.first_name or arrived.first_name,
        last_name=known.last_name or arrived.last_name,
        language=known.language or arrived.language,
        fields=tuple(sorted((fields | missing).items())),
    )


def known_people(connection: Connection, keys: Iterable[str]) -> dict[str, Contact]:
    """Return the readers that have one of those address keys, by key."""
    found: dict[str, Contact] = {}
    for some in batches(keys):
        rows = connection.execute(select(contact).where(contact.c.address_key.in_(some))).mappings()
        found |= {row["address_key"]: contact_of(row) for row in rows}
    return found


def _tidied(arrival: Arrival) -> tuple[Arrival, str]:
    person, key = tidy_contact(arrival.contact, arrival.line)
    return replace(arrival, contact=person), key


def _barred(connection: Connection, keys: Iterable[str], hash_address: HashAddress) -> set[str]:
    key_of: Mapping[str, str] = {hash_address(key): key for key in keys}
    return {key_of[hashed] for hashed in suppressed_among(connection, key_of)}


def _members(connection: Connection, list_id: str) -> frozenset[str]:
    wanted = select(membership.c.contact).where(membership.c.list == list_id)
    return frozenset(connection.execute(wanted).scalars())


def _write(connection: Connection, gathering: _Gathering) -> None:
    if gathering.fresh:
        rows = [contact_values(person, key) for key, person in gathering.fresh.items()]
        connection.execute(insert(contact), rows)
    if gathering.changed:
        connection.execute(_CHANGED, [_change(person, key) for key, person in gathering.changed.items()])
    if gathering.joined:
        connection.execute(insert(membership), [membership_values(new) for new in gathering.joined.values()])


def _change(person: Contact, key: str) -> dict[str, object]:
    values = contact_values(person, key)
    return {"which": person.id, **{name: values[name] for name in _REPLACED}}
