"""Asks for the words of a heading, a text or a button between the posts."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.newsletter import ButtonEntry, Entry, HeadingEntry, TextEntry
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.i18n import _

Editable = HeadingEntry | TextEntry | ButtonEntry


class EntryDialog(QDialog):
    """Edits one entry of the newsletter's own; `entry` is what was made of it."""

    def __init__(self, entry: Editable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("newsletter.entry_dialog")
        self.setMinimumWidth(480)
        self._fields: list[QLineEdit | QPlainTextEdit] = []
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._buttons = DialogButtons(_("Use it"), "newsletter.use_entry", self)
        self._make = self._ask_for(entry)
        self._lay_out()
        self._on_changed()

    @property
    def entry(self) -> Entry:
        """Return the entry as it stands in the fields."""
        return self._make(*(_text_of(field) for field in self._fields))

    def _ask_for(self, entry: Editable) -> Callable[..., Entry]:
        match entry:
            case HeadingEntry(text):
                self.setWindowTitle(_("Write a heading"))
                self._ask(_("Heading"), QLineEdit(text))
            case TextEntry(body):
                self.setWindowTitle(_("Write a text"))
                field = QPlainTextEdit(body)
                field.setTabChangesFocus(True)
                field.setMinimumHeight(180)
                self._ask(_("Text, with the same marks as a post"), field)
            case ButtonEntry(label, url):
                self.setWindowTitle(_("Make a button"))
                self._ask(_("What it says"), QLineEdit(label))
                self._ask(_("Where it leads, as https://…"), QLineEdit(url))
        return type(entry)

    def _ask(self, label: str, field: QLineEdit | QPlainTextEdit) -> None:
        field.setAccessibleName(label)
        caption = QLabel(label)
        caption.setBuddy(field)
        self._form.addRow(caption, field)
        self._fields.append(field)
        field.textChanged.connect(self._on_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._form)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)

    def _on_changed(self) -> None:
        self._buttons.act.setEnabled(all(_text_of(field) for field in self._fields))


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    return text.strip()
