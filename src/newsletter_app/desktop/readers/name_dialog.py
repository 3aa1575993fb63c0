"""Asks for the name of a list."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class NameDialog(FittedDialog):
    """One field; `name_given` carries what was written, and the dialog stays until it is accepted."""

    name_given = Signal(str)

    def __init__(self, title: str, verb: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.name_dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        label = QLabel(_("&Name of the list"))
        self.field = named(QLineEdit(name), "readers.name", _("Name of the list"))
        self.field.selectAll()
        label.setBuddy(self.field)
        self._trouble = with_role(named(QLabel(), "readers.name_trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = DialogButtons(verb, "readers.name_act", self)
        buttons.accepted.connect(self._on_buttons_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (label, self.field, self._trouble):
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.field.setFocus()
        self.finished.connect(self.deleteLater)

    def show_trouble(self, sentence: str) -> None:
        """Say what is the matter with the name."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()
        self.field.setFocus()

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        self.name_given.emit(self.field.text())
