"""Asks whether the lists are right, where a repair may have lost some of those who left."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.i18n import _


class Readers(Protocol):
    """What is needed of `library.readers`."""

    def are_lists_in_doubt(self) -> bool:
        """Tell whether a repair may have lost some of those who left."""

    def take_lists_as_right(self) -> object:
        """Take it from a person that all of them are known."""


class DoubtedLists(QObject):
    """Says it at each opening until a person has looked; nothing is sent before that."""

    def __init__(self, notices: Notices, readers: Readers, tasks: Tasks) -> None:
        super().__init__(notices)
        self._readers, self._tasks = readers, tasks
        self._bar = notices.make("damage.lists", Weight.DECISION)
        self._bar.answered.connect(self._on_bar_answered)
        QTimer.singleShot(0, self, self._look)

    @Slot()
    def _look(self) -> None:
        self._tasks.run(Lane.LIBRARY, self._readers.are_lists_in_doubt, self._on_looked, _leave_it)

    def _on_looked(self, is_in_doubt: bool) -> None:
        if is_in_doubt:
            lost = _("The library was damaged, and some of those who left may no longer be known as such.")
            wanted = _("Look through the lists and unsubscribe them again; until then nothing is sent.")
            self._bar.ask(f"{lost} {wanted}", [("right", _("The lists are right")), ("later", _("Later"))])

    @Slot(str)
    def _on_bar_answered(self, answer: str) -> None:
        if answer == "right":
            self._tasks.run(Lane.LIBRARY, self._readers.take_lists_as_right, _leave_it, _leave_it)


def _leave_it(_outcome: object) -> None:
    """Say nothing: whoever sends is told."""
