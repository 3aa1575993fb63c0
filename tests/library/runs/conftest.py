"""Gives tests of sendings a list with people, and short words for what is done to a run."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import delete, insert, update

from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.content.run import DeliveryState, Run
from newsletter_app.library.claims import Claimed, Outcome
from newsletter_app.library.library import Library
from newsletter_app.library.moments import micros
from newsletter_app.library.run_drafts import Candidate, RunDraft
from newsletter_app.library.schema import contact, membership, reader_list, suppression

CLAIMER = "this-sender"
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Person:
    number: int

    @property
    def id(self) -> str:
        return f"person{self.number:06}"

    @property
    def key(self) -> str:
        return f"p{self.number}@example.test"

    @property
    def candidate(self) -> Candidate:
        address = self.key.upper().replace("EXAMPLE.TEST", "example.test")
        return Candidate(
            self.id, address, self.key, f"token{self.number}", (("first_name", f"P{self.number}"),)
        )


class Stage:
    """A library with one list, "l", and what a sender does with it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.runs = library.runs
        self.hashed: list[str] = []

    def hash_address(self, key: str) -> str:
        self.hashed.append(key)
        return hmac.new(b"a key", key.encode(), hashlib.sha256).hexdigest()

    def people(self, count: int, start: int = 1) -> tuple[Person, ...]:
        """Put people onto the list; numbers count on from `start`."""
        people = tuple(Person(number) for number in range(start, start + count))
        with self.library._database.writing() as connection:
            if start == 1:
                connection.execute(insert(reader_list), {"id": "l", "name": "L", "folded": "l"} | _LIST)
            if not people:
                return ()
            connection.execute(insert(contact), [_contact(person) for person in people])
            connection.execute(insert(membership), [_membership(person) for person in people])
        return people

    def suppress(self, person: Person, reason: str = "unsubscribed") -> None:
        row = {"hash": self.hash_address(person.key), "reason": reason, "since": 0}
        with self.library._database.writing() as connection:
            connection.execute(insert(suppression).prefix_with("OR IGNORE"), row)

    def unsubscribe(self, person: Person) -> None:
        with self.library._database.writing() as connection:
            here = update(contact).where(contact.c.id == person.id)
            connection.execute(here.values(unsubscribed=micros(LONG_AGO)))

    def take_off(self, person: Person) -> None:
        with self.library._database.writing() as connection:
            connection.execute(delete(membership).where(membership.c.contact == person.id))

    def draft(self, confirmed: int, **values: object) -> RunDraft:
        draft = RunDraft("n", "Spring", "Spring is here", "l", "L", "a", "A", b"content", "sha", confirmed)
        return replace(draft, **values)

    def ready(self, count: int, **values: object) -> Run:
        """Make a run to so many new people."""
        people = self.people(count)
        return self.prepare(people, **values)

    def prepare(self, people: tuple[Person, ...], confirmed: int | None = None, **values: object) -> Run:
        draft = self.draft(len(people) if confirmed is None else confirmed, **values)
        return self.runs.prepare(draft, [each.candidate for each in people], name_message, self.hash_address)

    def running(self, count: int, **values: object) -> Run:
        run = self.ready(count, **values)
        self.runs.begin(run.id, LONG_AGO)
        return self.runs.get(run.id)

    def claim(self, run: Run, outcome: Outcome | None = None, after: int = 0, by: str = CLAIMER) -> Claimed:
        return self.runs.claim(run.id, by, self.hash_address, outcome, after=after)

    def send(self, run: Run, count: int) -> None:
        """Claim so many messages, each one sent."""
        for _number in range(count):
            claimed = self.claim(run).delivery
            assert claimed is not None
            self.runs.record(run.id, Outcome(claimed.number, DeliveryState.SENT, 250))

    def make_unknown(self, run: Run, count: int = 1) -> tuple[int, ...]:
        """Claim so many messages, then lose their sender; return their numbers."""
        numbers = tuple(self.claim(run).delivery.number for _number in range(count))
        self.runs.take_over(run.id, "next-sender")
        return numbers

    def states(self, run: Run) -> list[str]:
        return [str(each.state) for each in self.runs.deliveries(run.id)]


def name_message(run_id: str, number: int) -> str:
    return f"<{run_id}.{number}@example.test>"


_LIST = {"list_id": "l.example.test", "created": 0}


def _contact(person: Person) -> dict[str, object]:
    names = {"first_name": "", "last_name": "", "language": "", "fields": "[]", "created": 0}
    return names | {
        "id": person.id,
        "address_key": person.key,
        "address": person.candidate.address,
        "token": person.candidate.token,
        "unsubscribed": None,
    }


def _membership(person: Person) -> dict[str, object]:
    consent = {"ground": "consent", "wording": "", "given": 0, "how": "", "source": "", "opt_out_offered": 1}
    return consent | {"list": "l", "contact": person.id, "joined": 0}


@pytest.fixture
def stage(library: Library) -> Stage:
    return Stage(library)


@pytest.fixture
def stage_of() -> Callable[[Library], Stage]:
    return Stage


@pytest.fixture
def an_account() -> MailAccount:
    return MailAccount("Office", "mail.example.test", 587, Security.STARTTLS, "news@example.test")
