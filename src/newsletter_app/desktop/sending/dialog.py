"""The path from a newsletter to its readers: check, test, confirm."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.sending.check_page import CheckPage
from newsletter_app.desktop.sending.choices import Choices
from newsletter_app.desktop.sending.confirm_page import ConfirmPage
from newsletter_app.desktop.sending.looking import Look
from newsletter_app.desktop.sending.steps_line import StepsLine
from newsletter_app.desktop.sending.trial_page import TrialPage
from newsletter_app.desktop.sending.words import readers_words
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CHECK, TEST, CONFIRM = range(3)


class SendDialog(QDialog):
    """Three steps; `start_requested` comes once at most, by the button alone: never by Enter."""

    start_requested = Signal()

    def __init__(self, title: str, theme: Theme, delay: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mailing.dialog")
        self.setWindowTitle(_("Send “{title}”").format(title=title))
        self.setMinimumSize(840, 560)
        self.resize(960, 640)
        self.check, self.trial, self.confirm = CheckPage(theme), TrialPage(), ConfirmPage(delay)
        self.trouble = NoticeBar("mailing.trouble")
        self.ways = QMenu(self)
        self._look: Look | None = None
        self._is_started = False
        self._steps = StepsLine((_("Check"), _("Test"), _("Confirm")))
        self._pages = QStackedWidget()
        for page in (self.check, self.trial, self.confirm):
            self._pages.addWidget(page)
        self._make_buttons()
        self._lay_out()
        self.confirm.armed.connect(self._on_confirm_armed)
        self.show_step(CHECK)

    @property
    def look(self) -> Look | None:
        """Return what is looked at, None while it is being made."""
        return self._look

    def show_choices(self, choices: Choices) -> None:
        """Offer what can be chosen."""
        self.check.show_choices(choices)
        self.trial.offer(choices.addresses)

    def show_look(self, look: Look) -> None:
        """Show what would go to whom in all steps."""
        self._look = look
        for page in (self.check, self.trial, self.confirm):
            page.show_look(look)
        self._dress()

    def forget_look(self) -> None:
        """Let nothing go on what was looked at until there is another look."""
        self._look = None
        self._dress()

    def show_trouble(self, sentence: str, act: tuple[str, str] | None = None) -> None:
        """Say what stands in the way, with what can be done about it as (word, label)."""
        self.trouble.ask(sentence, [act] if act else [])

    def show_lack(self, sentence: str, act: tuple[str, str]) -> None:
        """Say what there has to be first, with the keys on what makes it."""
        self.show_trouble(sentence, act)
        self.check.mail.say(_("The mail is shown here once there are an account and a list."))
        self.trouble.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def start_again(self) -> None:
        """Take back that it was started, for it was refused."""
        self._is_started = False
        self._dress()

    def show_step(self, step: int) -> None:
        """Go to a step, and put the keys where it begins."""
        self._pages.setCurrentIndex(step)
        self._steps.show_step(step)
        self._dress()
        is_vain = step == CONFIRM and self.confirm.count.isHidden()
        begins = self._back if is_vain else (self.check, self.trial, self.confirm)[step]
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> None:
        self._ways = _button(_("&Other ways"), "mailing.other_ways")
        self._ways.setMenu(self.ways)
        self._cancel = _button(_("Cancel"), "mailing.close")
        self._back = _button(_("&Back"), "mailing.back")
        self._next = with_role(_button(_("&Go on"), "mailing.next"), "primary")
        self._start = with_role(_button(_("Send"), "mailing.start"), "primary")
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._start.clicked.connect(self._on_start_clicked)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self._steps)
        layout.addWidget(self.trouble)
        layout.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._ways)
        foot.addStretch()
        for button in (self._cancel, self._back, self._next, self._start):
            foot.addWidget(button)
        layout.addLayout(foot)

    def _dress(self) -> None:
        step = self._pages.currentIndex()
        self._ways.setVisible(step == CHECK)
        self._back.setVisible(step != CHECK)
        self._next.setVisible(step != CONFIRM)
        self._start.setVisible(step == CONFIRM)
        self._next.setEnabled(self._look is not None)
        self._next.setText(self._next_words(step))
        with_role(self._next, "" if step == TEST and not self._is_tested else "primary")
        is_armed = self._look is not None and self.confirm.is_armed
        self._start.setEnabled(is_armed or self._is_started)  # else the keys would be Cancel's at once
        self._start.setText(self._start_words())

    def _start_words(self) -> str:
        if self._is_started:
            return _("Getting ready…")
        number = self._look.plan.count if self._look is not None else 0
        return _("Send to {readers}").format(readers=readers_words(number))

    def _next_words(self, step: int) -> str:
        if step != TEST or self._look is None or self._is_tested:
            return _("&Go on")
        if self._look.plan.since_test is None:
            return _("&Go on without a test")
        return _("&Go on without another test")

    @property
    def _is_tested(self) -> bool:
        """Tell whether what is looked at went to a test address as it is."""
        since = self._look.plan.since_test if self._look is not None else None
        return since is not None and not since.sentences

    @Slot(bool)
    def _on_confirm_armed(self, _is_armed: bool) -> None:
        self._dress()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.trouble.hide()
        self.show_step(self._pages.currentIndex() - 1)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.trouble.hide()
        self.show_step(self._pages.currentIndex() + 1)

    @Slot()
    def _on_start_clicked(self) -> None:
        if not self._is_started:
            self._is_started = True
            self._dress()
            self.start_requested.emit()

    # Qt

    def reject(self) -> None:
        """Close, but not between the button and its run."""
        if not self._is_started:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for nothing but going on from the first step: no mail leaves by it."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._pages.currentIndex() == CHECK and not event.isAutoRepeat():
            self._next.click()


def _button(label: str, name: str) -> QPushButton:
    button = named(QPushButton(label), name)  # a screen reader tells what stands on it, which changes
    button.setAutoDefault(False)
    return button
