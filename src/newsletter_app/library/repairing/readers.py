"""Puts readers together again: who they are, which lists they are on, and who left."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsletter_app.content.address import address_key
from newsletter_app.content.ids import is_id
from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.contact_rows import contact_of, membership_of, new_token
from newsletter_app.library.repairing.possible import possible_moment, possible_moment_or_none
from newsletter_app.library.repairing.shapes import TORN, Row, Rows
from newsletter_app.library.repairing.told import NO_LETTER, Told
from newsletter_app.library.tidying import folded

_TORN = (ValueError, KeyError, TypeError, OverflowError, LibraryDamaged)


@dataclass(frozen=True, slots=True)
class Readership:
    """The rows of readers, lists, memberships, accounts, and of those who left."""

    contacts: tuple[Row, ...]
    lists: tuple[Row, ...]
    memberships: tuple[Row, ...]
    suppressions: tuple[Row, ...]
    accounts: tuple[Row, ...]
    told: tuple[Told, ...]


def mend_readers(rows: Rows, left_before: Iterable[Row]) -> Readership:
    """Return whom one may still write to: nobody of whom that cannot be read.

    `left_before` are rows of those who left by backups: whoever is in one of them stays out.
    """
    told: list[Told] = []
    contacts = _contacts(rows["contact"], told)
    memberships = _memberships(rows["membership"], {row["id"] for row in contacts}, told)
    lists = _lists(rows["reader_list"], [row["list"] for row in memberships], told)
    return Readership(
        tuple(contacts),
        tuple(lists),
        tuple(memberships),
        tuple(_suppressions([*rows["suppression"], *left_before])),
        tuple(_accounts(rows["account"], told)),
        tuple(told),
    )


def _contacts(rows: Iterable[Row], told: list[Told]) -> list[Row]:
    known: dict[str, Row] = {}
    ids, tokens = set(), set()
    for row in sorted(rows, key=lambda row: (row["unsubscribed"] is None, row[TORN])):
        mended = _contact(row)
        if mended is None or row["id"] in ids:
            said = _("The reader {id} cannot be read.").format(id=row["id"])
            told.append(Told(_("A reader cannot be read.") if NO_LETTER in said else said, is_loss=True))
        elif mended["address_key"] not in known:
            if mended["token"] in tokens:
                mended["token"] = new_token()
            known[mended["address_key"]] = mended
            ids.add(mended["id"])
            tokens.add(mended["token"])
    return list(known.values())


def _contact(row: Row) -> Row | None:
    """Return the row of a reader whose address can be read, with what else can be."""
    address = row["address"] if _key(row["address"]) == row["address_key"] else row["address_key"]
    if not is_id(row["id"]) or _key(address) is None:
        return None
    mended = {
        **row,
        "address": address,
        "address_key": _key(address),
        "fields": _pairs(row["fields"]),
        "token": row["token"] or new_token(),
        "created": possible_moment(row["created"]),
        "unsubscribed": possible_moment_or_none(row["unsubscribed"]),
    }
    return mended if _is_readable(mended) else None


def _is_readable(row: Row) -> bool:
    try:
        return bool(address_key(contact_of(row).address) == row["address_key"])
    except _TORN:
        return False


def _key(address: str) -> str | None:
    try:
        return address_key(address) if "@" in address and "\ufffd" not in address else None
    except _TORN:
        return None


def _pairs(text: str) -> str:
    try:
        pairs = json.loads(text)
        return text if all(len(pair) == 2 for pair in pairs) else "[]"
    except _TORN:
        return "[]"


def _memberships(rows: Iterable[Row], people: set[str], told: list[Told]) -> list[Row]:
    kept: dict[tuple[str, str], Row] = {}
    lost: Counter[str] = Counter()
    for row in rows:
        if row["contact"] in people and is_id(row["list"]) and _has_ground(row):
            kept[row["list"], row["contact"]] = row
        else:
            lost[row["list"]] += 1
    for number in lost.values():
        message = ngettext(
            "{number} reader is no longer on a list: why they may be written to cannot be read.",
            "{number} readers are no longer on a list: why they may be written to cannot be read.",
            number,
        )
        told.append(Told(message.format(number=number), is_loss=True))
    return list(kept.values())


def _has_ground(row: Any) -> bool:
    try:
        membership_of(row)
    except _TORN:
        return False
    return not row[TORN]


def _lists(rows: Iterable[Row], wanted: Iterable[str], told: list[Told]) -> list[Row]:
    """Return the lists, with one for each whose name is lost while readers are on it."""
    kept: dict[str, Row] = {}
    for row in rows:
        if is_id(row["id"]) and row["name"].strip():
            kept[row["id"]] = {**row, "created": possible_moment(row["created"])}
    for list_id in wanted:
        if list_id not in kept:
            name = _("Recovered list {id}").format(id=list_id)
            kept[list_id] = {"id": list_id, "name": name, "list_id": list_id, "created": 0}
            told.append(
                Told(
                    _("The name of a list was lost; it is now called “{name}”.").format(name=name),
                    is_loss=True,
                )
            )
    return list(_told_apart(kept.values()))


def _told_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Give each list a name and a List-Id that no other has."""
    names: set[str] = set()
    for row in rows:
        name, number = row["name"], 1
        while folded(name) in names:
            number += 1
            name = f"{row['name']} {number}"
        names.add(folded(name))
        list_id = row["list_id"] if is_id(row["list_id"]) else row["id"]
        yield {**row, "name": name, "folded": folded(name), "list_id": list_id}


def _suppressions(rows: Iterable[Row]) -> list[Row]:
    """Return who left, each once, for the strongest reason that was ever given and since the first time."""
    kept: dict[str, Row] = {}
    for row in rows:
        before = kept.get(row["hash"], row)
        reason = min(
            row["reason"] or "unsubscribed", before["reason"] or "unsubscribed"
        )  # erased comes first
        kept[row["hash"]] = {**row, "reason": reason, "since": min(row["since"], before["since"])}
    return list(kept.values())


def _accounts(rows: Iterable[Row], told: list[Told]) -> Iterator[Row]:
    names: set[str] = set()
    for row in rows:
        if _is_account(row) and folded(row["name"]) not in names:
            names.add(folded(row["name"]))
            yield {**row, "folded": folded(row["name"])}
        else:
            message = _("The mail account “{name}” cannot be read; set it up again.")
            told.append(Told(message.format(name=row["name"]), is_loss=True))


def _is_account(row: Row) -> bool:
    try:
        details = json.loads(row["details"])
        Security(details["security"]), SignIn(details["sign_in"])
        return bool(
            not row[TORN] and is_id(row["id"]) and row["name"] and details["host"] and details["sender"]
        )
    except _TORN:
        return False
