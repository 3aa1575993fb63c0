"""The second step of sending: a test mail to a few addresses."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.sending.looking import Look
from newsletter_app.desktop.sending.secret_field import SecretField
from newsletter_app.desktop.sending.words import moment_words
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.mailing.differences import SinceTest
from newsletter_app.mailing.trying import TestOutcome

_WIDTH = 600
_SIGNS = {"removed": "−", "added": "+"}


class TrialPage(HandsKeysOn, QWidget):
    """One line for the addresses; `test_requested` carries them, and Enter does not send."""

    test_requested = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.addresses = named(QLineEdit(), "mailing.test_addresses", _("Addresses for the test"))
        self.addresses.setPlaceholderText("meera@example.org, tom@example.org")
        self.secret = SecretField("mailing.test_password")
        self.act = with_role(named(QPushButton(_("Send the test")), "mailing.test"), "primary")
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self._on_act_clicked)
        self._outcomes = _label("mailing.outcomes", "")
        self._since = _label("mailing.since_test", "")
        self._lines = named(QPlainTextEdit(readOnly=True), "mailing.lines", _("What changed since the test"))
        self._lines.setTabChangesFocus(True)
        self._is_sending = False
        self.keys_for = self.addresses
        self._lay_out()
        self.addresses.textChanged.connect(self._arm)
        self.secret.line.textChanged.connect(self._arm)
        self._arm()

    def offer(self, addresses: Sequence[str]) -> None:
        """Fill in the addresses of the last time."""
        self.addresses.setText(", ".join(addresses))

    def show_look(self, look: Look) -> None:
        """Say what changed since the last test."""
        if look.must_ask:
            self.secret.ask_for(look.plan.account)
        else:
            self.secret.hide()
        self._show_since(look.plan.since_test)
        self._arm()

    def show_busy(self, is_busy: bool) -> None:
        """Say that the test is under way, or over."""
        self._is_sending = is_busy
        self.act.setText(_("Sending the test…") if is_busy else _("Send the test"))
        self._arm()

    def show_outcomes(self, outcomes: Sequence[TestOutcome]) -> None:
        """Say what became of each address."""
        self._outcomes.setText("\n".join(f"{each.address}: {each.sentence}" for each in outcomes))
        self._outcomes.setVisible(bool(outcomes))

    def _show_since(self, since: SinceTest | None) -> None:
        self._since.setText(" ".join(since_words(since)))
        with_role(self.act, "" if since is not None and not since.sentences else "primary")
        lines = since.lines if since is not None else ()
        self._lines.setPlainText("\n".join(f"{_SIGNS.get(line.change, ' ')} {line.text}" for line in lines))
        self._lines.setVisible(bool(lines))

    def _lay_out(self) -> None:
        about = _label("mailing.about_test", "")
        about.setText(
            _("A test shows how the mail really arrives.")
            + " "
            + _("It goes to you and your colleagues, each alone, with [TEST] before the subject.")
        )
        caption = with_role(QLabel(_("&Addresses, with commas between them")), "muted")
        caption.setBuddy(self.addresses)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (about, caption, self.addresses, self.secret):
            layout.addWidget(part)
        layout.addWidget(self.act, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._outcomes)
        layout.addSpacing(16)
        layout.addWidget(self._since)
        layout.addWidget(self._lines)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column)
        self._outcomes.hide()
        self._lines.setMaximumHeight(160)
        self._lines.hide()

    @Slot()
    def _arm(self) -> None:
        is_ready = bool(self.addresses.text().strip()) and not self.secret.is_missing
        self.act.setEnabled(is_ready or self._is_sending)  # one that is not would lose the keys to Cancel

    @Slot()
    def _on_act_clicked(self) -> None:
        if self._is_sending:
            return
        written = self.addresses.text().replace(";", ",").split(",")
        self.test_requested.emit(tuple(each.strip() for each in written if each.strip()))


def since_words(since: SinceTest | None) -> list[str]:
    """Return what differs from the last test, in sentences."""
    if since is None:
        return [_("No test was sent yet.")]
    when = _("The last test went on {moment}.").format(moment=moment_words(since.tested))
    return [when, *(since.sentences or (_("Nothing has changed since."),))]


def _label(name: str, role: str) -> QLabel:
    label = named(QLabel(textFormat=Qt.TextFormat.PlainText), name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return with_role(label, role) if role else label
