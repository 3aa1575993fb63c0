"""Freezes who gets a newsletter."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from newsletter_app.content.ids import new_id
from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.errors import NeedsConfirmation, Open
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.run_drafts import Candidate, NameMessage, RunDraft
from newsletter_app.library.run_parents import parent_of
from newsletter_app.library.run_rows import redacted, write_values
from newsletter_app.library.run_states import move
from newsletter_app.library.schema import delivery, run, run_content
from newsletter_app.library.standing import Standing
from newsletter_app.library.who_left import see_that_all_are_known


def freeze(
    connection: Connection,
    draft: RunDraft,
    candidates: Sequence[Candidate],
    name_message: NameMessage,
    hash_address: HashAddress,
    moment: int,
) -> str:
    """Write a run with its recipients and its content, ready; return its id.

    Who is on the list, and who is suppressed, is read again. Raises NeedsConfirmation where that differs
    from what was shown, where the newsletter went to the list before and `again` was not said, or where some
    of those who left may be lost.
    """
    see_that_all_are_known(connection)
    _discard_unfinished(connection)
    parent = parent_of(connection, draft)
    standing = Standing(connection, draft.list, hash_address)
    if not standing.is_as_shown(candidates):
        raise _has_changed(draft)
    states = [_state(each, standing) for each in candidates]
    _see_that_the_count_is_confirmed(states, draft.confirmed)
    run_id = new_id()
    hashes = (standing.hash_of(each.contact) for each in candidates)
    connection.execute(insert(run), _run_values(draft, run_id, parent, _sha256(hashes), moment))
    connection.execute(insert(run_content), {"run": run_id, "content": draft.content})
    rows = [
        _row(each, state, number, moment) | {"run": run_id, "message_id": name_message(run_id, number)}
        for number, (each, state) in enumerate(zip(candidates, states, strict=True), 1)
    ]
    if rows:
        connection.execute(insert(delivery), rows)
    move(connection, run_id, RunState.READY, prepared=moment)
    return run_id


def _discard_unfinished(connection: Connection) -> None:
    unfinished = (run.c.state == str(RunState.PREPARING)) & run.c.prepared.is_(None)
    connection.execute(delete(run).where(unfinished))


def _has_changed(draft: RunDraft) -> NeedsConfirmation:
    return NeedsConfirmation(
        _("The list “{list}” has changed since it was shown.").format(list=draft.list_name),
        hint=_("Look at it again, then confirm the new count."),
        action=Open.SENDING,
    )


def _state(candidate: Candidate, standing: Standing) -> DeliveryState:
    if candidate.excluded:
        return DeliveryState.EXCLUDED
    return DeliveryState.SUPPRESSED if standing.is_barred(candidate.contact) else DeliveryState.PENDING


def _see_that_the_count_is_confirmed(states: Sequence[DeliveryState], confirmed: int) -> None:
    number = states.count(DeliveryState.PENDING)
    if number == confirmed:
        return
    told = ngettext(
        "{number} person would get it, not {confirmed}.",
        "{number} people would get it, not {confirmed}.",
        number,
    )
    raise NeedsConfirmation(
        told.format(number=number, confirmed=confirmed),
        hint=_("Look at who gets it, then confirm that count."),
        action=Open.SENDING,
    )


def _sha256(hashes: Iterable[str]) -> str:
    """Return what names a set of people; of keyed hashes, for a bare address could be guessed from it."""
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def _run_values(draft: RunDraft, run_id: str, parent: str, recipients: str, moment: int) -> dict[str, Any]:
    return {
        "id": run_id,
        "newsletter": draft.newsletter,
        "title": draft.title,
        "subject": draft.subject,
        "list": draft.list,
        "list_name": draft.list_name,
        "account": draft.account,
        "account_name": draft.account_name,
        "state": str(RunState.PREPARING),
        "content_sha256": draft.content_sha256,
        "recipients_sha256": recipients,
        "confirmed": draft.confirmed,
        "rate": draft.rate,
        "parent": parent,
        "reason": "",
        "said": "",
        "created": moment,
    }


def _row(candidate: Candidate, state: DeliveryState, number: int, moment: int) -> dict[str, Any]:
    return {
        "number": number,
        "contact": candidate.contact,
        "address_key": candidate.address_key,
        "address": candidate.address,
        "state": str(state),
        "attempts": 0,
        "claimed_by": "",
        "claimed": None,
        "code": 0,
        "said": redacted(candidate.excluded),
        "token": candidate.token,
        "merge_values": write_values(candidate.values),
        "updated": moment,
    }
