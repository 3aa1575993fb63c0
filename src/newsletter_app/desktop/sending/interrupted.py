"""Says at the start of the window that a sending was broken off."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.run import PauseReason, Run, RunState
from newsletter_app.desktop.sending.words import how_far
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.library import Library
from newsletter_app.library.run_lock import is_held

_GO_ON, _LOOK = "sending-go-on", "sending-look"


class Interrupted(QObject):
    """Looks once for the newest sending that stands still though nobody paused it.

    `look_requested` and `resume_requested` carry it.
    """

    look_requested = Signal(object)
    resume_requested = Signal(object)

    def __init__(self, library: Library, notices: Notices, tasks: Tasks) -> None:
        super().__init__(notices)
        self._notice = notices.make("window.interrupted", Weight.DECISION)
        self._run: Run | None = None
        self._notice.answered.connect(self._on_notice_answered)
        tasks.run(Lane.LIBRARY, partial(broken_off, library), self._on_found, _leave_it)

    def _on_found(self, runs: tuple[Run, ...]) -> None:
        if not runs:
            return
        run = runs[0]
        self._run = run
        self._notice.ask(
            _("The sending of “{title}” stopped after {far}.").format(
                title=run.title or run.subject, far=how_far(run.counts)
            ),
            [(_GO_ON, _("Go on")), (_LOOK, _("Look at it")), ("close", _("Later"))],
        )

    @Slot(str)
    def _on_notice_answered(self, answer: str) -> None:
        if answer == _GO_ON:
            self.resume_requested.emit(self._run)
        elif answer == _LOOK:
            self.look_requested.emit(self._run)


def broken_off(library: Library) -> tuple[Run, ...]:
    """Return the runs that stand still though nobody paused them, newest first."""
    return tuple(run for run in library.runs.all() if _is_broken_off(library, run))


def _is_broken_off(library: Library, run: Run) -> bool:
    if run.state is RunState.PAUSED:
        return run.reason is PauseReason.INTERRUPTED
    return run.state in (RunState.READY, RunState.RUNNING) and not is_held(library.folder, run.id)


def _leave_it(_error: AppError) -> None:
    """Say nothing: whoever opens the place is told what the matter is."""
