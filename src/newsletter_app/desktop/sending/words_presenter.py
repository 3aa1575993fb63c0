"""Carries the words that tell too much between the library and whoever shows them."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from newsletter_app.content.changes import Changes
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.sending.words_dialog import WordsDialog
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.library.mail_tests import MailTests


class WordsPresenter(QObject):
    """Reads the words at once; `words_changed` carries them whenever they are others."""

    words_changed = Signal(tuple)
    failed = Signal(object)

    def __init__(self, window: QWidget, kept: MailTests, tasks: Tasks, changes: LibraryChanges) -> None:
        super().__init__(window)
        self._window, self._kept, self._tasks, self._changes = window, kept, tasks, changes
        self._words: tuple[str, ...] = ()
        self._read()
        changes.happened.connect(self._on_changes_happened)

    @Slot()
    def show(self) -> None:
        """Let the person change the words, over whatever dialog is open."""
        dialog = WordsDialog(self._words, QApplication.activeModalWidget() or self._window)
        dialog.save_requested.connect(self._on_save_requested)
        dialog.open()

    def _read(self) -> None:
        self._tasks.run(
            Lane.LIBRARY, lambda: self._kept.words(), self._on_read, self.failed.emit, latest="mailing.words"
        )

    def _on_read(self, words: tuple[str, ...]) -> None:
        if words != self._words:
            self._words = words
            self.words_changed.emit(words)

    @Slot(tuple)
    def _on_save_requested(self, words: tuple[str, ...]) -> None:
        work = partial(self._save, words)
        self._tasks.run(Lane.LIBRARY, work, self._changes.tell, self.failed.emit)

    def _save(self, words: tuple[str, ...]) -> Changes:
        return self._kept.set_words(words)

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        if changes.accounts:
            self._read()
