"""Shows a page as its readers will see it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsletter_app.content.items import Item
from newsletter_app.desktop.preview.inbox_line import InboxLine
from newsletter_app.desktop.preview.looks import Looks, PageView
from newsletter_app.desktop.preview.paper import WIDEST, Paper
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.preview.switches import Switches
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import _

_PAPER, _DARK_PAPER = "#FFFFFF", "#16181B"
_AGAIN = "again"


class PreviewView(HandsKeysOn, QWidget):
    """Switches, the line of the inbox, and the page on its paper.

    The sheet comes later, by `put_sheet`, since it brings Chromium; until then nothing is shown.
    """

    looks_requested = Signal(object)
    again_requested = Signal()
    sheet_put = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setProperty("role", "canvas")
        self._theme, self._looks = theme, Looks()
        self.switches = Switches(theme, self)
        self._inbox = InboxLine(self)
        self._notice = NoticeBar("preview.notice", self)
        self._paper = Paper(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        notice = Centred(self._notice, WIDEST, theme.tokens.s4)
        for part in (self.switches, self._inbox, notice, self._paper):
            layout.addWidget(part)
        layout.setStretchFactor(self._paper, 1)
        self._inbox.hide()
        self.keys_for = self.switches.first
        self.switches.looks_requested.connect(self.looks_requested)
        self._notice.answered.connect(self._on_notice_answered)
        theme.theme_changed.connect(self._dress)

    @property
    def sheet(self) -> Sheet | None:
        """Return the sheet the page is on, None before `put_sheet`."""
        return self._paper.sheet

    def put_sheet(self, sheet: Sheet) -> None:
        """Take the sheet to show pages on."""
        self._paper.put(sheet)
        sheet.ground_seen.connect(self._paper.colour)
        self._dress()
        if sheet.reason:
            self._notice.ask(sheet.reason, ())
        self.sheet_put.emit()

    def show_looks(self, looks: Looks) -> None:
        """Show the switches, the paper and the inbox line that belong to these looks."""
        self._looks = looks
        self.switches.show_looks(looks)
        self._paper.show_width(looks.width)
        self._inbox.setVisible(looks.view is PageView.EMAIL)
        self._dress()

    def tell_inbox(self, sender: str, item: Item) -> None:
        """Say what the inbox shows for the item."""
        self._inbox.tell(sender, item)

    def show_waiting(self) -> None:
        """Say that the page is being made."""
        self._paper.say(_("The preview is being prepared."))

    def show_nothing(self) -> None:
        """Say that there is nothing to see."""
        self._set_page_visible(False)
        self._paper.say(_("Open a post to see it here as readers will."))

    def show_page(self) -> None:
        """Show the page, without any sentence in its place."""
        self._paper.say("")
        self._set_page_visible(True)
        if self.sheet is None or not self.sheet.reason:
            self._notice.hide()

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong; the last good page stays."""
        self._paper.say("")
        self._notice.ask(sentence, ((_AGAIN, _("Try again")),))

    def _set_page_visible(self, is_visible: bool) -> None:
        if self.sheet is not None:
            self.sheet.setVisible(is_visible)

    def _dress(self) -> None:
        ground = _DARK_PAPER if self._looks.is_dark else _PAPER
        self._paper.colour(ground)
        if self.sheet is not None:
            self.sheet.dress(self._theme.tokens.accent, ground)

    def _on_notice_answered(self, word: str) -> None:
        if word == _AGAIN:
            self.again_requested.emit()
