"""Works on the library's files while there is no window: it opens again on the result."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication

from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.other_libraries import REOPEN_SAME
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import AppError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What to say of work that is over; `notes` are what a person should look at."""

    heading: str
    words: str
    notes: str = ""


class WhileClosed(QObject):
    """Closes the window with the library, does the work, says what came of it, opens the window anew."""

    def __init__(self, window: MainWindow, reopen: Callable[[], None] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._reopen = reopen or partial(QCoreApplication.exit, REOPEN_SAME)
        self._dialog: AwayDialog | None = None

    def begin(
        self,
        dialog: AwayDialog,
        work: Callable[[], T],
        told: Callable[[T], Result],
        failed: Callable[[AppError], Result],
    ) -> None:
        """Show the dialog and do the work; where something keeps the window open, nothing happens."""
        self._dialog = dialog
        dialog.show()
        QGuiApplication.setQuitOnLastWindowClosed(False)  # the program goes on without a window
        if not self._window.close():
            QGuiApplication.setQuitOnLastWindowClosed(True)
            dialog.deleteLater()
            return
        dialog.finished.connect(self._on_finished)
        tasks = Tasks(self)
        tasks.run(Lane.LIBRARY, work, partial(self._on_over, told), partial(self._on_over, failed))

    def _on_over(self, told: Callable[[T], Result], outcome: T) -> None:
        if self._dialog is not None:
            result = told(outcome)
            self._dialog.show_result(result.heading, result.words, result.notes)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._reopen()
        QGuiApplication.setQuitOnLastWindowClosed(True)
