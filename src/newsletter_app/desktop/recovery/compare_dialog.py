"""Shows the recovered text beside what the library had."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from newsletter_app.desktop.comparing.view import CompareView
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.i18n import _

_SIZE = (960, 640)


class CompareDialog(QDialog):
    """The two states side by side; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovered.compare")
        self.setWindowTitle(_("Compare the recovered text"))
        self.resize(*_SIZE)
        self.view = CompareView(theme, "recovered.comparison")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        named(buttons.button(QDialogButtonBox.StandardButton.Close), "recovered.compare.close")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.finished.connect(self.deleteLater)
