"""Opens a link of a page outside the program, once the person has seen where it goes."""

from PySide6.QtCore import QObject, QUrl, SignalInstance, Slot
from PySide6.QtGui import QDesktopServices

from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.i18n import _

_OPEN = "open-outside"
_SCHEMES = ("http", "https", "mailto")


class OutsideLinks(QObject):
    """Shows the whole address of a link that was clicked, and opens it when the person says so."""

    def __init__(self, asked: SignalInstance, notices: Notices) -> None:
        super().__init__(notices)
        self._notice, self._url = notices.make("window.link", Weight.NEWS), QUrl()
        asked.connect(self._on_asked)
        self._notice.answered.connect(self._on_notice_answered)

    @Slot(str)
    def _on_asked(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme() in _SCHEMES:
            self._url = url
            self._notice.ask(
                _("This link leads to {address}").format(address=address),
                [(_OPEN, _("Open in the browser")), ("close", _("Close"))],
            )

    @Slot(str)
    def _on_notice_answered(self, answer: str) -> None:
        if answer == _OPEN:
            QDesktopServices.openUrl(self._url)
