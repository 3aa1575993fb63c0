"""Ends the program, or gets ready for it, when the system asks and not the person."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from newsletter_app.desktop.end_signals import EndSignals
from newsletter_app.desktop.main_window import MainWindow


class Ending(QObject):
    """Closes the window without a question at a signal; saves everything before the session ends.

    The status of the program is then 0 where library or journal has every word, else 1.
    """

    def __init__(self, window: MainWindow, application: QGuiApplication) -> None:
        super().__init__(window)
        self._window = window
        signals = application.findChild(EndSignals) or EndSignals(application)
        signals.came.connect(self._on_signals_came)
        application.commitDataRequest.connect(
            self._on_commit_data_request, Qt.ConnectionType.DirectConnection
        )

    @Slot()
    def _on_signals_came(self) -> None:
        if self._window.is_ending:
            return
        self._window.is_ending = True
        is_all_kept = self._window.close()
        QCoreApplication.exit(0 if is_all_kept else 1)

    @Slot()
    def _on_commit_data_request(self) -> None:
        """Save everything while the session waits; the window stays, for another program may stop the end."""
        self._window.is_ending = True
        self._window.may_close()
        self._window.is_ending = False
