"""The first step of sending: by whom, to whom, and how it looks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.mail_account import MailAccount
from newsletter_app.desktop.sending.choices import Choices
from newsletter_app.desktop.sending.lock_card import LockCard
from newsletter_app.desktop.sending.looking import Look
from newsletter_app.desktop.sending.mail_shown import MailShown
from newsletter_app.desktop.sending.words import moment_words, people_words
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.elided_choice import ElidedChoice
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.mailing.plan import SendPlan

_LEFT = 344
_KERNED = 4
"""What a short word is wider by where its letters are drawn apart for the underlined one."""


class CheckPage(HandsKeysOn, QWidget):
    """Account and list at the left with what stands out, the mail at the right."""

    chosen = Signal()
    words_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.account = named(ElidedChoice(), "mailing.account", _("From"))
        self.list = named(ElidedChoice(), "mailing.list", _("To"))
        self.mail = MailShown(theme)
        self._who = _sentences("mailing.who", "")
        self._seen = QWidget()
        self._card = LockCard()
        self._telling = _sentences("mailing.telling", "warning")
        self._findings = _sentences("mailing.findings", "read")
        self._findings.setIndent(0)
        # by keys too: else what does not fit would never be seen without a mouse
        self._findings.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._findings.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading = with_role(QLabel(_("Worth knowing")), "muted")
        self._words = with_role(
            named(QPushButton(_("&Words that tell too much…")), "mailing.words_open"), "link"
        )
        self._words.setAutoDefault(False)
        self._words.clicked.connect(self.words_requested)
        self.keys_for = self.account
        self._lay_out()
        for box in (self.account, self.list):
            box.activated.connect(self._on_box_activated)

    def show_choices(self, choices: Choices) -> None:
        """Offer accounts and lists, the usual ones first chosen."""
        self.account.clear()
        for account in choices.accounts:
            self.account.addItem(_account_words(account), account.id)
        self.list.clear()
        for readers in choices.lists:
            number = people_words(readers.people)
            self.list.addItem(_("{name}, {number}").format(name=readers.name, number=number), readers.id)
        self.account.setCurrentIndex(self.account.findData(choices.account))
        self.list.setCurrentIndex(self.list.findData(choices.list))
        self.account.setEnabled(bool(choices.accounts))
        self.list.setEnabled(bool(choices.lists))

    @property
    def choice(self) -> tuple[str, str]:
        """Return the ids of account and list, "" where there is none."""
        return str(self.account.currentData() or ""), str(self.list.currentData() or "")

    def show_look(self, look: Look) -> None:
        """Show what was found."""
        plan = look.plan
        self._who.setText(" ".join(who_words(plan)))
        self._seen.show()
        self._card.show_envelope(plan.envelope)
        self._show_telling(plan.telling)
        others = [each for each in plan.findings if each != _said_of(plan.telling)]
        self._findings.setText("\n\n".join(others))
        self._heading.setVisible(bool(others))
        self.mail.show_mail(look.html, plan.text)

    def _show_telling(self, words: Sequence[str]) -> None:
        self._telling.setText(f"{_said_of(words)} {_('Neutral words can be set under “From outside”.')}")
        self._telling.setVisible(bool(words))

    def _lay_out(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        columns.addWidget(self._left())
        columns.addWidget(self.mail, 1)

    def _left(self) -> QWidget:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        layout.addLayout(self._form())
        layout.addWidget(self._who)
        layout.addWidget(self._what_is_seen())
        layout.addStretch()
        return _scrolling(inner)

    def _what_is_seen(self) -> QWidget:
        """Return what there is to see once it was looked at."""
        layout = QVBoxLayout(self._seen)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(with_role(QLabel(_("What a passer-by sees")), "muted"))
        layout.addWidget(self._card)
        layout.addWidget(self._telling)
        layout.addWidget(self._words, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._heading)
        layout.addWidget(self._findings)
        self._seen.hide()
        return self._seen

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.account.setPlaceholderText(_("No account yet"))
        self.list.setPlaceholderText(_("No list yet"))
        for label, box in ((_("&From"), self.account), (_("&To"), self.list)):
            caption = with_role(QLabel(label), "muted")
            caption.setFixedHeight(32)
            caption.setMinimumWidth(caption.sizeHint().width() + _KERNED)
            caption.setBuddy(box)
            form.addRow(caption, box)
        return form

    @Slot()
    def _on_box_activated(self) -> None:
        self.chosen.emit()


def who_words(plan: SendPlan) -> list[str]:
    """Return who would get it, and who would not, in sentences."""
    said = [_("Nobody on this list would get it.")]
    if plan.count:
        said = [_("{people} would get a message of their own.").format(people=people_words(plan.count))]
    if plan.suppressed:
        said.append(_("{people} left and will not get it.").format(people=people_words(plan.suppressed)))
    if plan.excluded:
        number = people_words(plan.excluded)
        said.append(_("{people} cannot get it: no mail can go to their address.").format(people=number))
    if plan.already_sent is not None:
        moment = moment_words(plan.already_sent.created)
        said.append(_("It went to this list on {moment} already.").format(moment=moment))
    return said


def _account_words(account: MailAccount) -> str:
    """Return in whose name an account sends, after its own name where that says more."""
    sender = f"{account.sender_name} <{account.sender}>" if account.sender_name else account.sender
    if account.name in (account.sender, account.sender_name):
        return sender
    return _("{name}: {sender}").format(name=account.name, sender=sender)


def _said_of(telling: Sequence[str]) -> str:
    """Return the finding about such words, which has a place of its own here."""
    words = ", ".join(f"“{word}”" for word in telling)
    return _("A passer-by can read {words} on a locked screen.").format(words=words)


def _sentences(name: str, role: str) -> QLabel:
    label = named(QLabel(textFormat=Qt.TextFormat.PlainText), name)
    label.setWordWrap(True)
    return with_role(label, role) if role else label


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)  # which setWidget has set
    area.setFixedWidth(_LEFT)
    return area
