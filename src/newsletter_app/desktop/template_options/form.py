"""The options of a template as fields."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import TemplateManifest, TemplateOption

Field = QCheckBox | QComboBox | QLineEdit | QSpinBox
_LARGEST = 10_000


class OptionsForm(QWidget):
    """One field for each option of a template; `chosen` are those that differ from the default."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template.options")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._fields: list[tuple[TemplateOption, Field]] = []

    def ask(self, manifest: TemplateManifest, chosen: Mapping[str, str]) -> None:
        """Show the fields of a template, filled with what was chosen before."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields = [(option, _field(option, chosen.get(option.name))) for option in manifest.options]
        for option, field in self._fields:
            self._show(option, field)
        if not self._fields:
            self._form.addRow(QLabel(_("This template has no options.")))

    @property
    def chosen(self) -> dict[str, str]:
        """Return the options that differ from their default, as text."""
        values = {option: _text_of(field) for option, field in self._fields}
        return {option.name: text for option, text in values.items() if text != _as_text(option.default)}

    def _show(self, option: TemplateOption, field: Field) -> None:
        field.setObjectName(f"template.option.{option.name}")
        field.setAccessibleName(option.label)
        if isinstance(field, QCheckBox):
            self._form.addRow(field)
        else:
            caption = QLabel(option.label)
            caption.setBuddy(field)
            self._form.addRow(caption, field)
        _signal_of(field).connect(self.changed)


def _as_text(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _field(option: TemplateOption, text: str | None) -> Field:
    text = _as_text(option.default) if text is None else text
    match option.type:
        case "flag":
            box = QCheckBox(option.label)
            box.setChecked(text == "yes")
            return box
        case "number":
            spin = QSpinBox(minimum=0, maximum=_LARGEST)
            spin.setValue(int(text))
            return spin
        case "choice":
            combo = QComboBox()
            for value, label in option.choices:
                combo.addItem(label, value)
            combo.setCurrentIndex(max(0, combo.findData(text)))
            return combo
    return QLineEdit(text)


def _text_of(field: Field) -> str:
    match field:
        case QCheckBox():
            return "yes" if field.isChecked() else "no"
        case QSpinBox():
            return str(field.value())
        case QComboBox():
            return str(field.currentData())
    return field.text()


def _signal_of(field: Field) -> SignalInstance:
    match field:
        case QCheckBox():
            return field.toggled
        case QSpinBox():
            return field.valueChanged
        case QComboBox():
            return field.currentIndexChanged
    return field.textChanged
