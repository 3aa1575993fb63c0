"""Keeps a run in the foreground, where a signal pauses it after the message in hand."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from newsletter_app.content.run import Counts, PauseReason, Run, RunState
from newsletter_app.errors import MailError, NotNow, Open, ServerUnreachable, SignInRefused
from newsletter_app.i18n import _
from newsletter_app.mailing.progress import Stage

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class Stop:
    """Remembers that somebody wants to stop; `signals` are the numbers that came."""

    def __init__(self) -> None:
        self.signals: list[int] = []

    def __call__(self) -> bool:
        """Tell whether to stop."""
        return bool(self.signals)

    @property
    def was_typed(self) -> bool:
        """Tell whether it was Ctrl+C, rather than the end of the session."""
        return signal.SIGINT in self.signals

    def take(self, number: int, _frame: FrameType | None) -> None:
        """Remember a signal."""
        self.signals.append(number)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Give what tells that a signal came; as long as the block lasts none of them ends the program."""
    stop = Stop()
    before = {number: signal.signal(number, stop.take) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class ProgressLine:
    """Shows on one line of a terminal how far a run is; elsewhere nothing."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, counts: Counts, stage: Stage) -> None:
        """Show the counts."""
        if not self._is_seen:
            return
        done = counts.candidates - counts.pending
        line = _("{done} of {all}, {sent} sent, {failed} failed").format(
            done=done, all=counts.candidates, sent=counts.sent, failed=counts.failed
        )
        click.echo(f"\r{line}\x1b[K", err=True, nl=stage is Stage.ENDED)


def require_finished(run: Run) -> None:
    """Raise the error that says why a run has not come to its end, with its exit status."""
    if run.state is RunState.FINISHED:
        return
    if run.state is RunState.CANCELLED:
        raise NotNow(
            _("The sending was cancelled; {sent} had been sent.").format(sent=run.counts.sent),
            hint=_("It cannot be resumed."),
            action=Open.SENDING,
        )
    kind = _KINDS.get(run.reason, MailError)
    hint = _("Go on with: newsletter-app send resume {id}").format(id=run.id)
    raise kind(_("Paused: {why}").format(why=_why(run)), hint=hint, action=Open.SENDING)


_KINDS: dict[PauseReason, type[MailError]] = {
    PauseReason.SERVER: ServerUnreachable,
    PauseReason.SIGN_IN: SignInRefused,
}


def _why(run: Run) -> str:
    words = {
        PauseReason.ASKED: _("somebody asked for it."),
        PauseReason.INTERRUPTED: _("the program was stopped."),
        PauseReason.OVERDUE: _("its time passed while the computer slept, so nothing was sent by itself."),
    }
    return words.get(run.reason) or run.said or _("the server did not go on.")
