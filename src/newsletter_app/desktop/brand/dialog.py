"""Asks for the name, logo, colours, address and footer of the project."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.brand import Brand
from newsletter_app.content.contrast import is_colour
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

_SWATCH = 18
Field = QLineEdit | QPlainTextEdit | QComboBox


class BrandDialog(QDialog):
    """Shows the brand; `save_requested` carries what was written, by the names of `brand set`."""

    save_requested = Signal(object)
    logo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("brand.dialog")
        self.setWindowTitle(_("Set the brand"))
        self.setMinimumWidth(600)
        self._logo = QLabel()
        self._fields = _fields()
        self._trouble = with_role(named(QLabel(), "brand.trouble"), "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._lay_out()

    def show_brand(self, brand: Brand, logo: QPixmap) -> None:
        """Fill the fields; an empty `logo` says that there is none."""
        for name, text in _texts(brand).items():
            _write(self._fields[name], text)
        self.show_logo(logo)

    def show_logo(self, logo: QPixmap) -> None:
        """Show the picture that stands for the project."""
        if logo.isNull():
            self._logo.setText(_("No logo yet"))
        else:
            self._logo.setPixmap(logo)

    def show_trouble(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, and put the caret there."""
        self._trouble.setText(sentence)
        self._trouble.show()
        if name in self._fields:
            self._fields[name].setFocus()

    @property
    def written(self) -> Mapping[str, str]:
        """Return what stands in the fields, by the names of `brand set`."""
        return {name: _read(field) for name, field in self._fields.items()}

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._form())
        layout.addWidget(self._trouble)
        buttons = DialogButtons(_("Save the brand"), "brand.save", self)
        buttons.accepted.connect(self._on_buttons_accepted)
        layout.addWidget(buttons)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        labels = _labels()
        for name, field in self._fields.items():
            form.addRow(labels[name], named(field, f"brand.{name}", labels[name]))
            if name == "strapline":
                form.addRow(_("Logo"), self._logo_row())
        for name in ("accent", "accent_dark"):
            colour = self._fields[name]
            if isinstance(colour, QLineEdit):
                _add_swatch(colour)
        return form

    def _logo_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        choose = named(QPushButton(_("Choose a picture…")), "brand.logo")
        choose.setAutoDefault(False)  # Enter saves
        choose.clicked.connect(self.logo_requested)
        layout.addWidget(self._logo, 1)
        layout.addWidget(choose)
        return row

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        self.save_requested.emit(self.written)


def _fields() -> dict[str, Field]:
    font = QComboBox()
    font.addItem(_("Without serifs"), "sans")
    font.addItem(_("With serifs"), "serif")
    return {
        "name": QLineEdit(),
        "strapline": QLineEdit(),
        "accent": _colour(),
        "accent_dark": _colour(),
        "font": font,
        "website": QLineEdit(),
        "contact": QLineEdit(),
        "address": _lines(),
        "footer": _lines(),
        "links": _lines(),
    }


def _labels() -> dict[str, str]:
    return {
        "name": _("Name of the project"),
        "strapline": _("What it does, in a few words"),
        "accent": _("Colour on white"),
        "accent_dark": _("Colour on a dark ground"),
        "font": _("Letters"),
        "website": _("Website"),
        "contact": _("Contact"),
        "address": _("Postal address"),
        "footer": _("Why readers get the mail"),
        "links": _("Links, one a line: Label=https://…"),
    }


def _colour() -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(7)
    return field


def _lines() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(56)
    return field


def _texts(brand: Brand) -> dict[str, str]:
    links = "\n".join(f"{link.label}={link.url}" for link in brand.links)
    names = ("name", "strapline", "accent", "accent_dark", "font", "website", "contact", "address", "footer")
    return {**{name: getattr(brand, name) for name in names}, "links": links}


def _write(field: Field, text: str) -> None:
    match field:
        case QComboBox():
            field.setCurrentIndex(max(0, field.findData(text)))
        case QPlainTextEdit():
            field.setPlainText(text)
        case _:
            field.setText(text)


def _read(field: Field) -> str:
    match field:
        case QComboBox():
            return str(field.currentData())
        case QPlainTextEdit():
            return field.toPlainText().strip()
    return field.text().strip()


def _add_swatch(field: QLineEdit) -> None:
    action = field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)

    def show(text: str) -> None:
        swatch = QPixmap(_SWATCH, _SWATCH)
        swatch.fill(QColor(text) if is_colour(text) else QColor("transparent"))
        action.setIcon(QIcon(swatch))

    field.textChanged.connect(show)
