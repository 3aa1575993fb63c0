"""The buttons at the foot of a dialog: the verb at the right, acting on Enter, with Cancel beside it."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from newsletter_app.desktop.widgets.naming import named, with_role


class DialogButtons(QDialogButtonBox):
    """Made with its dialog as parent, for only then does Qt let a button answer Enter."""

    def __init__(self, verb: str, name: str, dialog: QDialog) -> None:
        super().__init__(QDialogButtonBox.StandardButton.Cancel, dialog)
        self.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.act: QPushButton = self.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        with_role(named(self.act, name), "primary").setDefault(True)
        self.rejected.connect(dialog.reject)
