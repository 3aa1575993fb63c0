"""Holds the runs of a library, with the fate of each message."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import Counts, Delivery, DeliveryState, PauseReason, Run, RunState
from newsletter_app.errors import Ambiguous, Missing, NotNow, Open
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.claims import Claimed, Claims, Outcome
from newsletter_app.library.database import Database
from newsletter_app.library.forgetting import forget_addresses
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.once_more import once_more
from newsletter_app.library.preparing import freeze
from newsletter_app.library.run_drafts import Candidate, NameMessage, RunDraft
from newsletter_app.library.run_rows import counts_of, delivery_of, redacted, runs_of
from newsletter_app.library.run_states import move, no_such_run, run_row
from newsletter_app.library.schema import delivery, run, run_content
from newsletter_app.library.settling import Settlement, settle
from newsletter_app.library.who_left import see_that_all_are_known

_SHORTEST = 4


class Runs:
    """Every sending; a write is on the disk when it returns, and raises NotNow for a step no run takes.

    `write_down` keeps that one was begun where no restore of the library undoes it.
    """

    def __init__(self, database: Database, now: Clock, write_down: Callable[[], None]) -> None:
        self._database = database
        self._now = now
        self._write_down = write_down
        self._claims = Claims(database, now)

    @once_more
    def prepare(
        self,
        draft: RunDraft,
        candidates: Sequence[Candidate],
        name_message: NameMessage,
        hash_address: HashAddress,
    ) -> Run:
        """Freeze recipients, content and Message-IDs at one moment; return the run, ready.

        `candidates` are all on the list who could get it, in the order of sending; `excluded` ones are kept
        with their reason. Raises NeedsConfirmation where the list, the suppressions or the count are not what
        the person confirmed, or where it would be a second run to the list without `again`.
        """
        with self._database.writing() as connection:
            moment = micros(self._now())
            return self.get(freeze(connection, draft, candidates, name_message, hash_address, moment))

    def get(self, reference: str) -> Run:
        """Return a run by its id or the beginning of it (4 characters). Raises Missing, Ambiguous."""
        found = self._runs(run.c.id == reference)
        if not found and len(reference) >= _SHORTEST:
            found = self._runs(run.c.id.startswith(reference, autoescape=True))
        if not found:
            raise no_such_run(reference)
        if len(found) > 1:
            raise _ambiguous(reference, found)
        return found[0]

    def newest(self) -> Run:
        """Return the run made last. Raises Missing where there is none."""
        found = self._runs(run.c.id == select(run.c.id).order_by(*_NEWEST_FIRST).limit(1).scalar_subquery())
        if not found:
            raise Missing(_("Nothing was sent yet."), hint=_("Start a sending first."), action=Open.SENDING)
        return found[0]

    def of(self, newsletter_id: str) -> tuple[Run, ...]:
        """Return the runs of a newsletter, newest first."""
        return self._runs(run.c.newsletter == newsletter_id)

    def all(self) -> tuple[Run, ...]:
        """Return all runs, newest first."""
        return self._runs()

    def counts(self, run_id: str) -> Counts:
        """Return how many messages are in each state. Raises Missing."""
        with self._database.reading() as connection:
            return _counts(connection, run_id)

    def content(self, run_id: str) -> bytes:
        """Return the bytes that were frozen. Raises Missing."""
        with self._database.reading() as connection:
            kept = select(run_content.c.content).where(run_content.c.run == run_id)
            found = connection.execute(kept).scalar()
        if found is None:
            raise no_such_run(run_id)
        return bytes(found)

    def unknown(self, run_id: str) -> tuple[Delivery, ...]:
        """Return the messages a person has to settle, by number."""
        return self._deliveries(delivery.c.run == run_id, delivery.c.state == str(DeliveryState.UNKNOWN))

    def deliveries(
        self, run_id: str, state: DeliveryState | None = None, start: int = 0, count: int = 200
    ) -> tuple[Delivery, ...]:
        """Return the messages of a run by number, at most `count` after the first `start`."""
        here = [delivery.c.run == run_id]
        if state is not None:
            here.append(delivery.c.state == str(state))
        return self._deliveries(*here, start=start, count=count)

    @once_more
    def begin(self, run_id: str, begins: datetime) -> Changes:
        """Set a ready or paused run going; no message may go before `begins`.

        Raises Missing, NotNow, NeedsConfirmation where some of those who left may be lost.
        """
        values = {"begins": micros(begins), "reason": str(PauseReason.NONE), "said": ""}
        with self._database.writing() as connection:
            see_that_all_are_known(connection)
            changes = move(connection, run_id, RunState.RUNNING, **values)
        self._write_down()
        return changes

    @once_more
    def pause(self, run_id: str, reason: PauseReason, said: str = "") -> Changes:
        """Stop a running run before its next message; one that is paused keeps its reason. Raises NotNow."""
        with self._database.writing_regardless() as connection:
            if run_row(connection, run_id)["state"] == RunState.PAUSED:
                return Changes()
            return move(connection, run_id, RunState.PAUSED, reason=str(reason), said=redacted(said))

    @once_more
    def cancel(self, run_id: str) -> Changes:
        """End a run for good: what is pending will not go. Raises Missing, NotNow where it is finished.

        A message in somebody's hands stays there until its outcome is written.
        """
        moment = micros(self._now())
        with self._database.writing_regardless() as connection:
            if run_row(connection, run_id)["state"] == RunState.CANCELLED:
                return Changes()
            changes = move(connection, run_id, RunState.CANCELLED, ended=moment)
            pending = (delivery.c.run == run_id) & (delivery.c.state == str(DeliveryState.PENDING))
            values = {"state": str(DeliveryState.CANCELLED), "updated": moment}
            connection.execute(update(delivery).where(pending).values(values))
            return changes

    @once_more
    def finish(self, run_id: str) -> Changes:
        """End a run in which everybody is accounted for. Raises NotNow where a message is still to go."""
        with self._database.writing() as connection:
            counts = _counts(connection, run_id)
            if counts.pending or not counts.is_balanced:
                raise _is_not_done(counts.pending)
            return move(connection, run_id, RunState.FINISHED, ended=micros(self._now()), reason="", said="")

    def claim(
        self,
        run_id: str,
        claimer: str,
        hash_address: HashAddress,
        outcome: Outcome | None = None,
        *,
        after: int = 0,
    ) -> Claimed:
        """Write what became of the message before and take the next, in one step that is safely on the disk.

        `after` is the number of the message before while a pass goes on, 0 to begin another pass. Whoever
        left the list, unsubscribed or is suppressed meanwhile is passed over as suppressed. Nothing is taken
        where the run is not running. Raises Missing, LibraryUnwritable (then nothing may be sent), Conflict
        where the message before is no longer in the claimer's hands.
        """
        return self._claims.claim(run_id, claimer, hash_address, outcome, after)

    def record(self, run_id: str, outcome: Outcome) -> None:
        """Write what became of a message and take no other. Raises Conflict, LibraryUnwritable."""
        self._claims.record(run_id, outcome)

    def take_over(self, run_id: str, claimer: str) -> int:
        """Make what a dead sender had in its hands unknown; return how many.

        Only for the one who holds the RunLock and has claimed nothing yet.
        """
        return self._claims.take_over(run_id, claimer)

    @once_more
    def settle(self, run_id: str, number: int, settlement: Settlement, by: str) -> Changes:
        """Write down what a person decided about an unknown message.

        One to be sent again opens a finished run once more, paused. Raises Missing, NotNow.
        """
        with self._database.writing() as connection:
            return settle(connection, run_id, number, settlement, by, self._now())

    @once_more
    def forget_addresses(self, before: datetime) -> int:
        """Empty what names a person in runs that ended before a moment; return in how many messages."""
        with self._database.writing() as connection:
            return forget_addresses(connection, micros(before))

    def _runs(self, *conditions: ColumnElement[bool]) -> tuple[Run, ...]:
        with self._database.reading() as connection:
            wanted = select(run).where(*conditions).order_by(*_NEWEST_FIRST)
            return runs_of(connection, connection.execute(wanted).mappings().all())

    def _deliveries(
        self, *conditions: ColumnElement[bool], start: int = 0, count: int | None = None
    ) -> tuple[Delivery, ...]:
        wanted = select(delivery).where(*conditions).order_by(delivery.c.number).offset(start).limit(count)
        with self._database.reading() as connection:
            return tuple(map(delivery_of, connection.execute(wanted).mappings()))


_NEWEST_FIRST = (run.c.created.desc(), run.c.id)


def _counts(connection: Connection, run_id: str) -> Counts:
    run_row(connection, run_id)
    return counts_of(connection, [run_id]).get(run_id, Counts())


def _is_not_done(pending: int) -> NotNow:
    told = ngettext(
        "{number} message of this sending has not gone yet.",
        "{number} messages of this sending have not gone yet.",
        pending,
    )
    return NotNow(told.format(number=pending), hint=_("Resume or cancel it."), action=Open.SENDING)


def _ambiguous(reference: str, found: Sequence[Run]) -> Ambiguous:
    ids = ", ".join(each.id for each in found[:10])
    return Ambiguous(
        _("“{name}” fits several sendings: {ids}.").format(name=reference, ids=ids),
        hint=_("Name one of them by its id."),
    )
