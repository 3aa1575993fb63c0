"""One person: what is known of them, why they get mail, and what they may ask for."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsletter_app.content.contact import Contact, Membership
from newsletter_app.desktop.readers.person_fields import PersonFields
from newsletter_app.desktop.readers.words import consent_facts, name_of
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.fitting import FittedDialog
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.rule import Rule
from newsletter_app.desktop.widgets.words import date_words
from newsletter_app.i18n import _

_LISTS_WIDTH, _LISTS_HEIGHT = 540, 168


class PersonDialog(FittedDialog):
    """Corrects what is known; `leave_requested` carries a list's id."""

    save_requested = Signal(object)
    leave_requested = Signal(str)
    unsubscribe_requested = Signal()
    export_requested = Signal()
    erase_requested = Signal()

    def __init__(self, person: Contact, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readers.person_dialog")
        self.setWindowTitle(name_of(person) or _("A reader without a name"))
        self.setMinimumWidth(600)
        self.person = person
        self.fields = PersonFields("readers.person")
        self.fields.show_person(person)
        self._state = with_role(named(QLabel(), "readers.person_state"), "warning")
        self._heading = with_role(QLabel(), "card-title")
        self._lists = QScrollArea()
        self.export = _quiet(_("E&xport everything…"), "readers.person_export")
        self.unsubscribe = _quiet(_("&Unsubscribe for good…"), "readers.person_unsubscribe")
        self.erase = _quiet(_("&Erase…"), "readers.person_erase")
        self._trouble = with_role(named(QLabel(), "readers.person_trouble"), "danger")
        self._buttons = DialogButtons(_("Save"), "readers.person_save", self)
        self._lay_out()
        self._connect()
        self._show_state()
        self.fields.first_name.setFocus()

    def show_lists(self, on: Sequence[Membership], names: Mapping[str, str]) -> None:
        """Show on which lists they are, and why; `names` are the lists' names by id."""
        self._heading.setText(_("On these lists") if on else _("On no list"))
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        for membership in on:
            layout.addWidget(self._one_list(membership, names.get(membership.list, "")))
        layout.addStretch()
        self._lists.setWidget(inner)
        self._lists.setVisible(bool(on))
        wanted = layout.totalHeightForWidth(_LISTS_WIDTH) + 4
        self._lists.setFixedHeight(min(wanted, _LISTS_HEIGHT))
        self.fit()

    def show_person(self, person: Contact) -> None:
        """Show somebody as they are known now."""
        self.person = person
        self._show_state()

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()
        self.fit()

    def _show_state(self) -> None:
        left = self.person.unsubscribed
        self._state.setVisible(left is not None)
        self.unsubscribe.setVisible(left is None)
        if left is not None:
            day = date_words(left.astimezone().date())
            self._state.setText(_("Unsubscribed on {date}: no mail goes to them.").format(date=day))

    def _one_list(self, on: Membership, name: str) -> QWidget:
        row = QWidget()
        off = with_role(
            named(QPushButton(_("Take off this list")), f"readers.person_leave.{on.list}"), "link"
        )
        off.setAccessibleName(_("Take off the list “{name}”").format(name=name))
        off.setAutoDefault(False)
        off.clicked.connect(partial(self.leave_requested.emit, on.list))
        top = QHBoxLayout()
        top.addWidget(_plain(name), 1)
        top.addWidget(off)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(with_role(_plain(consent_facts(on.consent)), "meta"))
        layout.addWidget(with_role(_plain(f"“{on.consent.wording}”"), "muted"))
        return row

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.export, self.unsubscribe, self.erase):
            acts.addWidget(button)
        acts.addStretch()
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._state.setWordWrap(True)
        self._lists.setWidgetResizable(True)
        self._lists.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lists.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self._lists, "readers.person_lists", _("Lists they are on"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (self._state, self.fields, Rule(), self._heading, self._lists, Rule()):
            layout.addWidget(widget)
        layout.addLayout(acts)
        layout.addWidget(self._trouble)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_buttons_accepted)
        self.export.clicked.connect(self.export_requested)
        self.unsubscribe.clicked.connect(self.unsubscribe_requested)
        self.erase.clicked.connect(self.erase_requested)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        if self.fields.is_sound():
            self.save_requested.emit(self.fields.person(self.person))


def _quiet(label: str, name: str) -> QPushButton:
    button = named(QPushButton(label), name, label.replace("&", ""))
    button.setAutoDefault(False)  # Enter saves
    return button


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
