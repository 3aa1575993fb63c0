"""The line that a reader sees in the inbox."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.i18n import _


class InboxLine(QFrame):
    """Sender, subject and preview text as a mail program lists them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview.inbox")
        self._sender = self._label("preview.inbox.sender", "card-title")
        self._subject = self._label("preview.inbox.subject", "")
        self._words = self._label("preview.inbox.words", "meta")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 0)
        layout.setSpacing(2)
        for label in (self._sender, self._subject, self._words):
            layout.addWidget(label)

    def tell(self, sender: str, item: Item) -> None:
        """Show what the inbox will show for the item."""
        subject, words = _said(item)
        discreet = item.discreet.sender_name if isinstance(item, Newsletter) and item.discreet else ""
        self._sender.setText(discreet or sender or _("Your project"))
        self._subject.setText(subject or _("No subject yet"))
        self._words.setText(words or _("No preview text yet: the beginning of the text is shown."))
        self.setAccessibleName(_("In the inbox: {subject}").format(subject=subject))

    def _label(self, name: str, role: str) -> QLabel:
        label = _Elided(textFormat=Qt.TextFormat.PlainText)
        label.setObjectName(name)
        label.setProperty("role", role)
        label.setMinimumWidth(10)
        return label


class _Elided(QLabel):
    """One line that ends in … where there is no room."""

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def _said(item: Item) -> tuple[str, str]:
    match item:
        case Newsletter():
            shown = item.seen_outside
            return shown.subject or shown.title, shown.preview_text
        case Post():
            return item.title, item.summary
    return "", ""
