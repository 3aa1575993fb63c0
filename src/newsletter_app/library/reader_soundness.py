"""Finds readers, lists or accounts that cannot be read."""

import json
import re
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from newsletter_app.content.address import address_key
from newsletter_app.content.kinds import Kind
from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.contact_rows import contact_of, membership_of
from newsletter_app.library.schema import (
    account,
    contact,
    item,
    mail_test,
    membership,
    reader_list,
    suppression,
)
from newsletter_app.library.tidying import folded

_TORN = (ValueError, KeyError, TypeError, OverflowError, LibraryDamaged)
_HASH = re.compile(r"[0-9a-f]{64}")
_PARTS = ("host", "sender", "port")


def _in_contacts(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(contact)).mappings():
        try:
            reader = contact_of(row)
            is_whole = address_key(reader.address) == row["address_key"] and bool(reader.token)
        except _TORN:
            is_whole = False
        if not is_whole:
            yield _("The reader {id} cannot be read wholly.").format(id=row["id"])


def _in_memberships(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(membership)).mappings():
        try:
            membership_of(row)
        except _TORN:
            yield _("Why the reader {id} is on the list {list} cannot be read.").format(
                id=row["contact"], list=row["list"]
            )


def _in_lists(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(reader_list)).mappings():
        if not row["name"] or row["folded"] != folded(row["name"]):
            yield _("The list “{name}” ({id}) is not found by its name.").format(
                name=row["name"], id=row["id"]
            )


def _in_suppressions(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(suppression)).mappings():
        if not (_HASH.fullmatch(row["hash"]) and row["reason"]):
            yield _("An entry of those who left cannot be read: one of them might be written to.")


def _in_accounts(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(account)).mappings():
        try:
            details = json.loads(row["details"])
            Security(details["security"]), SignIn(details["sign_in"])
            is_whole = all(details[part] for part in _PARTS) and row["folded"] == folded(row["name"])
        except _TORN:
            is_whole = False
        if not is_whole:
            yield _("The mail account “{name}” ({id}) cannot be read wholly.").format(
                name=row["name"], id=row["id"]
            )


def _in_mail_tests(connection: Connection) -> Iterator[str]:
    newsletters = select(item.c.id).where(item.c.kind == str(Kind.NEWSLETTER))
    lost = select(mail_test.c.newsletter).where(mail_test.c.newsletter.not_in(newsletters))
    for item_id in connection.execute(lost).scalars():
        yield _("A test mail is kept for {id}, which is no newsletter.").format(id=item_id)


LOOKS_AT_READERS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _in_contacts,
    _in_memberships,
    _in_lists,
    _in_suppressions,
    _in_accounts,
    _in_mail_tests,
)
