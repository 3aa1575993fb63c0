"""Tries the connection of an account beside the window."""

import threading
from collections import deque
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words, without_options
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.secret_store import Secret


class _Stopped(AppError):
    """Nobody wants to know any more."""


class Trial(QObject):
    """One try at a time; `step` carries each sentence as it happens, `ended` what went wrong, "" for nothing.

    A stopped try ends for the window at once, and in its lane at its next step.
    """

    step = Signal(str)
    ended = Signal(str)
    _told = Signal()

    def __init__(self, accounts: MailAccounts, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._accounts, self._tasks = accounts, tasks
        self._number = 0
        self._said: deque[tuple[int, str]] = deque()
        self._stop = threading.Event()
        self._told.connect(self._on_told)

    def begin(self, account_id: str, secret: Secret | None) -> None:
        """Try an account of the library, with a secret where one was written."""
        self._stop.set()
        self._stop = threading.Event()
        self._number += 1
        work = partial(self._work, self._number, self._stop, account_id, secret)
        done, failed = partial(self._on_done, self._number), partial(self._on_failed, self._number)
        self._tasks.run(Lane.NETWORK, work, done, failed)

    def stop(self) -> None:
        """End it without waiting for the server."""
        self._stop.set()
        self._number += 1
        self.ended.emit(_("Stopped; nothing was sent."))

    def give_up(self) -> None:
        """End it without a word, as nobody looks any more."""
        self._stop.set()
        self._number += 1

    def _work(self, number: int, stop: threading.Event, account_id: str, secret: Secret | None) -> str:
        """Return the sentence that says that all is well."""

        def tell(sentence: str) -> None:
            if stop.is_set():
                raise _Stopped(sentence)
            self._said.append((number, sentence))
            self._told.emit()

        return self._accounts.test(account_id, secret, tell)[-1]

    @Slot()
    def _on_told(self) -> None:
        while self._said:
            number, sentence = self._said.popleft()
            if number == self._number:
                self.step.emit(sentence)

    def _on_done(self, number: int, sentence: str) -> None:
        self._on_told()  # the end may come before what was told last
        if number == self._number:
            self.step.emit(sentence)
            self.ended.emit("")

    def _on_failed(self, number: int, error: AppError) -> None:
        self._on_told()
        if number == self._number:
            self.ended.emit(without_options(error_words(error)))
