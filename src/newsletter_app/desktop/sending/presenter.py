"""Carries the wish to send from the window to the room."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import Run
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.sending.choices import Choices, choices_for
from newsletter_app.desktop.sending.dialog import SendDialog
from newsletter_app.desktop.sending.looking import Look, look
from newsletter_app.desktop.sending.other_ways import OtherWays
from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.desktop.sending.words import number_in
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.trying import TestOutcome

_LOOK_AGAIN = "look"


class SendPresenter(QObject):
    """Opens the dialog for the newsletter on the desk.

    `started` carries a frozen Run with the Secret to send it by, or None; `told` a sentence; `asked_for`
    the page of the window that a fault is put right on; `words_requested` the words that tell too much.
    """

    started = Signal(object, object)
    told = Signal(str)
    failed = Signal(object)
    asked_for = Signal(str)
    words_requested = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        desk: Desk,
        parts: MailParts,
        tasks: Tasks,
        changes: LibraryChanges,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._desk, self._parts = window, theme, desk, parts
        self._tasks, self._changes = tasks, changes
        self._dialog: SendDialog | None = None
        self._newsletter = ""
        self._chosen: dict[str, tuple[str, str]] = {}
        self._ways = OtherWays(window, parts, tasks)
        self._ways.told.connect(self._on_way_told)
        self._ways.failed.connect(self._on_way_failed)
        changes.happened.connect(self._on_changes_happened)

    @Slot()
    def send(self) -> None:
        """Begin the path from the open newsletter to its readers."""
        item = self._desk.item
        if self._dialog is not None:
            return
        if not isinstance(item, Newsletter):
            self.told.emit(_("Open the newsletter that you want to send."))
        elif self._desk.is_read_only:
            self.told.emit(_("This newsletter can only be read here, so it cannot be sent."))
        else:
            self._desk.keep()
            self._newsletter = item.record.id
            self._open(item)

    def close(self) -> None:
        """End the path where it is."""
        if self._dialog is not None:
            self._dialog.reject()

    def _open(self, item: Newsletter) -> None:
        dialog = SendDialog(item.title or item.subject, self._theme, self._parts.delay, self._window)
        dialog.check.mail.put_sheet(self._parts.make_sheet(dialog))
        dialog.finished.connect(self._on_dialog_finished)
        dialog.check.chosen.connect(self._look)
        dialog.check.words_requested.connect(self.words_requested)
        dialog.trial.test_requested.connect(self._on_test_requested)
        dialog.start_requested.connect(self._on_start_requested)
        dialog.trouble.answered.connect(self._on_trouble_answered)
        self._ways.fill(dialog.ways, item)
        self._dialog = dialog
        dialog.open()
        # the lane of the library keeps its order: what was written last is saved before this is read
        work = partial(choices_for, self._parts.library, self._newsletter)
        self._tasks.run(Lane.LIBRARY, work, self._on_choices, self._on_failed)

    def _on_choices(self, choices: Choices) -> None:
        if self._dialog is None:
            return
        self._dialog.show_choices(choices)
        self._choose_as_before(self._dialog)
        if not choices.accounts:
            self._dialog.show_lack(
                _("There is no account yet by which mail could go out."),
                (Open.ACCOUNTS, _("Set up an account")),
            )
        elif not choices.lists:
            self._dialog.show_lack(
                _("There is no list of readers yet."), (Open.READERS, _("Bring readers in"))
            )
        else:
            self._look()

    def _choose_as_before(self, dialog: SendDialog) -> None:
        account, readers = self._chosen.get(self._newsletter, ("", ""))
        for box, wanted in ((dialog.check.account, account), (dialog.check.list, readers)):
            if box.findData(wanted) >= 0 and wanted:
                box.setCurrentIndex(box.findData(wanted))

    @Slot()
    def _look(self) -> None:
        dialog = self._dialog
        if dialog is None or not all(dialog.check.choice):
            return
        dialog.forget_look()
        dialog.check.mail.say(_("The mail is being made."))
        account, readers = self._chosen[self._newsletter] = dialog.check.choice
        work = partial(look, self._parts, self._newsletter, account, readers)
        self._tasks.run(Lane.NETWORK, work, self._on_looked, self._on_look_failed, latest="mailing.look")

    def _on_looked(self, found: Look) -> None:
        if self._dialog is not None and found.plan.newsletter.record.id == self._newsletter:
            self._dialog.show_look(found)

    @Slot(tuple)
    def _on_test_requested(self, addresses: tuple[str, ...]) -> None:
        dialog = self._dialog
        if dialog is None or dialog.look is None:
            return
        dialog.trouble.hide()
        dialog.trial.show_busy(True)
        dialog.trial.show_outcomes(())
        secret = dialog.trial.secret.secret
        account = dialog.look.plan.account.id
        work = partial(self._parts.sending.test, self._newsletter, account, addresses, secret)
        self._tasks.run(Lane.NETWORK, work, self._on_tested, self._on_test_failed)

    def _on_tested(self, outcomes: tuple[TestOutcome, ...]) -> None:
        self._changes.tell(Changes(newsletters=frozenset({self._newsletter})))
        if self._dialog is not None:
            self._dialog.trial.show_busy(False)
            self._dialog.trial.show_outcomes(outcomes)
            self._dialog.confirm.secret.line.setText(self._dialog.trial.secret.line.text())
            self._look()

    def _on_test_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.trial.show_busy(False)
        self._on_failed(error)

    @Slot()
    def _on_start_requested(self) -> None:
        dialog = self._dialog
        if dialog is None or dialog.look is None or not dialog.confirm.is_armed:
            return
        plan, confirm = dialog.look.plan, dialog.confirm
        dialog.trouble.hide()
        work = partial(
            self._parts.sending.start,
            plan,
            number_in(confirm.count.text()),
            confirm.rate.value(),
            again=plan.already_sent is not None and confirm.again.isChecked(),
        )
        self._tasks.run(Lane.NETWORK, work, self._on_started, self._on_start_failed)

    def _on_started(self, run: Run) -> None:
        secret = self._dialog.confirm.secret.secret if self._dialog is not None else None
        self._changes.tell(Changes(runs=frozenset({run.id})))
        if self._dialog is not None:
            self._dialog.accept()
        self.started.emit(run, secret)

    def _on_start_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.start_again()
        self._on_failed(error, (_LOOK_AGAIN, _("Look at it again")))

    def _on_look_failed(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.check.mail.say("")
        self._on_failed(error, (_LOOK_AGAIN, _("Try again")))

    def _on_failed(self, error: AppError, act: tuple[str, str] | None = None) -> None:
        if self._dialog is None:
            self.failed.emit(error)
            return
        self._dialog.show_trouble(error_words(error), _way_to_mend(error) or act)

    @Slot(str)
    def _on_way_told(self, sentence: str) -> None:
        """Say it where the person looks: the window below cannot be used while the dialog is open."""
        if self._dialog is not None:
            self._dialog.show_trouble(sentence)
        else:
            self.told.emit(sentence)

    @Slot(object)
    def _on_way_failed(self, error: AppError) -> None:
        self._on_failed(error)

    @Slot(str)
    def _on_trouble_answered(self, answer: str) -> None:
        if self._dialog is None:
            return
        self._dialog.trouble.hide()
        if answer == _LOOK_AGAIN:
            self._dialog.show_step(0)
            self._look()
        else:
            self._dialog.reject()
            self.asked_for.emit(answer)

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        """Look again where the words that tell too much, or the accounts, are others now."""
        if changes.accounts and self._dialog is not None and self._dialog.look is not None:
            self._look()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _way_to_mend(error: AppError) -> tuple[str, str] | None:
    labels = {Open.ACCOUNTS: _("Go to the accounts"), Open.READERS: _("Go to the readers")}
    return (error.action, labels[error.action]) if error.action in labels else None
