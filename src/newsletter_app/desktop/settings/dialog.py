"""Asks for the user's own settings, as each is declared."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFontComboBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.settings import Choice, Range, Settings, declared

Field = QComboBox | QSpinBox | QFontComboBox | QLabel


class SettingsDialog(QDialog):
    """Shows every setting that has a label; `change_requested` carries (name, value) as one is changed."""

    change_requested = Signal(str, object)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings.dialog")
        self.setWindowTitle(_("Change settings"))
        self.setMinimumWidth(480)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, declaration in declared().items():
            if declaration.label:
                label = _(declaration.label)
                field = self._field(name, declaration.limits, getattr(settings, name))
                form.addRow(label, named(field, f"settings.{name}", label))
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        with_role(close, "primary").clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _field(self, name: str, limits: Range | Choice | None, value: Any) -> Field:
        match limits:
            case Range(least, most):
                return self._number(value, least, most)
            case Choice(among):
                return self._choice(value, among)
        return self._font(value) if name == "editor_font" else _text(value)

    def _number(self, value: int, least: int, most: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(least, most)
        field.setValue(value)
        field.valueChanged.connect(self._tell)
        return field

    def _choice(self, value: str, among: tuple[str, ...]) -> QComboBox:
        field = QComboBox()
        for word in among:
            field.addItem(_choice_word(word), word)
        field.setCurrentIndex(field.findData(value))
        field.activated.connect(self._on_choice_activated)
        return field

    def _font(self, value: str) -> QFontComboBox:
        field = QFontComboBox()
        field.setCurrentFont(QFont(value) if value else self.font())
        field.currentFontChanged.connect(self._on_font_changed)
        return field

    @Slot(int)
    def _on_choice_activated(self, _place: int) -> None:
        field = self.sender()
        if isinstance(field, QComboBox):
            self._tell(field.currentData())

    @Slot(QFont)
    def _on_font_changed(self, font: QFont) -> None:
        self._tell(font.family())

    @Slot(int)
    def _tell(self, value: object) -> None:
        name = self.sender().objectName().removeprefix("settings.")
        self.change_requested.emit(name, value)


def _text(value: str) -> QLabel:
    label = with_role(QLabel(value or _("The usual one")), "muted")
    label.setWordWrap(True)
    return label


def _choice_word(word: str) -> str:
    words = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
    return words.get(word, word)
