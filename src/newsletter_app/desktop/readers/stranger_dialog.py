"""Somebody who is no reader, but stands elsewhere in the library."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import N_, _

_WORDS = {
    "item": N_("posts, newsletters and snippets"),
    "revision": N_("kept revisions"),
    "mail_test": N_("test mails"),
    "delivery": N_("sendings"),
    "run": N_("sendings"),
    "run_content": N_("what was sent"),
    "suppression": N_("those who may not be written to"),
    "account": N_("mail accounts"),
    "setting": N_("settings of the library"),
}


class StrangerDialog(FittedDialog):
    """Says where an address stands; exports all of it, or erases it."""

    export_requested = Signal()
    erase_requested = Signal()

    def __init__(self, about: Mapping[str, Sequence[object]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.stranger_dialog")
        self.setWindowTitle(_("An address that is no reader's"))
        self.setFixedWidth(560)
        said = named(QLabel(_where(about)), "readers.stranger_where")
        said.setWordWrap(True)
        self.export = _button(_("E&xport everything…"), "readers.stranger_export")
        self.erase = _button(_("&Erase…"), "readers.stranger_erase")
        self._trouble = with_role(named(QLabel(), "readers.stranger_trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.export)
        acts.addWidget(self.erase)
        acts.addStretch()
        acts.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(said)
        layout.addWidget(self._trouble)
        layout.addLayout(acts)
        self.export.clicked.connect(self.export_requested)
        self.erase.clicked.connect(self.erase_requested)
        self.finished.connect(self.deleteLater)

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()


def _where(about: Mapping[str, Sequence[object]]) -> str:
    places = dict.fromkeys(_(_WORDS[table]) if table in _WORDS else table for table in about)
    return _("Nobody with this address is a reader, but it stands in: {places}.").format(
        places=", ".join(places)
    )


def _button(label: str, name: str) -> QPushButton:
    button = named(QPushButton(label), name, label.replace("&", ""))
    button.setAutoDefault(False)
    return button
