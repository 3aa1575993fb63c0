"""Hears when the system asks the program to end."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class EndSignals(QObject):
    """Emits `came` on the thread of the window for each signal that asks for an end.

    Python runs a signal's function only when it comes to its turn, which in a loop of events may be never; so
    the interpreter writes a byte into a socket, on which the loop waits. What the program was started to
    ignore (by `nohup`, say) is ignored.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _pass)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)

    @Slot()
    def _on_notifier_activated(self) -> None:
        try:
            self._near.recv(64)
        except BlockingIOError:
            return
        self.came.emit()


def _pass(_number: int, _frame: FrameType | None) -> None:
    """Let the byte in the socket speak."""
