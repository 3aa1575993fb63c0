"""Brings a run from where it is to its end, or to where it has to pause."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from newsletter_app.content.ids import new_id
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import PauseReason, Run, RunState
from newsletter_app.errors import Missing
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.library import Library
from newsletter_app.library.run_lock import RunLock
from newsletter_app.mailing.clock import Clock
from newsletter_app.mailing.connection import Connection
from newsletter_app.mailing.courier import Courier
from newsletter_app.mailing.delivering import Delivering, Ending
from newsletter_app.mailing.frozen_message import FrozenMessage
from newsletter_app.mailing.ledger import Ledger
from newsletter_app.mailing.mailer import Mailer
from newsletter_app.mailing.pausing import Watch
from newsletter_app.mailing.progress import Progress, Stage, Teller
from newsletter_app.mailing.quiet import Quiet, think
from newsletter_app.mailing.rate import Pace
from newsletter_app.mailing.waiting import wait

IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Running:
    """Holds one run while its messages go out; no other program can meanwhile."""

    library: Library
    hash_address: HashAddress
    clock: Clock

    def carry_out(
        self, run: Run, mailer: Mailer, delay: float, progress: Progress, is_cancelled: IsCancelled
    ) -> Run:
        """Wait `delay` seconds, then send what is still to be sent; return the run as it is then.

        Raises LibraryBusy where another program has it in hand, NotNow where it was ended, LibraryError where
        the ledger cannot be written.
        """
        with RunLock(self.library.folder, run.id):
            self.library.once_more(partial(self._begin, run, delay))
            ending = self._delivered(run, mailer, delay, progress, is_cancelled)
            self.library.once_more(partial(self._end, run, ending))
            self._teller(run, progress).tell_now(Stage.ENDED)
        return self.library.runs.get(run.id)

    def _begin(self, run: Run, delay: float) -> None:
        runs = self.library.runs
        with self.library.together():
            runs.take_over(run.id, "")
            if runs.get(run.id).state is not RunState.RUNNING:
                runs.begin(run.id, self.clock.now() + timedelta(seconds=delay))

    def _delivered(
        self, run: Run, mailer: Mailer, delay: float, progress: Progress, is_cancelled: IsCancelled
    ) -> Ending:
        teller = self._teller(run, progress)
        waits = self._waiting(run, is_cancelled)
        teller.tell_now(Stage.WAITING if delay > 0 else Stage.CONNECTING)
        quiet = Quiet(delay, self.clock)
        think(quiet, self._is_over(run, is_cancelled), self.clock, partial(teller.tell_now, Stage.WAITING))
        state = self._state(run)
        if state is not RunState.RUNNING:
            return Ending(state=state)
        if quiet.is_overdue:
            return Ending(PauseReason.OVERDUE)
        if not self._pending(run):
            return Ending()
        return Delivering(
            ledger=Ledger(self.library.runs, run.id, new_id(), self.hash_address, waits),
            courier=Courier(
                Connection(mailer, waits), FrozenMessage.from_bytes(self.library.runs.content(run.id))
            ),
            watch=Watch(),
            pace=Pace(run.rate, self.clock.monotonic),
            teller=teller,
            wait=waits,
            is_cancelled=is_cancelled,
            pending=lambda: self._pending(run),
        ).carry_out()

    def _end(self, run: Run, ending: Ending) -> None:
        with self.library.together_regardless():
            if self._state(run) is not RunState.RUNNING:
                return
            if ending.reason is not PauseReason.NONE:
                self.library.runs.pause(run.id, ending.reason, ending.said)
                return
            self._mark_as_sent(run)
            self.library.runs.finish(run.id)

    def _mark_as_sent(self, run: Run) -> None:
        try:
            newsletter = self.library.items.get(run.newsletter)
        except Missing:
            return
        if isinstance(newsletter, Newsletter) and newsletter.record.deleted is None:
            self.library.items.save(replace(newsletter, status=Status.SENT), keep=bool(newsletter.title))

    def _state(self, run: Run) -> RunState:
        return self.library.runs.get(run.id).state

    def _pending(self, run: Run) -> int:
        return self.library.runs.counts(run.id).pending

    def _teller(self, run: Run, progress: Progress) -> Teller:
        return Teller(progress, lambda: self.library.runs.counts(run.id), self.clock.monotonic)

    def _waiting(self, run: Run, is_cancelled: IsCancelled) -> Callable[[float], bool]:
        is_over = self._is_over(run, is_cancelled)
        return lambda seconds: wait(seconds, is_over, self.clock.sleep, self.clock.monotonic)

    def _is_over(self, run: Run, is_cancelled: IsCancelled) -> Callable[[], bool]:
        return lambda: is_cancelled() or self._state(run) is not RunState.RUNNING
