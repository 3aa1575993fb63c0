"""Tells whoever looks on how a run fares, not more often than an eye can follow."""

from collections.abc import Callable
from enum import StrEnum

from newsletter_app.content.run import Counts

_OFTEN = 0.1
_SHARE = 50
"""Counting may take this part of the time, at most."""


class Stage(StrEnum):
    """What a run does at the moment."""

    WAITING = "waiting"
    CONNECTING = "connecting"
    SENDING = "sending"
    AGAIN = "again"
    ENDED = "ended"


Progress = Callable[[Counts, Stage], None]


def unseen(_counts: Counts, _stage: Stage) -> None:
    """Show nobody how far it is."""


class Teller:
    """Reads the counts from the ledger and passes them on, ten times a second at most."""

    def __init__(
        self, progress: Progress, count: Callable[[], Counts], monotonic: Callable[[], float]
    ) -> None:
        self._progress = progress
        self._count = count
        self._monotonic = monotonic
        self._next = 0.0

    def tell(self, stage: Stage) -> None:
        """Tell the counts as they are written, unless that was done a moment ago."""
        if self._monotonic() >= self._next:
            self.tell_now(stage)

    def tell_now(self, stage: Stage) -> None:
        """Tell the counts as they are written."""
        began = self._monotonic()
        self._progress(self._count(), stage)
        ended = self._monotonic()
        self._next = ended + max(_OFTEN, _SHARE * (ended - began))
