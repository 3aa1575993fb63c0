"""Every part has its name, and no letter that is pressed with Alt means two things in one window."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from newsletter_app.content.changes import Changes
from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.desktop.accounts.account_dialog import AccountDialog
from newsletter_app.desktop.accounts.list_dialog import AccountsDialog
from newsletter_app.desktop.commands import MENUS
from newsletter_app.desktop.readers.add_dialog import AddDialog
from newsletter_app.desktop.readers.erase_dialog import ErasedDialog, EraseDialog
from newsletter_app.desktop.readers.import_dialog import ImportReadersDialog
from newsletter_app.desktop.readers.name_dialog import NameDialog
from newsletter_app.desktop.readers.person_dialog import PersonDialog
from newsletter_app.desktop.readers.stranger_dialog import StrangerDialog
from newsletter_app.library.readers import Erased
from newsletter_app.mailing.readers_reading import read_here

pytestmark = pytest.mark.window
USED = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


def letters(widget):
    labels = [label.text() for label in widget.findChildren(QLabel) if label.buddy() is not None]
    buttons = [button.text() for button in widget.findChildren(QAbstractButton)]
    marked = [words for words in (*labels, *buttons) if "&" in words]
    return Counter(words[words.index("&") + 1].lower() for words in marked)


def twice(count):
    return {letter for letter, number in count.items() if number > 1}


def test_the_place_shares_no_letter_with_the_menus(place):
    menus = Counter(label[label.index("&") + 1].lower() for _name, label, _commands in MENUS)
    assert twice(menus + letters(place.view)) == set()


@pytest.fixture
def dialogs(place, theme):
    view, person = place.view, place.library.readers.find("meera@example.org")
    account = MailAccount("News", "smtp.example.org", 465, Security.TLS, "news@example.org")
    preview = read_here(b"email\nann@example.org\n", "a.csv")
    opened = PersonDialog(person, view)
    opened.show_lists(place.library.readers.memberships(person.id), {})
    return (
        AddDialog("Friends", view),
        opened,
        ImportReadersDialog(preview, ["Friends"], "Friends", view),
        ImportReadersDialog(replace(preview, faulty=1), ["Friends"], "Friends", view),
        EraseDialog("Meera Shah", view),
        ErasedDialog(Erased(Changes(), (("a", "Thanks"),)), view),
        StrangerDialog({"item": []}, view),
        NameDialog("Make a list", "Make the list", "", view),
        AccountDialog(account, theme, view),
        AccountsDialog(theme, view),
    )


def test_no_dialog_uses_a_letter_twice(dialogs):
    assert {dialog.objectName(): twice(letters(dialog)) for dialog in dialogs if twice(letters(dialog))} == {}


def test_every_part_that_a_person_uses_has_its_names(place, dialogs):
    nameless = []
    for window in (place.view, *dialogs):
        for widget in window.findChildren(QWidget):
            if isinstance(widget, USED) and not is_inside_another(widget) and not is_of_qt(widget):
                label = widget.accessibleName() or getattr(widget, "text", str)() or not widget.isVisible()
                if not widget.objectName() or not label:
                    nameless.append(f"{type(widget).__name__} {widget.objectName()} in {window.objectName()}")
    assert not nameless, "\n".join(nameless)


def is_inside_another(widget):
    """Tell whether Qt made the widget as a piece of one that has its names."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractItemView):
            return True
        around = around.parentWidget()
    return widget.objectName().startswith("qt_")


def is_of_qt(widget):
    """Tell whether it is a standard button such as Cancel, which has its word."""
    return isinstance(widget.parentWidget(), QDialogButtonBox) and bool(widget.text())
