"""Takes what nobody caught, sees to the text, and tells the person once."""

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.faults.calm import Calm
from newsletter_app.desktop.faults.dialog import GO_ON, RESTART, FaultDialog
from newsletter_app.desktop.faults.keys_at_rest import KeysAtRest
from newsletter_app.desktop.faults.report import Report
from newsletter_app.desktop.faults.text_words import text_words
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.i18n import N_, _, ngettext
from newsletter_app.traces import trace

BEGIN_ANEW = 65
"""What the loop of events returns when the program is to be started again."""

WriteDown = Callable[[BaseException], object]
"""Writes where a fault happened, without any content."""
Tell = Callable[[str], None]
_AGAIN = N_(
    "Something goes wrong in the program again and again. How far your text is saved stands at the foot of "
    "the window; restart the program when it suits you."
)
_WRITTEN_DOWN = 100
_LOOK_MS = 250


class Faults(QObject):
    """The hook for exceptions that nobody caught.

    Work goes on after one: what is on the screen is brought to the library at once, and a dialog says so.
    Further faults are counted in it; one that comes again and again is told in a line above the work.
    """

    _came = Signal(object)

    def __init__(
        self, window: MainWindow, write_down: WriteDown, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(window)
        self._window, self._write_down = window, write_down
        self._desk: Callable[[], Desk | None] = _nothing
        self._tell: Tell = _say_nothing
        self._report, self._calm = Report(), Calm(monotonic)
        self._dialog: FaultDialog | None = None
        self._is_taking = False
        self._keys = KeysAtRest(self)
        self._keys.came.connect(self._on_keys_came)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_text)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def report(self) -> str:
        """Return what may be told of all faults so far."""
        return self._report.text

    def look_after(self, desk: Callable[[], Desk | None], tell: Tell) -> None:
        """Know where the text is, and how to say something without a dialog."""
        self._desk, self._tell = desk, tell

    def watch(self) -> None:
        """Take every exception that reaches the loop of events, or the end of a thread, from now on."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def take(self, kind: type[BaseException], fault: BaseException, frames: TracebackType | None) -> None:
        """Have a fault written down and tell of it; a wish to end the program is passed on."""
        if not isinstance(fault, Exception) or not shiboken6.isValid(self):
            sys.__excepthook__(kind, fault, frames)
        elif threading.current_thread() is threading.main_thread():
            self._on_came(fault)
        else:
            self._came.emit(fault)

    def _take_from_thread(self, ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None:
            self.take(ended.exc_type, ended.exc_value, ended.exc_traceback)

    @Slot(object)
    def _on_came(self, fault: BaseException) -> None:
        if self._is_taking:  # a fault in telling of a fault: the log has the first one
            return
        self._is_taking = True
        try:
            self._keep(fault)
        finally:
            self._is_taking = False

    def _keep(self, fault: BaseException) -> None:
        lines = trace(fault)
        self._report.add(lines)
        if self._report.count <= _WRITTEN_DOWN:
            self._write_down(fault)
        self._keep_text()
        if self._dialog is not None:
            self._show_report(self._dialog)
        else:  # out of the slot that failed, which may be in the middle of drawing
            QTimer.singleShot(0, self, lambda: self._show(lines[-1]))

    def _keep_text(self) -> None:
        """Bring the text to where it is safe; that this fails as well is written down, no more."""
        try:
            desk = self._desk()
            if desk is not None:
                desk.catch_up()
                desk.flush()
        except Exception as fault:  # noqa: BLE001 - the border: no fault may keep the dialog from coming
            self._write_down(fault)

    def _show(self, place: str) -> None:
        if self._dialog is not None or self._keys.is_awaited:
            return
        if self._calm.allows(place):
            self._keys.wait()
        else:
            self._tell(_(_AGAIN))

    @Slot()
    def _on_keys_came(self) -> None:
        dialog = FaultDialog(
            _("Something went wrong inside the program"),
            _("The last step could not be finished. The fault is in Newsletter Editor, not in what you did."),
            [(RESTART, _("Restart")), (GO_ON, _("Go on"))],
            GO_ON,
            self._window,
        )
        self._dialog = dialog
        dialog.answered.connect(self._on_dialog_answered)
        self._show_report(dialog)
        self._show_text()
        self._look.start()
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)  # above any other dialog that is open
        dialog.show()

    def _show_report(self, dialog: FaultDialog) -> None:
        count = self._report.count
        told = ngettext(
            "It happened {count} time since the program was started.",
            "It happened {count} times since the program was started.",
            count,
        )
        dialog.show_report(self._report.text, told.format(count=count) if count > 1 else "")

    @Slot()
    def _show_text(self) -> None:
        if self._dialog is not None:
            sentence, is_safe = self._text_words()
            self._dialog.show_text(sentence, is_safe=is_safe)

    def _text_words(self) -> tuple[str, bool]:
        try:
            return text_words(self._desk())
        except Exception:  # noqa: BLE001 - the border: it was written down as the text was to be kept
            return _("Your text is still in the window."), False

    @Slot(str)
    def _on_dialog_answered(self, answer: str) -> None:
        self._dialog = None
        self._look.stop()
        if answer == RESTART:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Close as ever, which saves; where closing itself is what fails, close if no words go with it."""
        try:
            is_closed = self._window.close()
        except Exception as fault:  # noqa: BLE001 - the border: Qt hands on what was raised in closing
            self._write_down(fault)
            self._window.may_close = self._is_text_safe
            is_closed = self._window.close()
        if is_closed:
            QCoreApplication.exit(BEGIN_ANEW)

    def _is_text_safe(self) -> bool:
        sentence, is_safe = self._text_words()
        if not is_safe:
            self._tell(sentence)
        return is_safe


def _nothing() -> Desk | None:
    return None


def _say_nothing(_sentence: str) -> None:
    """Say nothing, as there is nowhere yet to say it."""
