"""All mail accounts, with what can be done about them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.mail_account import MailAccount
from newsletter_app.desktop.accounts.words import line_of
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _


class AccountsDialog(QDialog):
    """Enter changes the chosen account, Delete removes it; each signal carries its id."""

    add_requested = Signal()
    change_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("accounts.dialog")
        self.setWindowTitle(_("Mail accounts"))
        self.setMinimumSize(560, 360)
        self._theme = theme
        self.accounts = with_role(_Accounts(), "menu-list")
        self.state = StatePanel("accounts.state")
        self.add = _button(_("&Add…"), "accounts.add", _("Add a mail account"))
        self.change = _button(_("&Change…"), "accounts.change", _("Change the chosen account"))
        self.remove = _button(_("&Remove…"), "accounts.remove", _("Remove the chosen account"))
        self._said = with_role(named(QLabel(), "accounts.list_said"), "danger")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._stack.setCurrentWidget(self.accounts)
        self._let_choose()

    def show_accounts(self, accounts: Sequence[MailAccount], chosen: str = "") -> None:
        """Show the accounts, with one of them chosen by its id."""
        self.accounts.clear()
        for account in accounts:
            item = QListWidgetItem(self._theme.icon("email", "muted"), line_of(account))
            item.setData(Qt.ItemDataRole.UserRole, account.id)
            item.setToolTip(line_of(account))
            self.accounts.addItem(item)
            if account.id == chosen:
                self.accounts.setCurrentItem(item)
        if accounts and self.accounts.currentRow() < 0:
            self.accounts.setCurrentRow(0)
        self._stack.setCurrentWidget(self.accounts if accounts else self.state)
        if not accounts:
            self.state.say(
                _("No mail account yet. Add the one that your newsletter goes out by."), _("Add an account…")
            )
        self._let_choose()

    def say(self, sentence: str) -> None:
        """Say what stands in the way, "" for nothing."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.accounts)
        self._stack.addWidget(self.state)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.add, self.change, self.remove):
            acts.addWidget(button)
        acts.addStretch()
        close = with_role(_button(_("C&lose"), "accounts.close", _("Close")), "primary")
        close.clicked.connect(self.accept)
        acts.addWidget(close)
        self._said.setWordWrap(True)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._said)
        layout.addLayout(acts)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.state.act_requested.connect(self.add_requested)
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_remove)
        self.accounts.enter_pressed.connect(self._on_change)
        self.accounts.itemDoubleClicked.connect(self._on_change)
        self.accounts.delete_pressed.connect(self._on_remove)

    def _let_choose(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.accounts.count() > 0)

    def _chosen(self) -> str:
        item = self.accounts.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    @Slot()
    def _on_change(self) -> None:
        if self._chosen():
            self.change_requested.emit(self._chosen())

    @Slot()
    def _on_remove(self) -> None:
        if self._chosen():
            self.remove_requested.emit(self._chosen())


class _Accounts(QListWidget):
    enter_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "accounts.list", _("Mail accounts"))
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.enter_pressed.emit()
            case Qt.Key.Key_Delete:
                self.delete_pressed.emit()
            case _:
                super().keyPressEvent(event)


def _button(label: str, name: str, about: str) -> QPushButton:
    button = named(QPushButton(label), name, about)
    button.setAutoDefault(False)
    return button
