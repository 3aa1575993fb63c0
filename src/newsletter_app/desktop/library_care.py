"""Checks and backs up the library from the Tools menu."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import SecretsUnavailable
from newsletter_app.i18n import _

Beside = Callable[[], Mapping[str, bytes]]
"""Gives the further files of a backup. Raises SecretsUnavailable where one of them cannot be had."""


class Care(Protocol):
    """What is needed of `library.upkeep`."""

    def check(self) -> tuple[str, ...]:
        """Return what is wrong, in sentences."""

    def backup(self, file: Path, /, *, force: bool, beside: Mapping[str, bytes]) -> object:
        """Write a backup with further files in it, over one that is there. Raises LibraryError."""


class LibraryCare(QObject):
    """Does both in the library's lane; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, care: Care, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._care, self._tasks = window, care, tasks
        self._beside: Beside = dict

    def use_beside(self, beside: Beside) -> None:
        """Put further files into each backup from now on."""
        self._beside = beside

    @Slot()
    def check(self) -> None:
        """Look whether all that the library should hold is there and readable."""
        self._tasks.run(Lane.LIBRARY, self._care.check, self._on_checked, self.failed.emit)

    @Slot()
    def back_up(self) -> None:
        """Ask for a file, and write a backup into it."""
        file, _filter = QFileDialog.getSaveFileName(
            self._window, _("Back up the library"), "library-backup.zip", _("Backups (*.zip)")
        )
        if file:
            self.write_backup(Path(file))

    def write_backup(self, file: Path) -> None:
        """Write a backup into a file; one that is there is replaced, for the dialog has asked."""
        work = partial(_write, self._care, file, self._beside)
        self._tasks.run(Lane.LIBRARY, work, self._on_backed_up, self.failed.emit)

    def _on_checked(self, sentences: tuple[str, ...]) -> None:
        self.told.emit(" ".join(sentences) or _("The library is sound."))

    def _on_backed_up(self, sentence: str) -> None:
        self.told.emit(sentence)


def _write(care: Care, file: Path, beside: Beside) -> str:
    """Write the backup, and say so; where the further files cannot be had it is written without, and said."""
    said = _("The backup lies in {file}.").format(file=file)
    try:
        files = beside()
    except SecretsUnavailable as error:
        care.backup(file, force=True, beside={})
        return f"{said} {error}"
    care.backup(file, force=True, beside=files)
    return said
