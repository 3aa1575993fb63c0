"""Turns readers into rows, then back."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from newsletter_app.content.contact import Consent, Contact, Ground, Membership
from newsletter_app.errors import Missing, Open
from newsletter_app.i18n import _
from newsletter_app.library.encoding import to_json
from newsletter_app.library.moments import micros, moment_of
from newsletter_app.library.schema import contact, membership
from newsletter_app.library.torn_rows import whole

_TOKEN_BYTES = 24


def new_token() -> str:
    """Return what stands for a reader in a link: 192 random bits, of which nothing about them can be told."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


@whole(lambda row: _("The reader {id}").format(id=row["id"]))
def contact_of(row: Mapping[Any, Any]) -> Contact:
    """Return the reader a whole row holds. Raises LibraryDamaged where it is torn."""
    return Contact(
        address=row["address"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        language=row["language"],
        fields=pairs_of(row["fields"]),
        id=row["id"],
        token=row["token"],
        created=moment_of(row["created"]),
        unsubscribed=None if row["unsubscribed"] is None else moment_of(row["unsubscribed"]),
    )


def contact_values(reader: Contact, key: str) -> dict[str, Any]:
    """Return the whole row of a reader; `key` is that of their address."""
    return {
        "id": reader.id,
        "address_key": key,
        "address": reader.address,
        "first_name": reader.first_name,
        "last_name": reader.last_name,
        "language": reader.language,
        "fields": to_json(reader.fields),
        "token": reader.token,
        "created": micros(reader.created),
        "unsubscribed": None if reader.unsubscribed is None else micros(reader.unsubscribed),
    }


@whole(lambda row: _("Why the reader {id} may be written to").format(id=row["contact"]))
def membership_of(row: Mapping[Any, Any]) -> Membership:
    """Return the membership a whole row holds. Raises LibraryDamaged where it is torn."""
    consent = Consent(
        ground=Ground(row["ground"]),
        wording=row["wording"],
        given=moment_of(row["given"]),
        how=row["how"],
        source=row["source"],
        opt_out_offered=bool(row["opt_out_offered"]),
    )
    return Membership(row["list"], row["contact"], consent, moment_of(row["joined"]))


def membership_values(member: Membership) -> dict[str, Any]:
    """Return the whole row of a membership."""
    consent = member.consent
    return {
        "list": member.list,
        "contact": member.contact,
        "ground": str(consent.ground),
        "wording": consent.wording,
        "given": micros(consent.given),
        "how": consent.how,
        "source": consent.source,
        "opt_out_offered": int(consent.opt_out_offered),
        "joined": micros(member.joined),
    }


def contact_row(connection: Connection, contact_id: str) -> RowMapping:
    """Return the whole row of a reader. Raises Missing."""
    row = connection.execute(select(contact).where(contact.c.id == contact_id)).mappings().first()
    if row is None:
        raise missing_reader()
    return row


def membership_rows(connection: Connection, contact_id: str) -> tuple[Membership, ...]:
    """Return the memberships of a reader, oldest first."""
    wanted = select(membership).where(membership.c.contact == contact_id)
    rows = connection.execute(wanted.order_by(membership.c.joined, membership.c.list)).mappings()
    return tuple(map(membership_of, rows))


def missing_reader() -> Missing:
    """Return the error for a reader nobody knows; it does not repeat what was typed."""
    return Missing(
        _("There is no reader by that address, id or token."),
        hint=_("Look them up by name in the list of readers."),
        action=Open.READERS,
    )


def pairs_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the sorted (name, value) pairs in a column."""
    return tuple(sorted((str(name), str(value)) for name, value in json.loads(text)))
