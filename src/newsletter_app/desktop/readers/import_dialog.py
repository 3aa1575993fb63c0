"""Shows what a file of readers would bring, before anything is changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from newsletter_app.desktop.readers.consent_fields import ConsentFields
from newsletter_app.desktop.readers.import_wish import ImportWish
from newsletter_app.desktop.readers.preview_words import column_lines, fault_lines, summary
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.import_preview import ImportPreview

_LINE = 19
_MOST_LINES = 7


class ImportReadersDialog(FittedDialog):
    """Columns, counts, faulty lines, then list and consent; `import_requested` carries an ImportWish."""

    import_requested = Signal(object)

    def __init__(self, preview: ImportPreview, lists: Sequence[str], onto: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.import_dialog")
        self.setMinimumWidth(600)
        self._preview, self._lists = preview, {name.casefold() for name in lists}
        self.list_name = named(QComboBox(), "readers.import_list", _("Onto which list"))
        self.list_name.setEditable(True)
        self.list_name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Else the first letters of a new list's name would turn into the name of another list.
        self.list_name.setCompleter(None)  # type: ignore[arg-type]  # Qt takes it for none
        self.list_name.addItems(list(lists))
        self.list_name.setCurrentText(onto)
        self.consent = ConsentFields("readers.import_consent")
        self._is_new = with_role(named(QLabel(), "readers.import_new_list"), "meta")
        self._trouble = with_role(named(QLabel(), "readers.import_trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._name_it()
        self._lay_out()
        self.list_name.editTextChanged.connect(self._on_list_name_changed)
        self._on_list_name_changed(onto)
        self._go_to_first_gap()

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way; nothing was changed."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()
        self.set_busy(is_busy=False)

    def set_busy(self, *, is_busy: bool) -> None:
        """Take no second wish while one is carried out."""
        self._buttons.act.setEnabled(not is_busy and self._can_come)
        self._buttons.act.setText(_("Bringing them in…") if is_busy else self.windowTitle())

    @property
    def _can_come(self) -> bool:
        return bool(self._preview.people) and not self._preview.faulty

    def _name_it(self) -> None:
        people = len(self._preview.people)
        title = ngettext("Bring in {number} reader", "Bring in {number} readers", people)
        self.setWindowTitle(title.format(number=f"{people:,}"))
        if self._preview.faulty:
            self.setWindowTitle(_("Lines to correct in “{file}”").format(file=self._preview.file))
        self._buttons = DialogButtons(self.windowTitle(), "readers.import_start", self)
        self._buttons.accepted.connect(self._on_buttons_accepted)
        self._buttons.act.setEnabled(self._can_come)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(_wrapped(QLabel(summary(self._preview)), "readers.import_summary"))
        layout.addWidget(_lines(column_lines(self._preview), "readers.import_columns", _("Columns")))
        if self._preview.faulty:
            self._lay_out_faults(layout)
        else:
            layout.addWidget(self._wish())
        layout.addWidget(self._trouble)
        layout.addWidget(self._buttons)

    def _lay_out_faults(self, layout: QVBoxLayout) -> None:
        """Show what is wrong instead of asking further: nothing can come before that is put right."""
        faulty = self._preview.faulty
        said = ngettext(
            "{number} line cannot be brought in, so nothing is. Correct it in the file, then import it "
            "again.",
            "{number} lines cannot be brought in, so nothing is. Correct them in the file, then import it "
            "again.",
            faulty,
        ).format(number=f"{faulty:,}")
        layout.addWidget(with_role(_wrapped(QLabel(said), "readers.import_faulty"), "danger"))
        layout.addWidget(_lines(fault_lines(self._preview), "readers.import_faults", _("Faulty lines")))
        close = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        close.setText(_("Close"))
        close.setDefault(True)
        self._buttons.act.hide()

    def _wish(self) -> QWidget:
        form = self.consent.form
        form.insertRow(0, _("Onto the &list"), self.list_name)
        form.insertRow(1, "", self._is_new)
        QWidget.setTabOrder(self.list_name, self.consent.ground)
        return self.consent

    def _go_to_first_gap(self) -> None:
        if not self._preview.faulty:
            (self.consent.wording if self.list_name.currentText() else self.list_name).setFocus()

    @Slot(str)
    def _on_list_name_changed(self, name: str) -> None:
        is_new = bool(name.strip()) and name.strip().casefold() not in self._lists
        self._is_new.setText(_("A new list is made.") if is_new else _("They join who is there already."))

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        name = self.list_name.currentText().strip()
        if not name:
            self.show_trouble(_("Name the list that these readers come onto."))
            self.list_name.setFocus()
        elif self.consent.is_complete():
            self.set_busy(is_busy=True)
            consent = self.consent
            self.import_requested.emit(
                ImportWish(name, consent.chosen_ground, consent.written, consent.offered.isChecked())
            )


def _lines(lines: Sequence[str], name: str, label: str) -> QPlainTextEdit:
    shown = named(QPlainTextEdit("\n".join(lines)), name, label)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setFixedHeight(min(max(len(lines), 2), _MOST_LINES) * _LINE + 16)
    return shown


def _wrapped(label: QLabel, name: str) -> QLabel:
    label.setWordWrap(True)
    return named(label, name)
