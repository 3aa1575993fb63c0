"""Asks once more before something goes for good."""

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named


class Question(FittedDialog):
    """A sentence with a verb; `accepted` comes only by the verb's own button, for Enter cancels elsewhere."""

    def __init__(self, name: str, title: str, sentence: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        said = named(QLabel(sentence), f"{name}.sentence")
        said.setWordWrap(True)
        buttons = DialogButtons(verb, f"{name}.act", self)
        let_enter_cancel(buttons)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(said)
        layout.addWidget(buttons)
        self.finished.connect(self.deleteLater)


def let_enter_cancel(buttons: DialogButtons) -> None:
    """Give Enter to Cancel, which has the keys at first; on the verb itself it does what that says."""
    cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
    buttons.act.setDefault(False)
    buttons.act.setAutoDefault(True)
    cancel.setAutoDefault(True)
    cancel.setDefault(True)
    cancel.setFocus()
