"""Asks for one person, and why they may be written to."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from newsletter_app.content.contact import Contact
from newsletter_app.desktop.readers.consent_fields import ConsentFields
from newsletter_app.desktop.readers.person_fields import PersonFields
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.rule import Rule
from newsletter_app.i18n import _


class AddDialog(FittedDialog):
    """`add_requested` comes when all is there that is needed; the dialog stays until it is accepted."""

    add_requested = Signal()

    def __init__(self, list_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.add_dialog")
        self.setWindowTitle(_("Add a person to “{list}”").format(list=list_name))
        self.setMinimumWidth(560)
        self.fields = PersonFields("readers.add_person")
        self.consent = ConsentFields("readers.add_consent")
        self._trouble = with_role(named(QLabel(), "readers.add_trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = DialogButtons(_("Add the person"), "readers.add_act", self)
        buttons.accepted.connect(self._on_buttons_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (self.fields, Rule(), self.consent, self._trouble, buttons):
            layout.addWidget(widget)
        self.fields.address.setFocus()
        self.finished.connect(self.deleteLater)

    @property
    def person(self) -> Contact:
        """Return the person as written."""
        return self.fields.person(Contact(""))

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        if self.fields.is_sound() and self.consent.is_complete():
            self.add_requested.emit()
