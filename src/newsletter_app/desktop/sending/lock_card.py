"""Shows what a passer-by sees of a mail."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from newsletter_app.content.discreet import Envelope
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class LockCard(QFrame):
    """Sender, subject and preview text as a locked screen shows them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mailing.passer_by")
        self.setProperty("role", "card")
        self._sender = _line("mailing.passer_by.sender", "meta")
        self._subject = _line("mailing.passer_by.subject", "card-title")
        self._words = _line("mailing.passer_by.words", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (self._sender, self._subject, self._words):
            layout.addWidget(label)

    def show_envelope(self, envelope: Envelope) -> None:
        """Show what can be read of it from outside."""
        self._sender.setText(envelope.sender_name or envelope.sender)
        self._subject.setText(envelope.subject or _("No subject yet"))
        self._words.setText(envelope.preview_text)
        self._words.setVisible(bool(envelope.preview_text))
        self.setAccessibleName(
            _("On a locked screen: {sender}, {subject}, {words}").format(
                sender=self._sender.text(), subject=self._subject.text(), words=envelope.preview_text
            )
        )


def _line(name: str, role: str) -> QLabel:
    label = with_role(named(QLabel(textFormat=Qt.TextFormat.PlainText), name), role)
    label.setWordWrap(True)
    return label
