"""Asks whether a person shall be erased, and says afterwards what still names them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.question import let_enter_cancel
from newsletter_app.i18n import _
from newsletter_app.library.readers import Erased

_ROW, _MOST_ROWS = 30, 6


class EraseDialog(FittedDialog):
    """Says what goes and what stays; `erase_requested` comes once the word was typed."""

    erase_requested = Signal()

    def __init__(self, who: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.erase_dialog")
        self.setWindowTitle(_("Erase {who}").format(who=who))
        self.setFixedWidth(560)
        self.word = _("erase")
        self.field = named(QLineEdit(), "readers.erase_word", _("Type “{word}”").format(word=self.word))
        self._trouble = with_role(named(QLabel(), "readers.erase_trouble"), "danger")
        self._buttons = DialogButtons(_("Erase for good"), "readers.erase_act", self)
        let_enter_cancel(self._buttons)
        self._buttons.act.setEnabled(False)
        self._lay_out()
        self.field.textChanged.connect(self._on_field_changed)
        self._buttons.accepted.connect(self._on_buttons_accepted)
        self.field.setFocus()
        self.finished.connect(self.deleteLater)

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()
        self._buttons.act.setEnabled(True)

    def _lay_out(self) -> None:
        ask = QLabel(_("&Type “{word}” to go on").format(word=self.word))
        ask.setBuddy(self.field)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for sentence in _what_goes():
            layout.addWidget(_wrapped(QLabel(sentence)))
        for widget in (ask, self.field, _wrapped(self._trouble), self._buttons):
            layout.addWidget(widget)

    @Slot(str)
    def _on_field_changed(self, text: str) -> None:
        self._buttons.act.setEnabled(text.strip().casefold() == self.word.casefold())

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        self._buttons.act.setEnabled(False)
        self.erase_requested.emit()


class ErasedDialog(FittedDialog):
    """Says what was erased; `open_requested` carries the id of an item that still names the person."""

    open_requested = Signal(str)

    def __init__(self, erased: Erased, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.erased_dialog")
        self.setWindowTitle(_("Erased"))
        self.setFixedWidth(560)
        self.items = with_role(named(QListWidget(), "readers.erased_items", _("Items to edit")), "menu-list")
        for id_, title in erased.mentions:
            item = QListWidgetItem(title or _("Untitled"))
            item.setData(Qt.ItemDataRole.UserRole, id_)
            self.items.addItem(item)
        self.items.setCurrentRow(0)
        self.items.setFixedHeight(min(max(len(erased.mentions), 1), _MOST_ROWS) * _ROW + 4)
        self._has_items = bool(erased.mentions)
        self._buttons = DialogButtons(_("Open it"), "readers.erased_open", self)
        self._lay_out(erased)
        self.items.itemDoubleClicked.connect(self._on_open)
        self._buttons.accepted.connect(self._on_open)
        self.finished.connect(self.deleteLater)

    def _lay_out(self, erased: Erased) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for sentence in _what_came(erased):
            layout.addWidget(_wrapped(QLabel(sentence)))
        if self._has_items:
            layout.addWidget(
                _wrapped(QLabel(_("These name the person in their text, or in a kept revision:")))
            )
            layout.addWidget(self.items)
        else:
            self.items.hide()
            self._buttons.act.hide()
        close = self._buttons.button(DialogButtons.StandardButton.Cancel)
        close.setText(_("Close"))
        if not self._has_items:
            close.setDefault(True)
        layout.addWidget(self._buttons)

    @Slot()
    def _on_open(self) -> None:
        item = self.items.currentItem()
        self.accept()
        if item is not None:
            self.open_requested.emit(item.data(Qt.ItemDataRole.UserRole))


def _what_goes() -> tuple[str, ...]:
    return (
        _(
            "Address, names, language, merge fields and consents go for good, and every test mail that names "
            "the person. Of sendings only the outcome stays, without a name."
        ),
        _(
            "A hash of the address stays, from which nobody can read it: without it a later import would "
            "bring the person back."
        ),
    )


def _what_came(erased: Erased) -> tuple[str, ...]:
    left = tuple(
        _("{file} may still hold traces. Close what else reads the library, then erase again.").format(
            file=file
        )
        for file in erased.remains
    )
    return (
        _(
            "Address, names, merge fields and consents were erased. A hash stays, so that no import brings "
            "the person back."
        ),
        _(
            "Backups made before still name the person, who leaves again when one is taken back. Exported "
            "files and libraries in the folder aside name them too: delete those you do not need."
        ),
        *erased.elsewhere,
        *left,
    )


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label
