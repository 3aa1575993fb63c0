"""The third step of sending: one screen that says all, and a count to be typed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.sending.looking import Look
from newsletter_app.desktop.sending.secret_field import SecretField
from newsletter_app.desktop.sending.trial_page import since_words
from newsletter_app.desktop.sending.words import moment_words, number_in, people_words
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.plan import SendPlan

_WIDTH = 640
_MOST = 100_000


class ConfirmPage(HandsKeysOn, QWidget):
    """Who, how many, from whom, what and when; `armed` tells whether all is confirmed."""

    armed = Signal(bool)

    def __init__(self, delay: float) -> None:
        super().__init__()
        self._delay = delay
        self._look: Look | None = None
        self._facts = QFormLayout()
        self.rate = named(QSpinBox(), "mailing.rate", _("Messages a minute"))
        self.again = named(QCheckBox(), "mailing.again")
        self.secret = SecretField("mailing.password")
        self.count = named(QLineEdit(), "mailing.count", _("How many people will get it"))
        self._missing = with_role(named(QLabel(), "mailing.missing"), "warning")
        self._asked = QLabel()
        self._lay_out()
        self.keys_for = self.count
        self.count.textChanged.connect(self._tell)
        self.again.toggled.connect(self._tell)
        self.secret.line.textChanged.connect(self._tell)

    def show_look(self, look: Look) -> None:
        """Show everything there is to confirm; a count that was typed for another look goes."""
        if self._look is None or self._look.plan.content_sha256 != look.plan.content_sha256:
            self.count.clear()
        if self._look is not None and self._look.plan.list.id != look.plan.list.id:
            self.count.clear()
            self.again.setChecked(False)
        self._look = look
        plan = look.plan
        for label, (name, text) in zip(self._labels, facts_of(plan, self._delay), strict=True):
            label.setText(text)
            label.setAccessibleName(f"{name}: {text}")
        self._show_again(plan)
        self.secret.hide()
        if look.must_ask:
            self.secret.ask_for(plan.account)
        self._asked.setText(_asked(plan.count))
        self.count.setVisible(plan.count > 0)
        self._tell()

    @property
    def is_armed(self) -> bool:
        """Tell whether the count is right and all else is said."""
        return self._look is not None and self._look.plan.count > 0 and not self._lack(self._look)

    def _lack(self, look: Look) -> str:
        """Return what keeps a count that was typed from being enough, "" for nothing."""
        if not look.plan.count:
            return ""
        if number_in(self.count.text()) != look.plan.count:
            return _("That is not the number of people who will get it.")
        if look.plan.already_sent is not None and not self.again.isChecked():
            return _("Tick above that it goes to this list again.")
        return _("The password is missing.") if self.secret.is_missing else ""

    def _show_again(self, plan: SendPlan) -> None:
        before = plan.already_sent
        self.again.setVisible(before is not None)
        if before is not None:
            words = _("It went to this list on {moment}. Send it again to {people}").format(
                moment=moment_words(before.created), people=people_words(plan.count)
            )
            self.again.setText(words)
            self.again.setAccessibleName(words)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._add_facts()
        layout.addLayout(self._facts)
        layout.addWidget(self.again)
        layout.addWidget(self.secret)
        self._asked.setWordWrap(True)
        self._asked.setBuddy(self.count)
        self.count.setMaximumWidth(160)
        layout.addWidget(self._asked)
        layout.addWidget(self.count)
        layout.addWidget(self._missing)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column)
        self.again.hide()

    def _add_facts(self) -> None:
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._labels = []
        for name, label in _names():
            text = named(QLabel(textFormat=Qt.TextFormat.PlainText), f"mailing.confirm.{name}")
            text.setWordWrap(True)
            self._labels.append(text)
            self._facts.addRow(with_role(QLabel(label), "muted"), text)
        self.rate.setRange(0, _MOST)
        self.rate.setSpecialValueText(_("As fast as the server takes them"))
        self.rate.setSuffix(_(" a minute"))
        self.rate.setMaximumWidth(240)
        caption = with_role(QLabel(_("&How fast")), "muted")
        caption.setFixedHeight(32)
        self.rate.lineEdit().setTextMargins(6, 0, 6, 0)
        caption.setBuddy(self.rate)
        about = with_role(QLabel(_("A number means so many messages a minute.")), "meta")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.rate)
        row.addWidget(about)
        row.addStretch()
        self._facts.addRow(caption, row)

    @Slot()
    def _tell(self) -> None:
        is_typed = self._look is not None and bool(self.count.text().strip())
        self._missing.setText(self._lack(self._look) if is_typed and self._look is not None else "")
        self.armed.emit(self.is_armed)


def facts_of(plan: SendPlan, delay: float) -> list[tuple[str, str]]:
    """Return what is confirmed, a line for each of the labels, with the label."""
    envelope = plan.envelope
    texts = (
        _("{people} on “{list}”").format(people=people_words(plan.count), list=plan.list.name),
        _left_out(plan),
        ", ".join((*plan.first, *(("…", *plan.last) if plan.last else ()))) or _("Nobody"),
        f"{envelope.sender_name} <{envelope.sender}>".strip(),
        envelope.subject,
        _("{seconds:g} seconds after you press the button; until then it can be called off.").format(
            seconds=delay
        ),
        " ".join(since_words(plan.since_test)),
    )
    return [(label, text) for (_name, label), text in zip(_names(), texts, strict=True)]


def _names() -> tuple[tuple[str, str], ...]:
    return (
        ("who", _("To")),
        ("left_out", _("Left out")),
        ("masked", _("First and last")),
        ("sender", _("From")),
        ("subject", _("Subject")),
        ("when", _("When")),
        ("since", _("Test")),
    )


def _left_out(plan: SendPlan) -> str:
    if not plan.suppressed and not plan.excluded:
        return _("Nobody")
    left = ngettext("{number} who left", "{number} who left", plan.suppressed).format(
        number=f"{plan.suppressed:,}"
    )
    without = _("{number} without an address mail can go to").format(number=f"{plan.excluded:,}")
    return ", ".join(words for words, number in ((left, plan.suppressed), (without, plan.excluded)) if number)


def _asked(count: int) -> str:
    if not count:
        return _("Nobody on this list would get it. Choose another list.")
    return _("Type the &number of people who will get it. Each gets their own message.")
