"""Asks on what ground somebody may be written to."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from newsletter_app.content.contact import Ground
from newsletter_app.desktop.readers.words import ground_meaning, ground_word
from newsletter_app.desktop.widgets.fitting import refit
from newsletter_app.desktop.widgets.forms import add_below, align_labels, wide_form
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

_WORDING_HEIGHT = 64


class ConsentFields(QWidget):
    """Ground, the wording that was seen, and whether people could say no."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.ground = named(QComboBox(), f"{name}.ground", _("On what ground"))
        for ground in Ground:
            self.ground.addItem(ground_word(ground), str(ground))
        self.wording = named(QPlainTextEdit(), f"{name}.wording", _("The words they saw"))
        self.wording.setPlaceholderText(_("Such as: Yes, send me the newsletter by e-mail."))
        self.wording.setTabChangesFocus(True)
        self.wording.setFixedHeight(_WORDING_HEIGHT)
        self.offered = named(
            QCheckBox(_("They &could say no when they gave their address")), f"{name}.offered"
        )
        self._meaning = with_role(QLabel(), "meta")
        self._meaning.setWordWrap(True)
        self._trouble = with_role(named(QLabel(), f"{name}.wording_trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._lay_out()
        self.ground.currentIndexChanged.connect(self._on_ground_changed)
        self.wording.textChanged.connect(self._on_wording_changed)
        self._on_ground_changed()

    @property
    def chosen_ground(self) -> Ground:
        """Return the ground."""
        return Ground(self.ground.currentData())

    @property
    def written(self) -> str:
        """Return the wording."""
        return self.wording.toPlainText().strip()

    def is_complete(self) -> bool:
        """Tell whether the wording is there, and say so below the field where it is not."""
        if self.written:
            return True
        self._trouble.setText(_("Give the words that they agreed to, or the reason you may write to them."))
        self._trouble.show()
        refit(self)
        self.wording.setFocus()
        return False

    def _lay_out(self) -> None:
        form = wide_form()
        form.addRow(_("On what gr&ound"), self.ground)
        add_below(form, self._meaning)
        form.addRow(_("The &words they saw"), self.wording)
        add_below(form, self._trouble)
        add_below(form, self.offered)
        align_labels(form)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        self.form = form

    @Slot()
    def _on_ground_changed(self) -> None:
        self._meaning.setText(ground_meaning(self.chosen_ground))
        refit(self)

    @Slot()
    def _on_wording_changed(self) -> None:
        if not self._trouble.isHidden():
            self._trouble.hide()
            refit(self)
