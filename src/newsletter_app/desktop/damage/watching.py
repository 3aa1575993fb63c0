"""Looks after the library's file while it is open, and says what is found."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.errors import AppError, LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.file_check import FileCheck

_BEGIN_MS = 5_000
ShowWaysOut = Callable[[LibraryDamaged], object]


class Upkeep(Protocol):
    """What is needed of `library.upkeep`."""

    def is_check_due(self) -> bool:
        """Tell whether the library is to be checked again by itself."""

    def note_check(self) -> object:
        """Write down that it was checked."""

    def stop_writing(self, error: LibraryDamaged, /) -> object:
        """Write nothing more into the library's file."""


class DamageWatch(QObject):
    """Looks through a large file once after each opening, through any file after seven days of use.

    Where damage is found nothing is written any more; what is typed goes on into the journal.
    """

    def __init__(
        self,
        window: MainWindow,
        notices: Notices,
        upkeep: Upkeep,
        check: FileCheck,
        tasks: Tasks,
        show: ShowWaysOut,
        *,
        begin_ms: int = _BEGIN_MS,
    ) -> None:
        super().__init__(window)
        self._upkeep, self._check, self._tasks, self._show = upkeep, check, tasks, show
        self._bar = notices.make("damage.notice", Weight.TROUBLE)
        self._bar.answered.connect(self._on_bar_answered)
        self._error: LibraryDamaged | None = None
        window.closing.connect(self._on_window_closing)
        QTimer.singleShot(begin_ms, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Look whether there is anything to look for."""
        self._tasks.run(Lane.LIBRARY, self._upkeep.is_check_due, self._on_asked, self._on_failed)

    def _on_asked(self, is_due: bool) -> None:
        if is_due or self._check.is_large:
            work = partial(self._check.look, thoroughly=is_due)
            self._tasks.run(Lane.CHECK, work, partial(self._on_looked, is_due), self._on_failed)

    def _on_looked(self, was_due: bool, is_done: bool) -> None:
        if was_due and is_done:
            self._tasks.run(Lane.LIBRARY, self._upkeep.note_check, _leave_it, _leave_it)

    def _on_failed(self, error: AppError) -> None:
        if not isinstance(error, LibraryDamaged):
            return
        self._error = error
        self._tasks.run(Lane.LIBRARY, partial(self._upkeep.stop_writing, error), _leave_it, _leave_it)
        words = _("The file of this library is damaged. Nothing more is written into it.")
        kept = _("What you type is kept on this computer.")
        self._bar.ask(f"{words} {kept}", [("ways", _("Ways out"))])

    @Slot()
    def _on_window_closing(self) -> None:
        self._check.call_off()

    @Slot(str)
    def _on_bar_answered(self, _answer: str) -> None:
        if self._error is not None:
            self._show(self._error)


def _leave_it(_outcome: object) -> None:
    """Say nothing: what matters was said."""
