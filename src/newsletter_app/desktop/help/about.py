"""Says which program this is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from newsletter_app import __version__
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class AboutDialog(QDialog):
    """Name, version and licence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about.dialog")
        self.setWindowTitle(_("About Newsletter Editor"))
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(_line("about.name", "page-title", _("Newsletter Editor")))
        layout.addWidget(_line("about.version", "muted", _("Version {version}").format(version=__version__)))
        for words in (
            _("Write posts once; bring them out as a blog page and as a newsletter."),
            _("It follows nobody: no tracking, and nothing goes on the network unless you ask for it."),
            _("Free software under the MIT licence. The parts it is built on keep their own licences."),
        ):
            layout.addWidget(_line("about.words", "", words))
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        with_role(named(close, "about.close", _("Close")), "primary").clicked.connect(self.accept)
        layout.addSpacing(8)
        layout.addWidget(buttons)


def _line(name: str, role: str, words: str) -> QLabel:
    line = with_role(named(QLabel(words), name), role)
    line.setWordWrap(True)
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return line
