"""Shows the mail accounts, and takes one out."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.desktop.accounts.account_presenter import AccountPresenter
from newsletter_app.desktop.accounts.list_dialog import AccountsDialog
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.mailing.accounts import MailAccounts, Removed

_BLANK = MailAccount("", "", 465, Security.TLS, "", sign_in=SignIn.PASSWORD)


class AccountsPresenter(QObject):
    """Opens the page of the accounts."""

    def __init__(
        self, window: QWidget, accounts: MailAccounts, tasks: Tasks, changes: LibraryChanges, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._accounts, self._tasks = window, accounts, tasks
        self._changes, self._theme = changes, theme
        self._dialog: AccountsDialog | None = None
        self._known: dict[str, MailAccount] = {}
        self._chosen = ""

    @Slot()
    def show(self) -> None:
        """Open the page."""
        if self._dialog is None:
            self._dialog = AccountsDialog(self._theme, self._window)
            self._dialog.add_requested.connect(self._on_add_requested)
            self._dialog.change_requested.connect(self._on_change_requested)
            self._dialog.remove_requested.connect(self._on_remove_requested)
            self._dialog.finished.connect(self._on_dialog_finished)
            self._dialog.open()
        self._read()

    def _read(self) -> None:
        self._tasks.run(Lane.LIBRARY, self._accounts.all, self._on_read, self._explain, latest="accounts")

    def _on_read(self, accounts: tuple[MailAccount, ...]) -> None:
        self._known = {account.id: account for account in accounts}
        if self._dialog is not None:
            self._dialog.show_accounts(accounts, self._chosen)

    @Slot()
    def _on_add_requested(self) -> None:
        self._open(_BLANK)

    @Slot(str)
    def _on_change_requested(self, account_id: str) -> None:
        self._open(self._known[account_id])

    def _open(self, account: MailAccount) -> None:
        if self._dialog is not None:
            self._dialog.say("")
            one = AccountPresenter(
                account, self._accounts, self._tasks, self._changes, self._theme, self._dialog
            )
            one.saved.connect(self._on_account_saved)

    @Slot(object)
    def _on_account_saved(self, account: MailAccount) -> None:
        self._chosen = account.id
        self._read()

    @Slot(str)
    def _on_remove_requested(self, account_id: str) -> None:
        account = self._known[account_id]
        if self._dialog is not None:
            self._dialog.say("")
            title = _("Remove the account “{name}”").format(name=account.name)
            said = _(
                "Newsletters no longer go out by it, and its password or token is taken out of the keyring."
            )
            ask = Question("accounts.remove_account", title, said, _("Remove the account"), self._dialog)
            ask.accepted.connect(partial(self._remove, account.id))
            ask.open()

    def _remove(self, account_id: str) -> None:
        work = partial(self._accounts.remove, account_id)
        self._tasks.run(Lane.LIBRARY, work, self._on_removed, self._explain)

    def _on_removed(self, removed: Removed) -> None:
        self._changes.tell(removed.changes or Changes(accounts=True))
        self._read()
        if removed.left_in_keyring and self._dialog is not None:
            self._dialog.say(
                _(
                    "There is no keyring that can be used: a secret called “{name}” may still lie in it."
                ).format(name=removed.left_in_keyring)
            )

    def _explain(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.say(error_words(error))

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
