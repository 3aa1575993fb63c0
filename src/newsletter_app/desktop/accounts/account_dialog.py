"""One mail account: its fields, and what happens when its connection is tried."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.mail_account import MailAccount
from newsletter_app.desktop.accounts.filling import ProviderFilling
from newsletter_app.desktop.accounts.form import AccountForm
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _

_WIDTH, _LEAST_HEIGHT, _STEPS_HEIGHT, _FRAME = 640, 240, 112, 80


class AccountDialog(QDialog):
    """`save_requested` and `try_requested` come with the fields as they are; `stop_requested` ends a try."""

    save_requested = Signal()
    try_requested = Signal()
    stop_requested = Signal()

    def __init__(self, account: MailAccount, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("accounts.account_dialog")
        self.setWindowTitle(
            _("Change “{name}”").format(name=account.name) if account.id else _("Add an account")
        )
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self.form = AccountForm()
        self.form.show_account(account)
        self._filling = ProviderFilling(self.form)
        self.steps = with_role(named(QListWidget(), "accounts.steps", _("What was tried")), "menu-list")
        self._said = with_role(named(QLabel(), "accounts.said"), "warning")
        self.buttons = DialogButtons(_("Save"), "accounts.save", self)
        self.try_out: QPushButton = self.buttons.addButton(
            _("Save and &try the connection"), QDialogButtonBox.ButtonRole.ResetRole
        )
        named(self.try_out, "accounts.try").setAutoDefault(False)
        self._is_trying = False
        self._lay_out()
        self.buttons.accepted.connect(self.save_requested)
        self.try_out.clicked.connect(self._on_try_clicked)
        self.form.lines["sender"].setFocus()

    def begin_trying(self) -> None:
        """Make room for what is told of each step."""
        self.steps.clear()
        self.steps.show()
        self._fit()
        self._set_trying(is_trying=True)

    def tell_step(self, sentence: str) -> None:
        """Show a step that went well."""
        self._add_step("check", "ok", sentence)

    def end_trying(self, sentence: str = "") -> None:
        """Show what a step came to grief with, "" for nothing."""
        if sentence:
            self._add_step("warning", "danger", sentence)
        self._set_trying(is_trying=False)

    def say(self, sentence: str) -> None:
        """Say something about the whole account."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._fit()

    def show_saved(self) -> None:
        """Take back nothing any more by closing."""
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Close"))

    def _set_trying(self, *, is_trying: bool) -> None:
        self._is_trying = is_trying
        self.try_out.setText(_("S&top trying") if is_trying else _("Save and &try the connection"))
        self.buttons.act.setEnabled(not is_trying)
        self.form.setEnabled(not is_trying)
        if is_trying:
            self.try_out.setFocus()

    def _add_step(self, icon: str, role: str, sentence: str) -> None:
        item = QListWidgetItem(self._theme.icon(icon, role), sentence)
        item.setToolTip(sentence)
        self.steps.addItem(item)
        self.steps.scrollToBottom()

    def _lay_out(self) -> None:
        self._area = area = named(QScrollArea(), "accounts.form", _("The account"))
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setMinimumHeight(_LEAST_HEIGHT)
        self.form.more.clicked.connect(self._fit)
        self.form.fault_shown.connect(self._on_form_fault_shown)
        self.form.rows_changed.connect(self._fit)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self.steps.setWordWrap(True)
        self.steps.setFixedHeight(_STEPS_HEIGHT)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.hide()
        self._said.setWordWrap(True)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        for widget in (self.steps, self._said, self.buttons):
            layout.addWidget(widget)

    @Slot(QWidget)
    def _on_form_fault_shown(self, field: QWidget) -> None:
        self._fit()
        self._area.ensureWidgetVisible(field)

    @Slot()
    def _fit(self) -> None:
        """Be as tall as all of it, as far as the screen is; the form is then scrolled."""
        whole, form = self.layout(), self.form.layout()
        if whole is not None and form is not None:
            whole.activate()
            around = whole.totalSizeHint().height() - self._area.sizeHint().height()
            tall = form.totalHeightForWidth(self._area.viewport().width())
            wanted = (tall if tall > 0 else form.totalSizeHint().height()) + around + 8
            self.resize(_WIDTH, min(wanted, self.screen().availableGeometry().height() - _FRAME))

    @Slot()
    def _on_try_clicked(self) -> None:
        (self.stop_requested if self._is_trying else self.try_requested).emit()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
