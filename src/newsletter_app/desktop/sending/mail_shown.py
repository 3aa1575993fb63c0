"""Shows exactly what will be sent, as a mail or as plain text."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.preview.paper import Paper
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

_PAPER = "#FFFFFF"


class MailShown(QWidget):
    """A switch with two words above the page; the sheet is the hardened one of the preview."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mailing.shown")
        self._theme = theme
        self._paper = Paper(theme, gap=0)
        self._paper.setObjectName("mailing.paper")
        self._sheet: Sheet | None = None
        self.text = with_role(named(QPlainTextEdit(readOnly=True), "mailing.text", _("Plain text")), "sunken")
        self.text.setTabChangesFocus(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._paper)
        self._pages.addWidget(self.text)
        self._lay_out()

    def put_sheet(self, sheet: Sheet) -> None:
        """Take the sheet to show the mail on."""
        self._sheet = sheet
        self._paper.put(sheet)
        sheet.dress(self._theme.tokens.accent, _PAPER)
        self._paper.colour(_PAPER)
        sheet.hide()

    def say(self, sentence: str) -> None:
        """Say why there is no mail to see; where there is one, it stays."""
        if self._sheet is not None and self._sheet.isHidden():
            self._paper.say(sentence)

    def show_mail(self, html: str, text: str) -> None:
        """Show both sides of a mail."""
        if self._sheet is not None:
            self._paper.say("")
            self._sheet.show()
            self._sheet.show_page(html, -1, from_top=True)
        self.text.setPlainText(text)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        for number, (name, label) in enumerate((("mail", _("The &mail")), ("plain", _("&Plain text")))):
            button = with_role(named(QToolButton(), f"mailing.show_{name}"), "word")
            button.setText(label)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self._group.idClicked.connect(self._on_group_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)

    @Slot(int)
    def _on_group_clicked(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
