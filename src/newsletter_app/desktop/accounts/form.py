"""The fields of a mail account."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.desktop.accounts.words import SECURITIES, SIGN_INS
from newsletter_app.desktop.widgets.forms import add_below, wide_form
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.mailing.providers import PROVIDERS
from newsletter_app.secret_store import Secret

_LINES = ("sender", "sender_name", "host", "user", "name", "reply_to", "unsubscribe_url")
_MORE = ("reply_to", "unsubscribe_url", "ca")
_PORT_WIDTH = 72


class AccountForm(QWidget):
    """Reads and shows an account; a sentence stands below the field it is about.

    `rows_changed` tells that there are more or fewer of them.
    """

    ca_requested = Signal()
    fault_shown = Signal(QWidget)
    rows_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ca = ""
        self.lines = {name: QLineEdit() for name in _LINES}
        self.port = QSpinBox()
        self.provider, self.security, self.sign_in = QComboBox(), QComboBox(), QComboBox()
        self.secret = QLineEdit()
        self.choose_ca, self.forget_ca = QPushButton(_("Choose a &file…")), QPushButton(_("Forget it"))
        self.more = with_role(named(QPushButton(_("&More settings")), "accounts.more"), "link")
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.advice, self._about_ca = with_role(QLabel(), "meta"), QLabel()
        self._about_secret = with_role(named(QLabel(), "accounts.about_secret"), "meta")
        self._troubles: dict[str, QLabel] = {}
        self._form = wide_form()
        self._fill_choices()
        self._lay_out()
        self._connect()

    def show_account(self, account: MailAccount) -> None:
        """Fill the fields; the secret itself is never shown."""
        for name, line in self.lines.items():
            line.setText(getattr(account, name))
        self.port.setValue(account.port)
        self.security.setCurrentIndex(self.security.findData(str(account.security)))
        self.sign_in.setCurrentIndex(self.sign_in.findData(str(account.sign_in)))
        self.show_ca(account.ca)
        if account.secret_id:
            self.secret.setPlaceholderText(_("Kept in the keyring; write one here only to change it"))
        self.show_more(is_shown=bool(account.reply_to or account.unsubscribe_url or account.ca))

    def account(self, before: MailAccount) -> MailAccount:
        """Return `before` with what stands in the fields; without a name it is called after its sender."""
        written = {name: line.text().strip() for name, line in self.lines.items()}
        written["name"] = written["name"] or written["sender"]
        ways = {"security": self.chosen_security, "sign_in": self.chosen_sign_in}
        return replace(before, port=self.port.value(), ca=self._ca, **written, **ways)  # type: ignore[arg-type]  # all by name

    @property
    def written_secret(self) -> Secret | None:
        """Return the password or token that was written, None for none."""
        text = self.secret.text()
        return Secret(text) if text and self.chosen_sign_in is not SignIn.NONE else None

    @property
    def chosen_security(self) -> Security:
        """Return how the connection is made safe."""
        return Security(self.security.currentData())

    @property
    def chosen_sign_in(self) -> SignIn:
        """Return with what the account signs in."""
        return SignIn(self.sign_in.currentData())

    def show_ca(self, ca: str) -> None:
        """Say whether a private authority is trusted."""
        self._ca = ca
        self._about_ca.setText(_("One is trusted.") if ca else _("None"))
        self.forget_ca.setVisible(bool(ca))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say below each field what is wrong with it, and go to the first; {} says that nothing is.

        `fault_shown` carries what then has the keys.
        """
        for name, label in self._troubles.items():
            label.setText(faults.get(name, ""))
            label.setVisible(name in faults)
        if any(name in faults for name in _MORE):
            self.show_more(is_shown=True)
        first = next((name for name in self._troubles if name in faults), "")
        if first:
            self._field(first).setFocus()
            self.fault_shown.emit(self._field(first))

    def show_more(self, *, is_shown: bool) -> None:
        """Show the fields that few accounts need."""
        for name in _MORE:
            self._form.setRowVisible(self._rows[name], is_shown)
        self.more.setVisible(not is_shown)

    def show_advice(self, advice: str) -> None:
        """Show what a provider wants, "" for nothing."""
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.rows_changed.emit()

    def _fill_choices(self) -> None:
        self.provider.addItem(_("Another server"), "")
        for provider in sorted(PROVIDERS, key=lambda each: each.name.casefold()):
            self.provider.addItem(provider.name, provider.host)
        for security, label in SECURITIES.items():
            self.security.addItem(_(label), str(security))
        for sign_in, label in SIGN_INS.items():
            self.sign_in.addItem(_(label), str(sign_in))
        self.port.setRange(1, 65_535)
        self.port.setValue(465)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.lines["sender"].setPlaceholderText(_("news@example.org"))
        self.lines["name"].setPlaceholderText(_("As the address"))
        self.lines["unsubscribe_url"].setPlaceholderText("https://example.org/leave?reader={token}")

    def _lay_out(self) -> None:
        form = self._form
        self._rows: dict[str, QWidget] = {"ca": self._ca_row(), "host": self._server_row()}
        self._add("sender", _("Sent from the &address"))
        self._add("sender_name", _("Name that &readers see"))
        self._add("provider", _("&Provider"))
        add_below(form, self.advice)
        self._add("host", _("Ser&ver, port"))
        self._add("security", _("&Encryption"))
        self._add("sign_in", _("Sign in &with"))
        self._add("user", _("&User"))
        self._add("secret", _("Passwor&d"))
        add_below(form, self._about_secret)
        self._add("name", _("Name of the a&ccount"))
        add_below(form, self.more)
        self._add("reply_to", _("Answers &go to"))
        self._add("unsubscribe_url", _("Unsu&bscribe address"))
        self._add("ca", _("Private certificate"))
        for label in (self.advice, self._about_secret):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addStretch()
        named(self.port, "accounts.port", _("Port"))
        named(self.choose_ca, "accounts.choose_ca", _("Choose the file of a private certificate authority"))
        named(self.forget_ca, "accounts.forget_ca", _("Trust the private certificate authority no more"))

    def _add(self, name: str, label: str) -> None:
        field = self._field(name)
        row = self._rows.setdefault(name, field)
        words = QLabel(label)
        words.setBuddy(field)
        if name != "ca":
            named(field, f"accounts.{name}", label.replace("&", ""))
        if name == "secret":
            self._secret_label = words
        trouble = with_role(named(QLabel(), f"accounts.{name}_trouble"), "danger")
        trouble.setWordWrap(True)
        trouble.hide()
        self._troubles[name] = trouble
        self._form.addRow(words, row)
        add_below(self._form, trouble)

    def _field(self, name: str) -> QWidget:
        """Return what takes the keys for a field."""
        if name in self.lines:
            return self.lines[name]
        others = {
            "provider": self.provider,
            "security": self.security,
            "sign_in": self.sign_in,
            "secret": self.secret,
            "port": self.port,
            "ca": self.choose_ca,
        }
        return others[name]

    def _server_row(self) -> QWidget:
        self.port.setFixedWidth(_PORT_WIDTH)
        return _row(self.lines["host"], self.port)

    def _ca_row(self) -> QWidget:
        for button in (self.choose_ca, self.forget_ca, self.more):
            button.setAutoDefault(False)  # Enter saves
        return _row(self._about_ca, self.forget_ca, self.choose_ca)

    def _connect(self) -> None:
        self.sign_in.currentIndexChanged.connect(self._on_sign_in_changed)
        self.choose_ca.clicked.connect(self.ca_requested)
        self.forget_ca.clicked.connect(self._on_forget_ca_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self._on_sign_in_changed()
        self.show_ca("")
        self.show_more(is_shown=False)

    @Slot()
    def _on_sign_in_changed(self) -> None:
        way = self.chosen_sign_in
        signs_in = way is not SignIn.NONE
        for field in (self.lines["user"], self.secret, self._about_secret):
            self._form.setRowVisible(field, signs_in)
        is_token = way is SignIn.TOKEN
        self._secret_label.setText(_("Access to&ken") if is_token else _("Passwor&d"))
        self.secret.setAccessibleName(_("Access token") if is_token else _("Password"))
        self._about_secret.setText(
            _(
                "Kept in the keyring of this computer and nowhere else. Where there is no keyring, it is "
                "asked for each time and never stored."
            )
        )
        self.rows_changed.emit()

    @Slot()
    def _on_forget_ca_clicked(self) -> None:
        self.show_ca("")

    @Slot()
    def _on_more_clicked(self) -> None:
        self.show_more(is_shown=True)
        self.lines["reply_to"].setFocus()


def _row(first: QWidget, *rest: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(first, 1)
    for widget in rest:
        layout.addWidget(widget)
    return row
