"""The fields of what is known of one person."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.contact import Contact
from newsletter_app.desktop.widgets.fitting import refit
from newsletter_app.desktop.widgets.forms import add_below, align_labels, wide_form
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.mailing.address_words import in_words

_FIELDS_HEIGHT = 60


class PersonFields(QWidget):
    """Address, names, language, merge fields; `name` is the room and job of the form."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.address = named(QLineEdit(), f"{name}.address", _("Address"))
        self.first_name = named(QLineEdit(), f"{name}.first_name", _("First name"))
        self.last_name = named(QLineEdit(), f"{name}.last_name", _("Last name"))
        self.language = named(QLineEdit(), f"{name}.language", _("Language, such as en or cy"))
        self.merge = named(QPlainTextEdit(), f"{name}.fields", _("Merge fields, one a line: name=value"))
        self.merge.setTabChangesFocus(True)
        self.merge.setFixedHeight(_FIELDS_HEIGHT)
        self.merge.setPlaceholderText(_("town=Bristol"))
        self.language.setPlaceholderText(_("en, cy, de …"))
        self._address_trouble = _trouble(f"{name}.address_trouble")
        self._merge_trouble = _trouble(f"{name}.fields_trouble")
        self._lay_out()
        self.address.textChanged.connect(self._on_address_changed)
        self.merge.textChanged.connect(self._on_merge_changed)

    def show_person(self, person: Contact) -> None:
        """Fill the fields."""
        self.address.setText(person.address)
        self.first_name.setText(person.first_name)
        self.last_name.setText(person.last_name)
        self.language.setText(person.language)
        self.merge.setPlainText("\n".join(f"{name}={value}" for name, value in person.fields))

    def person(self, before: Contact) -> Contact:
        """Return `before` with what stands in the fields."""
        return replace(
            before,
            address=self.address.text().strip(),
            first_name=self.first_name.text().strip(),
            last_name=self.last_name.text().strip(),
            language=self.language.text().strip(),
            fields=tuple(sorted(_pair(line) for line in self._merge_lines)),
        )

    def is_sound(self) -> bool:
        """Tell whether this can be kept, and say below the field what cannot."""
        return self._is_address() and self._are_pairs()

    @property
    def _merge_lines(self) -> list[str]:
        return [line for line in self.merge.toPlainText().splitlines() if line.strip()]

    def _is_address(self) -> bool:
        try:
            parse_address(self.address.text())
        except NotAnAddress as error:
            self._say(self._address_trouble, f"{in_words(error.fault)} {_('Write it as name@example.org.')}")
            self.address.setFocus()
            return False
        return True

    def _are_pairs(self) -> bool:
        wrong = next((line for line in self._merge_lines if not all(_pair(line))), "")
        if wrong:
            said = _("“{line}” is no merge field. Write it as name=value.").format(line=wrong.strip()[:40])
            self._say(self._merge_trouble, said)
            self.merge.setFocus()
        return not wrong

    def _say(self, label: QLabel, sentence: str) -> None:
        """Show a sentence below its field, "" for none."""
        if label.text() != sentence:
            label.setText(sentence)
            label.setVisible(bool(sentence))
            refit(self)

    @Slot()
    def _on_address_changed(self) -> None:
        self._say(self._address_trouble, "")

    @Slot()
    def _on_merge_changed(self) -> None:
        self._say(self._merge_trouble, "")

    def _lay_out(self) -> None:
        form = wide_form()
        form.addRow(_("A&ddress"), self.address)
        add_below(form, self._address_trouble)
        form.addRow(_("&First name"), self.first_name)
        form.addRow(_("Last &name"), self.last_name)
        form.addRow(_("Lan&guage"), self.language)
        form.addRow(_("&Merge fields,\none a line"), self.merge)
        add_below(form, self._merge_trouble)
        align_labels(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)


def _pair(line: str) -> tuple[str, str]:
    name, _sign, value = line.partition("=")
    return name.strip(), value.strip()


def _trouble(name: str) -> QLabel:
    label = with_role(named(QLabel(), name), "danger")
    label.setWordWrap(True)
    label.hide()
    return label
