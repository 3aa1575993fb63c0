"""Works on the library's files while there is no window: it opens again on the result."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.other_libraries import REOPEN_SAME
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import AppError
from newsletter_app.i18n import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What to say of work that is over; `notes` are what a person should look at.

    `button` says where the window opens again, "" for on the library.
    """

    heading: str
    words: str
    notes: str = ""
    button: str = ""


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
        for left in self._window.findChildren(QDialog):
            left.close()  # of the window that has gone
        dialog.finished.connect(self._on_finished)
        tasks = Tasks(self)
        tasks.run(
            Lane.LIBRARY, partial(_outcome, work, told), self._on_over, partial(self._on_failed, failed)
        )

    def _on_over(self, outcome: Result | Exception) -> None:
        if isinstance(outcome, Result):
            self._show(outcome)
        else:
            self._show(_stopped())
            raise outcome  # for the exception hook, now that the dialog can be closed

    def _on_failed(self, failed: Callable[[AppError], Result], error: AppError) -> None:
        self._show(failed(error))

    def _show(self, result: Result) -> None:
        if self._dialog is not None:
            self._dialog.show_result(result.heading, result.words, result.notes, result.button)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._reopen()
        QGuiApplication.setQuitOnLastWindowClosed(True)


def _outcome(work: Callable[[], T], told: Callable[[T], Result]) -> Result | Exception:
    """Return what came of the work, be it a fault of ours: without a window nobody gets past the dialog."""
    try:
        return told(work())
    except AppError:
        raise
    except Exception as fault:  # noqa: BLE001 - the border: it is raised again on the thread of the window
        return fault


def _stopped() -> Result:
    return Result(
        _("Something went wrong inside the program"),
        _(
            "This could not be finished. The library is as it was, or wholly replaced: open it to see which. "
            "The fault is in Newsletter Editor, not in what you did."
        ),
    )
