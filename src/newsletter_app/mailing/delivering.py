"""Carries one frozen run out, a message at a time."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.errors import MailError, ServerUnreachable, SignInRefused
from newsletter_app.i18n import _
from newsletter_app.library.claims import Outcome
from newsletter_app.logs import redacted
from newsletter_app.mailing.connection import Wait
from newsletter_app.mailing.courier import Courier
from newsletter_app.mailing.ledger import Ledger
from newsletter_app.mailing.pausing import MOST_EQUAL, Watch
from newsletter_app.mailing.progress import Stage, Teller
from newsletter_app.mailing.rate import Pace

_PASSES = (1, 2)
_BETWEEN = 1.0
"""Seconds before what was refused for now is tried again."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Why no further message goes: a reason to pause, or the state somebody else brought the run into.

    Neither of them is how a pass goes through to its end.
    """

    reason: PauseReason = PauseReason.NONE
    said: str = ""
    state: RunState = RunState.RUNNING

    @property
    def is_through(self) -> bool:
        """Tell whether everybody's turn came."""
        return self.reason is PauseReason.NONE and self.state is RunState.RUNNING


@dataclass(frozen=True, slots=True)
class Delivering:
    """Sends what a run still has to send; `is_cancelled` is asked before each message.

    `wait` returns early, and True, once the run is not to go on. `pending` counts who still waits.
    """

    ledger: Ledger
    courier: Courier
    watch: Watch
    pace: Pace
    teller: Teller
    wait: Wait
    is_cancelled: Callable[[], bool]
    pending: Callable[[], int]

    def carry_out(self) -> Ending:
        """Go through all who wait, and once more through those refused for now; say how it ended.

        Raises LibraryError where the ledger cannot be written: the message before is then not accounted for.
        """
        try:
            return self._passes()
        finally:
            self.courier.connection.close()

    def _passes(self) -> Ending:
        for number in _PASSES:
            if number > 1:
                self.teller.tell_now(Stage.AGAIN)
                self.wait(_BETWEEN)
            ending = self._pass()
            left = self.pending()
            if not ending.is_through or not left:
                return ending
        return Ending(PauseReason.LATER, _("The server asked to try {count} later.").format(count=left))

    def _pass(self) -> Ending:
        taken = deque([0], maxlen=MOST_EQUAL + 1)
        while True:
            after = self._second_try(taken)
            ending = self._before_the_next()
            if not ending.is_through:
                self.ledger.write()
                return ending
            claimed = self.ledger.next(after)
            if claimed.state is not RunState.RUNNING:
                return Ending(state=claimed.state)
            if claimed.delivery is None:
                return ending
            taken.append(claimed.delivery.number)
            self.pace.took_one()
            self._take(self.courier.carry(claimed.delivery), is_repeat=claimed.delivery.attempts > 0)

    def _second_try(self, taken: deque[int]) -> int:
        """Return the number after which to go on: before those in a row whom the server asked to send later.

        `taken` holds the last numbers that had their turn.
        """
        if not self.watch.due:
            return taken[-1]
        self.ledger.write()
        self.teller.tell_now(Stage.AGAIN)
        self.wait(_BETWEEN)
        before = taken[-self.watch.due - 1]
        self.watch.try_again()
        return before

    def _take(self, outcome: Outcome, *, is_repeat: bool) -> None:
        self.ledger.note(outcome)
        self.watch.take(outcome.state, outcome.code, outcome.said, is_repeat=is_repeat)
        self.teller.tell(Stage.SENDING)

    def _before_the_next(self) -> Ending:
        """Return why no message may follow; wait for its turn, and connect, where it may."""
        if self.watch.reason is not PauseReason.NONE:
            return Ending(self.watch.reason, self.watch.sentence)
        if self.courier.connection.failures:
            return self._cut_off(self.courier.connection.failures[-1])
        if self.pace.wait() > 0:
            self.ledger.write()
            self.wait(self.pace.wait())
        if self.is_cancelled():
            return Ending(PauseReason.INTERRUPTED)
        return self._connected()

    def _connected(self) -> Ending:
        try:
            self.courier.connection.make_ready()
        except (ServerUnreachable, SignInRefused) as error:
            return self._cut_off(error)
        return Ending()

    def _cut_off(self, error: MailError) -> Ending:
        if self.is_cancelled():
            return Ending(PauseReason.INTERRUPTED)
        is_sign_in = isinstance(error, SignInRefused)
        reason = PauseReason.SIGN_IN if is_sign_in else PauseReason.SERVER
        return Ending(reason, redacted(str(error)))
