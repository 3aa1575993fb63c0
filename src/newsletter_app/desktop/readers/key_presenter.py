"""Notices when nobody can tell any more who has unsubscribed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.tasks import Lane
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.mailing.key_in_backup import key_in_backup


class KeyPresenter(QObject):
    """Looks for the key of the unsubscribed readers, and takes it out of a backup where it is lost."""

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts
        view.key_notice.answered.connect(self._on_answered)
        self.look()

    @Slot()
    def look(self) -> None:
        """See whether the key is there; a keyring may ask for its password meanwhile."""
        tasks = self._parts.tasks
        tasks.run(
            Lane.NETWORK, self._parts.key.comparing, self._on_there, self._on_lost, latest="readers.key"
        )

    def put_back(self, backup: Path) -> None:
        """Take the key out of a backup."""
        self._parts.run(partial(self._put_back, backup), self._on_put_back, self._on_not_put_back)

    def _put_back(self, backup: Path) -> None:
        self._parts.key.put_back(key_in_backup(backup))
        self._parts.key.require()

    def _on_there(self, _hash: object) -> None:
        self._view.key_notice.hide()

    def _on_lost(self, _error: AppError) -> None:
        self._ask(
            _(
                "It cannot be told who has unsubscribed: the key for that is not on this computer. Until it "
                "is back, nobody can be brought in or written to. Unlock the keyring, or take the key from "
                "a backup of this library."
            )
        )

    def _on_put_back(self, _nothing: object) -> None:
        self._view.key_notice.hide()
        self._view.tell(_("The key is back; those who have unsubscribed are known again."))

    def _on_not_put_back(self, error: AppError) -> None:
        self._ask(error_words(error))

    def _ask(self, sentence: str) -> None:
        answers = (("backup", _("Take it from a backup…")), ("again", _("Try again")))
        self._view.key_notice.ask(sentence, answers)

    @Slot(str)
    def _on_answered(self, word: str) -> None:
        if word == "again":
            self.look()
            return
        kinds = ";;".join((_("Backups (*.zip)"), _("All files (*)")))
        file, _kind = QFileDialog.getOpenFileName(self._view, _("Take the key from a backup"), "", kinds)
        if file:
            self.put_back(Path(file))
