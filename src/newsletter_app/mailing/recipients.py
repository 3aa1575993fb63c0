"""Finds who on a list would get a newsletter."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.contact import Contact
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.readers import Readers
from newsletter_app.library.run_drafts import Candidate

_PAGE = 5_000
_SHOWN = 3
NO_ADDRESS = "no-address"
"""Why somebody is excluded whose address no mail can go to."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Everybody on a list, in the order of sending; `suppressed` are the ids of those who left for good."""

    candidates: tuple[Candidate, ...]
    suppressed: frozenset[str]

    @property
    def writable(self) -> tuple[Candidate, ...]:
        """Return those who would get it."""
        return tuple(
            each for each in self.candidates if not each.excluded and each.contact not in self.suppressed
        )

    @property
    def excluded(self) -> int:
        """Return how many have an address that no mail can go to."""
        return sum(1 for each in self.candidates if each.excluded and each.contact not in self.suppressed)

    @property
    def masked(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the first three and the last three of those who would get it, masked; nobody twice."""
        shown = [parse_address(each.address).masked for each in (*self.writable[:_SHOWN], *self._last)]
        return tuple(shown[:_SHOWN]), tuple(shown[_SHOWN:])

    @property
    def _last(self) -> tuple[Candidate, ...]:
        return self.writable[_SHOWN:][-_SHOWN:]


def recipients_of(readers: Readers, list_id: str, hash_address: HashAddress) -> Recipients:
    """Return everybody on a list. Raises SecretsUnavailable where nobody can tell who left."""
    people = list(_people(readers, list_id))
    is_anybody_out = readers.has_suppressions()
    candidates = tuple(map(_candidate, people))
    suppressed = {
        person.id
        for person, candidate in zip(people, candidates, strict=True)
        if person.unsubscribed is not None
        or (is_anybody_out and readers.is_suppressed(candidate.address_key, hash_address))
    }
    return Recipients(candidates, frozenset(suppressed))


def _people(readers: Readers, list_id: str) -> Iterator[Contact]:
    for start in count(0, _PAGE):
        page = readers.people(list_id, start=start, count=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return


def _candidate(person: Contact) -> Candidate:
    try:
        address = parse_address(person.address)
    except NotAnAddress:
        return Candidate(
            person.id, person.address, person.address.casefold(), person.token, excluded=NO_ADDRESS
        )
    values = tuple(sorted(person.merge_values.items()))
    return Candidate(person.id, address.text, address.key, person.token, values)
