"""The middle column: notices, the header of the open item, and the page that edits it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.details.view import HEADER_INSET
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.desktop.widgets.state_panel import StatePanel

HEADER_WIDTH = 720
PAGE_HEIGHT = 160


class Middle(HandsKeysOn, QWidget):
    """Shows one page a kind of item below the header; a sentence where nothing is open."""

    def __init__(self, theme: Theme, header: QWidget) -> None:
        super().__init__()
        self.setObjectName("window.middle")
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notices = Notices("window.notices")
        self.notice = self.notices.make("window.notice", Weight.NEWS)
        self.trouble = self.notices.make("window.trouble", Weight.TROUBLE)
        self.state = StatePanel("window.state")
        self._header = Centred(header, HEADER_WIDTH + 2 * HEADER_INSET, theme.tokens.s5 - HEADER_INSET)
        self._notice = Centred(self.notices, HEADER_WIDTH, theme.tokens.s5)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.state)
        # Else the tallest page, shown or not, would take from the header the room its fields need.
        self._pages.setMinimumHeight(PAGE_HEIGHT)
        self._by_kind: dict[Kind, QWidget] = {}
        self._bare: set[Kind] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.tokens.s3, 0, 0)
        layout.setSpacing(theme.tokens.s2)
        layout.addWidget(self._notice)
        layout.addWidget(self._header)
        layout.addWidget(self._pages, 1)
        self._header.hide()
        self.notices.keys_left.connect(self.focus_page)

    def set_column(self, width: int) -> None:
        """Let the header be as wide as what is below it."""
        self._header.set_width(width + 2 * HEADER_INSET)
        self._notice.set_width(width)

    def add_page(self, page: QWidget, *kinds: Kind, with_header: bool = True) -> None:
        """Edit items of these kinds with `page`, below the header or without it."""
        self._pages.addWidget(page)
        if not with_header:
            self._bare |= set(kinds)
        self._by_kind |= dict.fromkeys(kinds, page)
        if self.keys_for is None:
            self.keys_for = page

    def show_page(self, kind: Kind) -> None:
        """Show the page that edits such items."""
        page = self._by_kind.get(kind)
        self._header.setVisible(page is not None and kind not in self._bare)
        if page is not None:
            self._pages.setCurrentWidget(page)
            self.keys_for = page

    def add_place(self, page: QWidget) -> None:
        """Hold a page that edits no item."""
        self._pages.addWidget(page)

    def show_place(self, page: QWidget) -> None:
        """Show such a page, without the header."""
        self.notices.withdraw()
        self._header.hide()
        self._pages.setCurrentWidget(page)
        self.keys_for = page

    def show_state(self, sentence: str, act: str = "") -> None:
        """Show a sentence with at most one thing to do, as nothing is open."""
        self.state.say(sentence, act)
        self._header.hide()
        self._pages.setCurrentWidget(self.state)

    @Slot()
    def focus_page(self) -> None:
        """Give the keys to what edits the open item."""
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
