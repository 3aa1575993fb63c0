"""Asks what a newsletter's mail shows before it is opened, where that should give nothing away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.discreet import Discreet
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _, ngettext


class DiscreetFields(QWidget):
    """A switch with the three texts behind it; `changed` carries a Discreet, None where it is off."""

    changed = Signal(object)
    words_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.switch = named(
            QCheckBox(_("Show something neutral until the mail is opened")), "newsletter.discreet"
        )
        self.sender_name = named(QLineEdit(), "newsletter.discreet_sender", _("Neutral sender name"))
        self.subject = named(QLineEdit(), "newsletter.discreet_subject", _("Neutral subject"))
        self.preview_text = named(QLineEdit(), "newsletter.discreet_preview", _("Neutral preview text"))
        self._hint = with_role(named(QLabel(), "newsletter.discreet_hint"), "meta")
        self.words = with_role(
            named(QPushButton(_("Words that tell too much…")), "newsletter.discreet_words"), "link"
        )
        self.words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.words.clicked.connect(self.words_requested)
        self.switch.toggled.connect(self._on_switch_toggled)
        for field in (self.sender_name, self.subject, self.preview_text):
            field.textEdited.connect(self._tell)

    def show_discreet(self, discreet: Discreet | None) -> None:
        """Show the texts; a field that says the same already keeps its caret."""
        self.switch.blockSignals(True)
        self.switch.setChecked(discreet is not None)
        self.switch.blockSignals(False)
        self._fields.setVisible(discreet is not None)
        shown = discreet or Discreet()
        for field, text in (
            (self.sender_name, shown.sender_name),
            (self.subject, shown.subject),
            (self.preview_text, shown.preview_text),
        ):
            if field.text() != text:
                field.setText(text)

    def show_telling(self, words: Sequence[str]) -> None:
        """Say which words can be read by whoever sees the reader's screen."""
        quoted = ", ".join(f"“{word}”" for word in words)
        warning = ngettext(
            "{words} can be read on a locked screen.", "{words} can be read on a locked screen.", len(words)
        )
        self._hint.setText(warning.format(words=quoted) if words else "")
        self._hint.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.sender_name.setPlaceholderText(_("The account's own name"))
        self.subject.setPlaceholderText(_("The newsletter's own subject"))
        self.preview_text.setPlaceholderText(_("The newsletter's own preview text"))
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(24, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(16)
        for label, field in (
            (_("Sender name"), self.sender_name),
            (_("Subject"), self.subject),
            (_("Preview text"), self.preview_text),
        ):
            form.addRow(with_role(QLabel(label), "muted"), field)
        form.addRow("", self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        self._hint.setWordWrap(True)
        for part in (self.switch, self._fields, self._hint):
            layout.addWidget(part)
        self._fields.hide()
        self._hint.hide()

    @Slot(bool)
    def _on_switch_toggled(self, is_on: bool) -> None:
        self._fields.setVisible(is_on)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        if not self.switch.isChecked():
            self.changed.emit(None)
            return
        self.changed.emit(Discreet(self.sender_name.text(), self.subject.text(), self.preview_text.text()))
