"""Erases one person from every table."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import DeliveryState
from newsletter_app.i18n import _
from newsletter_app.library.encoding import to_json
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.person import Person, rows_naming
from newsletter_app.library.schema import (
    account,
    contact,
    delivery,
    item,
    mail_test,
    revision,
    run,
    run_content,
    setting,
)
from newsletter_app.library.settings_rows import write_setting
from newsletter_app.library.suppressions import Suppressed, keep_out

_DELIVERY = update(delivery).where(delivery.c.run == bindparam("of"), delivery.c.number == bindparam("at"))
_SAID = {table: update(table).where(table.c.said == bindparam("spoken")) for table in (run, delivery)}


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of an erasure.

    `mentions` are ids and titles of items that name the address now or in a kept revision: somebody must edit
    these. `elsewhere` says where else it stands that nothing was changed. `remains` are files in which bytes
    may be left, because somebody else reads the library just now; usually none.
    """

    changes: Changes
    mentions: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()
    remains: tuple[Path, ...] = ()


def erase(connection: Connection, person: Person, hash_address: HashAddress, moment: int) -> Erased:
    """Delete what is known of the person, but keep by hash that they must not be written to.

    Deliveries keep their state, those that wait become suppressed; mail tests, remembered test addresses and
    words that name them go.
    """
    return Erased(
        take_out(connection, person, hash_address, moment),
        mentions=tuple(_mentions(connection, person)),
        elsewhere=tuple(_elsewhere(connection, person)),
    )


def take_out(connection: Connection, person: Person, hash_address: HashAddress, moment: int) -> Changes:
    """Do what `erase` does, without looking where else the person is named."""
    for key in person.keys:
        keep_out(connection, hash_address(key), Suppressed.ERASED, moment)
    runs = _erase_deliveries(connection, person, hash_address, moment)
    _erase_what_was_said(connection, person)
    newsletters = _erase_tests(connection, person)
    is_forgotten = _forget_in_settings(connection, person)
    connection.execute(delete(contact).where(contact.c.address_key.in_(person.keys)))
    return Changes(readers=True, runs=runs, newsletters=newsletters, accounts=is_forgotten)


def _erase_deliveries(
    connection: Connection, person: Person, hash_address: HashAddress, moment: int
) -> frozenset[str]:
    theirs = or_(delivery.c.address_key.in_(person.keys), delivery.c.contact == (person.contact or None))
    rows = connection.execute(select(delivery).where(theirs)).mappings().all()
    changes = [
        {
            "of": row["run"],
            "at": row["number"],
            "address_key": hash_address(row["address_key"])
            if "@" in row["address_key"]
            else row["address_key"],
            "state": _next_state(row["state"]),
            "updated": row["updated"] if _next_state(row["state"]) == row["state"] else moment,
            "contact": "",
            "address": "",
            "token": "",
            "merge_values": "[]",
        }
        for row in rows
    ]
    if changes:
        connection.execute(_DELIVERY, changes)
    return frozenset(row["run"] for row in rows)


def _next_state(state: str) -> str:
    return str(DeliveryState.SUPPRESSED) if state == DeliveryState.PENDING else state


def _erase_what_was_said(connection: Connection, person: Person) -> None:
    """Empty what a server said about a run or a message, where it names the person after all."""
    for table, statement in _SAID.items():
        for row in list(rows_naming(connection, table, person)):
            if person.is_named_in(row["said"]):
                connection.execute(statement, {"spoken": row["said"], "said": ""})


def _erase_tests(connection: Connection, person: Person) -> frozenset[str]:
    """Forget the last test mail of newsletters where it names the person; return which these are."""
    named = frozenset(row["newsletter"] for row in rows_naming(connection, mail_test, person))
    connection.execute(delete(mail_test).where(mail_test.c.newsletter.in_(named)))
    return named


def _forget_in_settings(connection: Connection, person: Person) -> bool:
    """Take the person out of remembered lists of texts (test addresses, discreet words), and tell whether."""
    is_changed = False
    for row in list(rows_naming(connection, setting, person)):
        texts = _texts(row["value"])
        if texts:
            rest = [text for text in texts if not person.is_named_in(text)]
            write_setting(connection, row["key"], to_json(rest))
            is_changed = True
    return is_changed


def _texts(value: str) -> list[str]:
    """Return the texts of a setting that is a list of texts, else none."""
    if not value.startswith("["):
        return []
    values = json.loads(value)
    return values if all(isinstance(text, str) for text in values) else []


def _mentions(connection: Connection, person: Person) -> Iterator[tuple[str, str]]:
    named = {row["id"] for row in rows_naming(connection, item, person)}
    named |= {row["item"] for row in rows_naming(connection, revision, person)}
    titles = connection.execute(select(item.c.id, item.c.title).order_by(item.c.seat.desc()))
    return ((item_id, title) for item_id, title in titles if item_id in named)


def _elsewhere(connection: Connection, person: Person) -> Iterator[str]:
    for row in rows_naming(connection, setting, person):
        yield _("The address stands in the library's setting “{name}”.").format(name=row["key"])
    for row in rows_naming(connection, account, person):
        yield _("The address stands in the mail account “{name}”.").format(name=row["name"])
    for row in rows_naming(connection, run, person):
        yield _("The address stands in the title or subject of the sending {id}.").format(id=row["id"])
    for row in rows_naming(connection, run_content, person):
        yield _("The address stands in what was sent with the sending {id}.").format(id=row["run"])
