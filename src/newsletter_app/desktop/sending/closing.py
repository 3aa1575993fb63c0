"""Sees to it that a window that closes leaves no sending in the middle of a message."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.sending.deliveries import Deliveries
from newsletter_app.i18n import _

AskToPause = Callable[[], bool]
_PATIENCE_MS, _STEP_MS = 8_000, 50


class ClosingWhileSending(QObject):
    """Asks before a window closes that sends, then pauses; what was asked before is asked as well."""

    def __init__(self, window: MainWindow, deliveries: Deliveries, ask: AskToPause) -> None:
        super().__init__(window)
        self._window, self._deliveries, self._ask = window, deliveries, ask
        self._before = window.may_close
        window.may_close = self.may_close

    def may_close(self) -> bool:
        """Tell whether everything is saved, and nothing goes out any more."""
        if self._deliveries.in_hand and not (self._window.is_ending or self._ask()):
            return False
        if not self._before():
            return False
        self._deliveries.stop()
        self._wait()
        return True

    def _wait(self) -> None:
        """Wait for the message in hand, not for ever: what is then unknown is listed at the next start."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        loop = QEventLoop(self)
        timer = QTimer(self, interval=_STEP_MS)
        timer.timeout.connect(loop.quit)
        timer.start()
        while self._deliveries.in_hand and not deadline.hasExpired():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        timer.stop()


def ask_to_pause(window: QWidget) -> AskToPause:
    """Return the dialog that asks whether the sending shall be paused."""

    def ask() -> bool:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            _("A newsletter is being sent"),
            _("If the window closes, the sending is paused after the message in hand."),
            parent=window,
        )
        box.setObjectName("mailing.closing")
        box.setInformativeText(_("Nobody gets it twice and nobody is left out: you go on with it later."))
        stay = box.addButton(_("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
        pause = box.addButton(_("Pause and close"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        answer = box.clickedButton() is pause
        box.deleteLater()
        return answer

    return ask
