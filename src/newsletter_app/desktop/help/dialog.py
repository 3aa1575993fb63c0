"""Shows the help beside the work."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class HelpDialog(QDialog):
    """A page to read while one goes on writing; Esc closes it."""

    def __init__(self, html: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help.dialog")
        self.setWindowTitle(_("Help"))
        self.resize(640, 640)
        self.page = with_role(named(QTextBrowser(), "help.page", _("Help")), "page")
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(16)
        self.page.setHtml(html)
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        with_role(named(close, "help.close", _("Close")), "primary").clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.page)
        layout.addWidget(buttons)
