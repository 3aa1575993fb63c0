"""Finds the sending that a new one would repeat."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, func, select

from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.errors import NeedsConfirmation, Open
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.run_drafts import RunDraft
from newsletter_app.library.run_states import BEGUN_ALONE
from newsletter_app.library.schema import delivery, run

_REACHED = [str(state) for state in (DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.SENDING)]


def parent_of(connection: Connection, draft: RunDraft) -> str:
    """Return the id of the newest run of the same newsletter to the same list, "" for none.

    One that was cancelled counts only where it had reached somebody. Raises NeedsConfirmation where there is
    one and the draft does not say `again`.
    """
    before = _runs_before(connection, draft)
    if before and not draft.again:
        if any(row["is_vague"] for row in before):
            raise _perhaps_sent(draft)
        raise _already_sent(draft, sum(row["reached"] for row in before))
    return str(before[0]["id"]) if before else ""


def _runs_before(connection: Connection, draft: RunDraft) -> Sequence[RowMapping]:
    reached = (
        select(func.count())
        .where(delivery.c.run == run.c.id, delivery.c.state.in_(_REACHED))
        .correlate(run)
        .scalar_subquery()
    )
    same = (run.c.newsletter == draft.newsletter) & (run.c.list == draft.list)
    counts = (run.c.state != str(RunState.CANCELLED)) | (reached > 0)
    newest_first = (
        select(run.c.id, reached.label("reached"), BEGUN_ALONE.label("is_vague"))
        .where(same, counts)
        .order_by(run.c.created.desc())
    )
    return connection.execute(newest_first).mappings().all()


def _perhaps_sent(draft: RunDraft) -> NeedsConfirmation:
    told = _("“{title}” has already gone to “{list}”, but the library was taken back from a backup since.")
    return NeedsConfirmation(
        told.format(title=draft.title, list=draft.list_name),
        hint=_(
            "Nobody can tell who got it. Send it again (on the command line with --again) only if they may "
            "get it twice."
        ),
        action=Open.SENDING,
    )


def _already_sent(draft: RunDraft, reached: int) -> NeedsConfirmation:
    if not reached:
        told, hint = (
            _("There is already a sending of “{title}” to “{list}”."),
            _("Resume or cancel that one."),
        )
    else:
        told = ngettext(
            "“{title}” has already gone to {number} person on “{list}”.",
            "“{title}” has already gone to {number} people on “{list}”.",
            reached,
        )
        hint = _("Send it again (on the command line with --again) only if they are to get it twice.")
    told = told.format(title=draft.title, list=draft.list_name, number=reached)
    return NeedsConfirmation(told, hint=hint, action=Open.SENDING)
