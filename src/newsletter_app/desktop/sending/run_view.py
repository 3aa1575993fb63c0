"""One sending: how far it is, what can be done about it, and what became of its messages."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.run import Counts, Delivery, Run, RunState
from newsletter_app.desktop.sending.countdown import Countdown
from newsletter_app.desktop.sending.fate_tree import fate_tree, fit
from newsletter_app.desktop.sending.secret_field import SecretField
from newsletter_app.desktop.sending.story import Story
from newsletter_app.desktop.sending.telling import state_sentence
from newsletter_app.desktop.sending.unknown_list import UnknownList
from newsletter_app.desktop.sending.words import masked, meant, sums
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, SecretsUnavailable
from newsletter_app.i18n import _
from newsletter_app.mailing.progress import Stage


class RunView(QWidget):
    """Shows a Story, then the counts as they come; wishes carry no run, for it is the one that is shown."""

    resume_requested = Signal()
    pause_requested = Signal()
    cancel_requested = Signal()
    report_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mailing.run")
        self._story: Story | None = None
        self._counts = Counts()
        self._stage: Stage | None = None
        self._is_ours = False
        self._title = with_role(
            named(QLabel(textFormat=Qt.TextFormat.PlainText), "mailing.title"), "card-title"
        )
        self._state = named(QLabel(textFormat=Qt.TextFormat.PlainText), "mailing.state")
        self._sums = with_role(named(QLabel(textFormat=Qt.TextFormat.PlainText), "mailing.sums"), "muted")
        self.progress = named(QProgressBar(), "mailing.progress", _("How far it is"))
        self.countdown = Countdown(self)
        self.secret = SecretField("mailing.run_password")
        self.trouble = NoticeBar("mailing.run_trouble")
        self.unknown = UnknownList()
        self._failed_heading = with_role(QLabel(_("Refused")), "card-title")
        self.failed = fate_tree(
            "mailing.failed", _("Refused messages"), (_("Reader"), _("Code"), _("What the server said"))
        )
        self._make_buttons()
        self._lay_out()
        self.countdown.ticked.connect(self._dress)

    @property
    def run(self) -> Run | None:
        """Return the sending that is shown."""
        return self._story.run if self._story is not None else None

    @property
    def pending(self) -> int:
        """Return how many have still to get it."""
        return self._counts.pending

    def show_story(self, story: Story, stage: Stage | None, *, is_ours: bool) -> None:
        """Show a sending; `is_ours` where this window sends it, `stage` None while it waits for its turn."""
        if self.run is None or self.run.id != story.run.id:
            self.trouble.hide()
            self.secret.line.clear()
            self.secret.hide()
        self._story, self._counts = story, story.run.counts
        self._stage, self._is_ours = stage, is_ours
        self.unknown.show_unknown(story.unknown)
        self._show_failed(story.failed)
        self._dress()
        self.show()

    def show_progress(self, counts: Counts, stage: Stage) -> None:
        """Show how far it is now."""
        if self._story is not None and self._is_ours:
            self._counts, self._stage = counts, stage
            self._dress()

    def show_trouble(self, error: AppError) -> None:
        """Say what stands in the way; ask for the password where that is what lacks."""
        self.trouble.ask(error_words(error), [("close", _("Close"))])
        if isinstance(error, SecretsUnavailable) and self.run is not None:
            self.secret.ask(self.run.account_name)
            self.secret.line.setFocus()

    def _show_failed(self, failed: tuple[Delivery, ...]) -> None:
        self.failed.clear()
        for each in failed:
            self.failed.addTopLevelItem(
                QTreeWidgetItem([masked(each.address), str(each.code or ""), each.said])
            )
        fit(self.failed)
        self.failed.setVisible(bool(failed))
        self._failed_heading.setVisible(bool(failed))

    @Slot()
    def _dress(self) -> None:
        story = self._story
        if story is None:
            return
        run, counts = story.run, self._counts
        seconds = self.countdown.left if self._stage is Stage.WAITING else 0
        self._title.setText(
            _("“{title}” to {list}").format(title=run.title or run.subject, list=run.list_name)
        )
        self._state.setText(
            state_sentence(
                run, counts, self._stage, seconds, is_ours=self._is_ours, is_elsewhere=story.is_elsewhere
            )
        )
        self._sums.setText("  ·  ".join(sums(counts)))
        whole = max(1, meant(counts))
        self.progress.setMaximum(whole)
        self.progress.setValue(whole - counts.pending - counts.cancelled)
        self.progress.setTextVisible(False)
        self._dress_buttons(run, is_going=self._is_ours or story.is_elsewhere)

    def _dress_buttons(self, run: Run, *, is_going: bool) -> None:
        is_open = run.state not in (RunState.FINISHED, RunState.CANCELLED)
        shown = {
            self.resume: is_open and not is_going,
            self.pause: is_going and self._stage is not Stage.WAITING,
            self.cancel: is_open,
        }
        keyed = self.window().focusWidget()
        for button in sorted(shown, key=lambda each: not shown[each]):  # first what comes, then what goes
            if button is keyed and not shown[button]:
                self._take_keys_from(button)
            button.setVisible(shown[button])
        if not self.resume.isVisibleTo(self):
            self.secret.hide()

    def _take_keys_from(self, gone: QPushButton) -> None:
        """Give the keys to the button that came in the place of one: Qt would give them to Cancel."""
        others = (self.resume, self.pause, self.report)
        next(each for each in others if each is not gone and each.isVisibleTo(self)).setFocus()

    def _make_buttons(self) -> None:
        self.resume = with_role(named(QPushButton(_("Go on with the sending")), "mailing.resume"), "primary")
        self.pause = named(QPushButton(_("Pause")), "mailing.pause")
        self.cancel = named(QPushButton(_("Cancel the sending")), "mailing.cancel")
        self.report = named(QPushButton(_("Save the report…")), "mailing.report")
        for button, wish in (
            (self.resume, self.resume_requested),
            (self.pause, self.pause_requested),
            (self.cancel, self.cancel_requested),
            (self.report, self.report_requested),
        ):
            button.clicked.connect(wish)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.resume, self.pause, self.cancel, self.report):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self._state, self.progress, self._sums, self.trouble, self.secret):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addSpacing(16)
        layout.addWidget(self.unknown)
        self._failed_heading.setContentsMargins(0, 16, 0, 0)
        for fates in (self._failed_heading, self.failed):
            layout.addWidget(fates)
        layout.addStretch(1)  # takes all that is left, else the sentences would be drawn apart
        for label in (self._title, self._state, self._sums):
            label.setWordWrap(True)
        self._failed_heading.hide()
        self.failed.hide()
