"""Asks for a password that is not kept."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from newsletter_app.content.mail_account import MailAccount, SignIn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.secret_store import Secret


class SecretField(QWidget):
    """A line for the password or token of one account; shown only where it has to be asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = named(QLineEdit(), name, _("Password"))
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._caption = with_role(QLabel(), "muted")
        self._caption.setWordWrap(True)
        self._caption.setBuddy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._caption)
        layout.addWidget(self.line)
        self.hide()

    def ask(self, account: str) -> None:
        """Ask for what the account signs in with."""
        self._caption.setText(
            _("Password or token of the account “{name}”. It is used now and not kept.").format(name=account)
        )
        self.show()

    def ask_for(self, account: MailAccount) -> None:
        """Ask for what the account signs in with, by its own word."""
        if account.sign_in is SignIn.TOKEN:
            words = _("Access token of {user}. It is used now and not kept.")
        else:
            words = _("Password of {user}. It is used now and not kept.")
        self._caption.setText(words.format(user=account.user or account.sender))
        self.show()

    @property
    def is_missing(self) -> bool:
        """Tell whether it is asked for and nothing stands there."""
        return not self.isHidden() and not self.line.text()

    @property
    def secret(self) -> Secret | None:
        """Return what was typed, None where nothing was."""
        return Secret(self.line.text()) if self.line.text() else None
