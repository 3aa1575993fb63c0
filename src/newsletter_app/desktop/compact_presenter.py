"""Compacts the library from the Tools menu."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.i18n import _

if TYPE_CHECKING:  # it brings SQLAlchemy, which the window does not wait for
    from newsletter_app.library.compacting import Compacted


class Compacts(Protocol):
    """What is needed of `library.compacting`."""

    def compact(self) -> "Compacted":
        """Make the library small. Raises LibraryError."""


class CompactPresenter(QObject):
    """Asks, then compacts in the library's lane; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, compacts: Compacts, tasks: Tasks, changes: LibraryChanges) -> None:
        super().__init__(window)
        self._window, self._compacts, self._tasks, self._changes = window, compacts, tasks, changes

    @Slot()
    def ask(self) -> None:
        """Say what it means, then do it where the person says so."""
        said = _(
            "Old revisions are thinned out; what has lain in the bin for 30 days of use goes for good, after "
            "a backup; pictures that nothing names any more are removed. Nothing else is lost."
        )
        question = Question("library.compact", _("Compact the library"), said, _("Compact it"), self._window)
        question.accepted.connect(self._on_accepted)
        question.open()

    @Slot()
    def _on_accepted(self) -> None:
        self._tasks.run(Lane.LIBRARY, self._compacts.compact, self._on_done, self.failed.emit)

    def _on_done(self, done: "Compacted") -> None:
        self._changes.tell(done.changes)
        self.told.emit(done.in_words)
