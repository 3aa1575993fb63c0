"""Lets go again of those who left after a state of the library that was taken back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from newsletter_app.content.address import address_key
from newsletter_app.library.contacts import mark_unsubscribed
from newsletter_app.library.erasing import take_out
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.mail_tests import ADDRESSES
from newsletter_app.library.person import person_at
from newsletter_app.library.schema import contact, delivery, suppression
from newsletter_app.library.settings_rows import read_setting
from newsletter_app.library.suppressions import Suppressed


@dataclass(frozen=True, slots=True)
class LeftAgain:
    """How many people were erased, or noted as having left, with what the erased ones went by."""

    number: int
    traces: frozenset[str]


def erase_again(connection: Connection, hash_address: HashAddress, moment: int) -> LeftAgain:
    """Erase, or note as having left, each person who stands here and left by hash."""
    left = {
        row.hash: row.reason for row in connection.execute(select(suppression.c.hash, suppression.c.reason))
    }
    number, traces = 0, set[str]()
    for key in sorted(set(_keys(connection))):
        reason = left.get(hash_address(key))
        if reason == Suppressed.ERASED:
            person = person_at(connection, key)
            take_out(connection, person, hash_address, moment)
            traces.update(person.needles)
            number += 1
        elif reason is not None:
            number += mark_unsubscribed(connection, key, moment)
    return LeftAgain(number, frozenset(traces))


def _keys(connection: Connection) -> Iterator[str]:
    """Give the keys of all addresses that are written down of people."""
    yield from connection.execute(select(contact.c.address_key)).scalars()
    sent_to = connection.execute(select(delivery.c.address_key).distinct()).scalars()
    yield from (key for key in sent_to if "@" in key)
    for address in json.loads(read_setting(connection, ADDRESSES) or "[]"):
        yield address_key(address)
