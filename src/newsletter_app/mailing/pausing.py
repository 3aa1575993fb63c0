"""Notices that a run had better stop and be looked at."""

from newsletter_app.content.run import DeliveryState, PauseReason
from newsletter_app.i18n import _

MOST_EQUAL = 10
"""Equal failures in a row before a run pauses."""
FIRST_JUDGED = 100
"""The attempt from which on the share of hard failures counts."""
MOST_FAILED = 0.05
"""The share of messages that may be refused for good."""

Failure = tuple[DeliveryState, int]


class Watch:
    """Counts how the messages fare, from when a person last said to go on.

    `is_repeat` is for those that were refused for now before: that they are again says nothing new. A server
    with a greylist refuses everybody once: ten refused for now in a row are due a second try before they are
    a reason.
    """

    def __init__(self) -> None:
        self._attempts = self._failed = self._equal = self._tries = 0
        self._last: Failure | None = None
        self._said = ""
        self._is_tried = False

    def take(self, state: DeliveryState, code: int, said: str = "", *, is_repeat: bool = False) -> None:
        """Count one message by what became of it, the server's code, and a sentence about it."""
        self._said = said
        self._attempts += 1
        self._failed += state is DeliveryState.FAILED
        self._tries -= self._tries > 0
        if state is DeliveryState.SENT:
            self._begin_row(None, 0)
        elif not (is_repeat and state is DeliveryState.PENDING):
            self._go_on((state, code))

    def try_again(self) -> None:
        """Say nothing of the row until each message in it had its second try."""
        self._tries, self._is_tried = self._equal, True

    def _go_on(self, failure: Failure) -> None:
        if failure == self._last:
            self._equal += 1
        else:
            self._begin_row(failure, 1)

    def _begin_row(self, failure: Failure | None, length: int) -> None:
        self._last, self._equal, self._tries, self._is_tried = failure, length, 0, False

    @property
    def due(self) -> int:
        """Return how many in a row the server asked to send later, where they are due a second try."""
        is_later = self._last is not None and self._last[0] is DeliveryState.PENDING and self._last[1] > 0
        return self._equal if is_later and self._equal >= MOST_EQUAL and not self._is_tried else 0

    @property
    def sentence(self) -> str:
        """Return the reason in words, for the person who has to look at it."""
        if self.reason is PauseReason.HARD_FAILURES:
            told = _("{failed} of {attempts} messages were refused for good.")
            return told.format(failed=self._failed, attempts=self._attempts)
        told = _("{count} messages in a row failed alike: {said}")
        return told.format(count=self._equal, said=self._said)

    @property
    def reason(self) -> PauseReason:
        """Return why the run should pause now, NONE where it should not."""
        if self._equal >= MOST_EQUAL and not self._tries:
            return PauseReason.EQUAL_FAILURES
        if self._attempts >= FIRST_JUDGED and self._failed > self._attempts * MOST_FAILED:
            return PauseReason.HARD_FAILURES
        return PauseReason.NONE
