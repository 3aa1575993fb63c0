"""Takes a backup back while there is no window: it opens again on the result."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.backups.restore_dialog import RestoreDialog
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.while_closed import Result, WhileClosed
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.restoring import Restored

Restore = Callable[[Path], Restored]
"""Puts the library of a backup in the place of the one that was open, which is closed by then."""


class TakingBack(QObject):
    """Asks, closes the window with the library, restores, says what came of it, opens the window anew."""

    def __init__(
        self, window: MainWindow, restore: Restore, reopen: Callable[[], None] | None = None
    ) -> None:
        super().__init__(window)
        self._restore = restore
        self._while_closed = WhileClosed(window, reopen)

    def ask(self, source: Path, called: str, parent: QWidget) -> None:
        """Say what restoring would do; nothing is done before the person wants it."""
        question = Question(
            "backups.ask",
            _("Restore a backup"),
            _(
                "The library becomes what it was in {backup}. What it is now is kept, byte for byte, in the "
                "folder “aside” of the library, and can be restored from there. Readers who left since then "
                "leave again, and what was sent since stays sent. The window closes meanwhile."
            ).format(backup=called),
            _("Restore"),
            parent,
        )
        question.accepted.connect(partial(self._begin, source, called))
        question.open()

    def _begin(self, source: Path, called: str) -> None:
        self._while_closed.begin(RestoreDialog(called), partial(self._restore, source), _restored, _failed)


def _restored(restored: Restored) -> Result:
    words = _("The library is what it was then.")
    if restored.aside is not None:
        words = _("The library is what it was then. What it was before is kept in {folder}.").format(
            folder=restored.aside
        )
    return Result(_("Restored"), words, "\n".join(restored.notes))


def _failed(error: AppError) -> Result:
    words, kept = error_words(error), _("The library is as it was.")
    return Result(_("Not restored"), words if words.endswith(kept) else f"{words} {kept}")
