"""Says why the library can only be read, and offers to write once that is over."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, LibraryBusy, LibraryError, LibraryTooNew
from newsletter_app.i18n import _

_LOOK_MS = 2000
_OPEN, _CLOSE = "write", "close"


class Turns(Protocol):
    """What is needed of `library.turns`."""

    def who(self) -> LibraryBusy | None:
        """Return who keeps us from writing now, None where nobody does."""


class ReadingOnly(QObject):
    """A bar for a library that another window has, or that lies where nobody may write.

    While another window has it, it looks every two seconds whether that is over. `open_requested` comes where
    the person wants to write: the library is opened anew for that, with all that changed meanwhile.
    """

    open_requested = Signal()

    def __init__(
        self,
        notices: Notices,
        refusal: LibraryError | None,
        turns: Turns,
        tasks: Tasks,
        *,
        look_ms: int = _LOOK_MS,
    ) -> None:
        super().__init__(notices)
        self._turns, self._tasks = turns, tasks
        self._said = ""
        self._bar = notices.make("window.reading", Weight.TROUBLE)
        self._bar.answered.connect(self._on_bar_answered)
        self._look = QTimer(self, interval=look_ms, singleShot=True)
        self._look.timeout.connect(self._on_look_timeout)
        if isinstance(refusal, LibraryBusy):
            self._on_looked(refusal)
        elif refusal is not None:
            again = [] if isinstance(refusal, LibraryTooNew) else [(_OPEN, _("Open again"))]
            self._bar.ask(error_words(refusal), [*again, (_CLOSE, _("Close"))])

    @Slot()
    def _on_look_timeout(self) -> None:
        self._tasks.run(Lane.LIBRARY, self._turns.who, self._on_looked, self._on_failed)

    def _on_looked(self, refusal: LibraryBusy | None) -> None:
        if refusal is None:
            self._bar.ask(
                _("Nobody else has this library open any more: you can write in it now."),
                [(_OPEN, _("Open for writing")), (_CLOSE, _("Go on reading"))],
            )
            return
        if refusal.message != self._said:
            self._said = refusal.message
            self._bar.ask(error_words(refusal), [(_CLOSE, _("Close"))])
        self._look.start()

    def _on_failed(self, _error: AppError) -> None:
        self._look.start()

    @Slot(str)
    def _on_bar_answered(self, answer: str) -> None:
        if answer == _OPEN:
            self.open_requested.emit()
