"""Carries runs out beside the window."""

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import Counts, Run
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError
from newsletter_app.mailing.progress import Stage
from newsletter_app.mailing.sending import Sending
from newsletter_app.secret_store import Secret


class Deliveries(QObject):
    """Holds the runs that go out by this window, one after the other.

    `progressed` carries a run's id, Counts and Stage; `ended` a Run; `failed` a run's id and an AppError.
    """

    progressed = Signal(str, object, object)
    ended = Signal(object)
    failed = Signal(str, object)
    _came = Signal(str, object, object)

    def __init__(self, sending: Sending, tasks: Tasks, changes: LibraryChanges, parent: QObject) -> None:
        super().__init__(parent)
        self._sending, self._tasks, self._changes = sending, tasks, changes
        self._stages: dict[str, Stage | None] = {}
        self._is_stopped = False
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def in_hand(self) -> frozenset[str]:
        """Return the ids of the runs that go out, or wait for their turn."""
        return frozenset(self._stages)

    def stage(self, run_id: str) -> Stage | None:
        """Return what a run does; None where it waits for another one, or is not in hand."""
        return self._stages.get(run_id)

    def deliver(self, run_id: str, secret: Secret | None = None, delay: float = 0.0) -> None:
        """Send what a run still has to send, after `delay` seconds; one that is in hand stays as it is."""
        if run_id in self._stages or self._is_stopped:
            return
        self._stages[run_id] = None
        work = partial(
            self._sending.deliver, run_id, secret, partial(self._tell, run_id), self._is_over, delay
        )
        done, failed = self._on_delivered, partial(self._on_failed, run_id)
        self._tasks.run(Lane.MAIL, work, done, failed)
        self._changes.tell(Changes(runs=frozenset({run_id})))

    def pause(self, run_id: str) -> None:
        """Stop a run before its next message."""
        self._order(run_id, partial(self._sending.pause, run_id))

    def cancel(self, run_id: str) -> None:
        """End a run for good before its next message."""
        self._order(run_id, partial(self._sending.cancel, run_id))

    def stop(self) -> None:
        """Pause all after the message in hand, and begin none."""
        self._is_stopped = True

    def _order(self, run_id: str, work: Callable[[], Changes]) -> None:
        self._tasks.run(Lane.LIBRARY, work, self._changes.tell, partial(self.failed.emit, run_id))

    def _is_over(self) -> bool:
        return self._is_stopped

    def _tell(self, run_id: str, counts: Counts, stage: Stage) -> None:
        """Pass on, from the lane's own thread, how far a run is."""
        if shiboken6.isValid(self):
            self._came.emit(run_id, counts, stage)

    @Slot(str, object, object)
    def _on_came(self, run_id: str, counts: Counts, stage: Any) -> None:
        if run_id in self._stages:
            self._stages[run_id] = stage
            self.progressed.emit(run_id, counts, stage)

    def _on_delivered(self, run: Run) -> None:
        self._stages.pop(run.id, None)
        self._changes.tell(Changes(runs=frozenset({run.id}), newsletters=frozenset({run.newsletter})))
        self.ended.emit(run)

    def _on_failed(self, run_id: str, error: AppError) -> None:
        self._stages.pop(run_id, None)
        self._changes.tell(Changes(runs=frozenset({run_id})))
        self.failed.emit(run_id, error)
