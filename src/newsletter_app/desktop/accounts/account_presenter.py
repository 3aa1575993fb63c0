"""Carries one account between its page, the library and the server."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.desktop.accounts.account_dialog import AccountDialog
from newsletter_app.desktop.accounts.faults import faults_of
from newsletter_app.desktop.accounts.trial import Trial
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, Conflict, ContentError
from newsletter_app.i18n import _
from newsletter_app.mailing.account_checks import authorities_in
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.secret_store import Secret

_MOST_CA = 200_000


class AccountPresenter(QObject):
    """Opens one account; `saved` carries it. Trying the connection saves first, to try what will be used."""

    saved = Signal(object)

    def __init__(
        self,
        account: MailAccount,
        accounts: MailAccounts,
        tasks: Tasks,
        changes: LibraryChanges,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._account, self._accounts, self._tasks, self._changes = account, accounts, tasks, changes
        self.dialog = AccountDialog(account, theme, parent)
        self._trial = Trial(accounts, tasks, self)
        self._is_told_not_kept = False
        self._connect()
        self.dialog.open()

    def _connect(self) -> None:
        dialog, trial = self.dialog, self._trial
        dialog.save_requested.connect(self._on_save_requested)
        dialog.try_requested.connect(self._on_try_requested)
        dialog.stop_requested.connect(trial.stop)
        dialog.form.ca_requested.connect(self._on_ca_requested)
        dialog.finished.connect(self._on_finished)
        trial.step.connect(dialog.tell_step)
        trial.ended.connect(dialog.end_trying)

    @Slot()
    def _on_save_requested(self) -> None:
        self._save(self._on_saved)

    @Slot()
    def _on_try_requested(self) -> None:
        self._save(self._on_saved_to_try)

    def _save(self, then: Callable[[Secret | None, MailAccount], None]) -> None:
        self.dialog.say("")
        account, secret = self.dialog.form.account(self._account), self.dialog.form.written_secret
        faults = {name: error_words(fault) for name, fault in faults_of(account).items()}
        self.dialog.form.show_faults(faults)
        if not faults:
            work = partial(self._kept, account, secret)
            self._tasks.run(Lane.LIBRARY, work, partial(then, secret), self._on_not_saved)

    def _kept(self, account: MailAccount, secret: Secret | None) -> MailAccount:
        return self._accounts.save(account, secret) if account.id else self._accounts.add(account, secret)

    def _on_saved(self, secret: Secret | None, account: MailAccount) -> None:
        self._take(account)
        if secret is not None and not account.secret_id and not self._is_told_not_kept:
            self._say_not_kept()
        else:
            self.dialog.accept()

    def _on_saved_to_try(self, secret: Secret | None, account: MailAccount) -> None:
        self._take(account)
        if secret is not None and not account.secret_id:
            self._say_not_kept()
        self.dialog.begin_trying()
        self._trial.begin(account.id, secret)

    def _take(self, account: MailAccount) -> None:
        self._account = account
        self.dialog.show_saved()
        self._changes.tell(Changes(accounts=True))
        self.saved.emit(account)

    def _say_not_kept(self) -> None:
        self._is_told_not_kept = True
        self.dialog.say(
            _(
                "The account is saved. There is no keyring here that can be used, so its password or token "
                "was not stored: it will be asked for each time."
            )
        )

    def _on_not_saved(self, error: AppError) -> None:
        if isinstance(error, Conflict):
            self.dialog.form.show_faults({"name": error_words(error)})
        else:
            self.dialog.say(error_words(error))

    @Slot()
    def _on_ca_requested(self) -> None:
        kinds = ";;".join((_("Certificates (*.pem *.crt *.cer)"), _("All files (*)")))
        file, _kind = QFileDialog.getOpenFileName(
            self.dialog, _("Trust a private certificate authority"), "", kinds
        )
        if file:
            self.trust(Path(file))

    def trust(self, file: Path) -> None:
        """Take the certificate of a private authority out of a file."""
        try:
            with file.open("rb") as opened:
                ca = authorities_in(opened.read(_MOST_CA).decode("utf-8", "replace"))
        except OSError:
            self.dialog.form.show_faults({"ca": _("“{file}” could not be read.").format(file=file.name)})
        except ContentError as error:
            self.dialog.form.show_faults({"ca": error_words(error)})
        else:
            self.dialog.form.show_faults({})
            self.dialog.form.show_ca(ca)

    @Slot()
    def _on_finished(self) -> None:
        self._trial.give_up()
        self.dialog.form.secret.clear()
        self.dialog.deleteLater()
        self.deleteLater()
