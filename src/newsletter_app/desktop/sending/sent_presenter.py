"""Carries what is known of the sendings to their page, and what a person decides to the room."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import Counts, Run, RunState
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.sending.deliveries import Deliveries
from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.desktop.sending.sent_page import SentPage
from newsletter_app.desktop.sending.story import Story, story_of
from newsletter_app.desktop.sending.words import people_words
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.errors import AppError
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.files import write_with_companions
from newsletter_app.i18n import _
from newsletter_app.library.settling import Settlement
from newsletter_app.mailing.progress import Stage
from newsletter_app.secret_store import Secret


class SentPresenter(QObject):
    """Fills the page, follows the sending that is marked; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self, page: SentPage, parts: MailParts, deliveries: Deliveries, tasks: Tasks, changes: LibraryChanges
    ) -> None:
        super().__init__(page)
        self._page, self._parts, self._deliveries = page, parts, deliveries
        self._tasks, self._changes = tasks, changes
        self._wanted = ""
        self._troubles: dict[str, AppError] = {}
        page.list.chosen.connect(self._on_list_chosen)
        run = page.run
        run.resume_requested.connect(self._on_resume_requested)
        run.pause_requested.connect(self._on_pause_requested)
        run.cancel_requested.connect(self._on_cancel_requested)
        run.report_requested.connect(self._on_report_requested)
        run.unknown.settle_requested.connect(self._on_settle_requested)
        run.trouble.answered.connect(run.trouble.hide)
        deliveries.progressed.connect(self._on_deliveries_progressed)
        deliveries.failed.connect(self._on_deliveries_failed)
        changes.happened.connect(self._on_changes_happened)
        self._read()

    def shows(self, run_id: str) -> bool:
        """Tell whether a person looks at that sending."""
        run = self._page.run.run
        return self._page.isVisible() and run is not None and run.id == run_id

    def go_on(self, run: Run, secret: Secret | None = None) -> None:
        """Send what a run still has to send, and show it."""
        self._troubles.pop(run.id, None)
        # nobody has a mail of a run that was never begun, so there is time to think better of it again
        delay = self._parts.delay if run.state is RunState.READY else 0.0
        self._page.run.countdown.begin(delay)
        self._deliveries.deliver(run.id, secret, delay)
        self.show(run.id)

    def show(self, run_id: str) -> None:
        """Mark a sending, as soon as it is listed."""
        self._wanted = run_id
        self._read()

    def begin(self, run: Run, secret: Secret | None) -> None:
        """Send a run that was just confirmed, after the seconds to think better of it."""
        self._page.run.countdown.begin(self._parts.delay)
        self._deliveries.deliver(run.id, secret, self._parts.delay)
        self.show(run.id)

    def save_report(self, run: Run, file: Path) -> None:
        """Write the story of a run, without any address, into a file; the dialog has asked about it."""
        work = partial(_write_report, self._parts, run.id, file)
        self._tasks.run(Lane.LIBRARY, work, self.told.emit, self.failed.emit)

    def _read(self) -> None:
        work = partial(_all, self._parts)
        self._tasks.run(Lane.LIBRARY, work, self._on_read, self.failed.emit, latest="mailing.runs")

    def _on_read(self, runs: tuple[Run, ...]) -> None:
        self._page.show_runs(runs)
        if self._wanted:
            self._page.list.choose(self._wanted)
            self._wanted = ""
            self._take_keys()
        current = self._page.list.current
        if current is not None:
            self._on_list_chosen(current.id)

    def _take_keys(self) -> None:
        """Take the keys to the list, but not from whoever works on the page already."""
        focus = self._page.window().focusWidget()
        if focus is None or not self._page.isAncestorOf(focus):
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_list_chosen(self, run_id: str) -> None:
        work = partial(story_of, self._parts.library, run_id, self._deliveries.in_hand)
        self._tasks.run(Lane.LIBRARY, work, self._on_story, self.failed.emit, latest="mailing.story")

    def _on_story(self, story: Story) -> None:
        run = story.run
        is_ours = run.id in self._deliveries.in_hand
        self._page.run.show_story(story, self._deliveries.stage(run.id), is_ours=is_ours)
        if run.id in self._troubles and not is_ours:
            self._page.run.show_trouble(self._troubles[run.id])

    @Slot(str, object, object)
    def _on_deliveries_progressed(self, run_id: str, counts: Counts, stage: Stage) -> None:
        shown = self._page.run
        if shown.run is not None and shown.run.id == run_id:
            if (
                stage is Stage.WAITING
            ):  # told as the time begins, also where the computer slept and it begins anew
                shown.countdown.begin(self._parts.delay)
            shown.show_progress(counts, stage)
            if stage is not Stage.ENDED:
                self._page.list.show_run(replace(shown.run, state=RunState.RUNNING, counts=counts))

    @Slot(str, object)
    def _on_deliveries_failed(self, run_id: str, error: AppError) -> None:
        self._troubles[run_id] = error
        shown = self._page.run
        if shown.run is not None and shown.run.id == run_id:
            shown.show_trouble(error)

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        if changes.runs:
            self._read()

    @Slot()
    def _on_resume_requested(self) -> None:
        shown = self._page.run
        if shown.run is not None:
            shown.trouble.hide()
            self.go_on(shown.run, shown.secret.secret)

    @Slot()
    def _on_pause_requested(self) -> None:
        if self._page.run.run is not None:
            self._deliveries.pause(self._page.run.run.id)

    @Slot()
    def _on_cancel_requested(self) -> None:
        shown = self._page.run
        if shown.run is None:
            return
        run_id = shown.run.id
        if self._deliveries.stage(run_id) is Stage.WAITING:
            self._deliveries.cancel(run_id)
            return
        question = Question(
            "mailing.cancel_question",
            _("Cancel the sending"),
            _("{people} will not get it any more. This cannot be taken back.").format(
                people=people_words(shown.pending)
            ),
            _("Cancel the sending"),
            shown.window(),
        )
        buttons = question.findChild(QDialogButtonBox)
        if buttons is not None:
            buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Keep it"))
        question.accepted.connect(partial(self._deliveries.cancel, run_id))
        question.open()

    @Slot()
    def _on_report_requested(self) -> None:
        run = self._page.run.run
        if run is None:
            return
        name = safe_name(_("Sending of {title}").format(title=run.title or run.subject))
        file, _filter = QFileDialog.getSaveFileName(
            self._page.window(), _("Save the report"), f"{name}.txt", _("Text (*.txt)")
        )
        if file:
            self.save_report(run, Path(file))

    @Slot(tuple, object)
    def _on_settle_requested(self, numbers: tuple[int, ...], settlement: Settlement) -> None:
        run = self._page.run.run
        if run is not None:
            work = partial(_settled, self._parts, run.id, numbers, settlement)
            self._tasks.run(Lane.LIBRARY, work, self._changes.tell, self._on_settling_failed)

    def _on_settling_failed(self, error: AppError) -> None:
        self._page.run.show_trouble(error)
        self._read()


def _all(parts: MailParts) -> tuple[Run, ...]:
    return parts.library.runs.all()


def _settled(parts: MailParts, run_id: str, numbers: tuple[int, ...], settlement: Settlement) -> Changes:
    changes = Changes()
    for number in numbers:
        changes |= parts.sending.settle(run_id, number, settlement, parts.person)
    return changes


def _write_report(parts: MailParts, run_id: str, file: Path) -> str:
    write_with_companions(file, parts.sending.report(run_id).encode(), {}, force=True)
    return _("The report lies in {file}. It names no reader.").format(file=file)
