"""Ends the program, or gets ready for it, when the system asks and not the person."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from newsletter_app.desktop.end_signals import EndSignals
from newsletter_app.desktop.main_window import MainWindow


class Ending(QObject):
    """Closes the window without a question at a signal; saves everything before the session ends.

    The status of the program is then 0 where library or journal has every word, else 1.
    """

    def __init__(self, window: MainWindow, application: QGuiApplication) -> None:
        super().__init__(window)
        self._window = window
        self._has_come = self._is_saving = False
        signals = application.findChild(EndSignals) or EndSignals(application)
        signals.came.connect(self._on_signals_came)
        application.commitDataRequest.connect(
            self._on_commit_data_request, Qt.ConnectionType.DirectConnection
        )

    @Slot()
    def _on_signals_came(self) -> None:
        if self._has_come:
            return
        self._has_come = self._window.is_ending = True
        if self._window.is_closing:
            self._window.close_answered.connect(
                self._on_window_close_answered, Qt.ConnectionType.SingleShotConnection
            )
            _take_questions_away()
        elif not self._is_saving:
            self._end()

    @Slot(bool)
    def _on_window_close_answered(self, is_all_kept: bool) -> None:
        """End once the window has closed: an end before that would stop all waiting for the words."""
        if is_all_kept:
            QCoreApplication.exit(0)
        else:
            QTimer.singleShot(0, self, self._end)

    @Slot()
    def _on_commit_data_request(self) -> None:
        """Save everything while the session waits; the window stays, for another program may stop the end."""
        self._is_saving = self._window.is_ending = True
        self._window.may_close()
        self._is_saving, self._window.is_ending = False, self._has_come
        if self._has_come and not self._window.is_closing:
            self._end()

    @Slot()
    def _end(self) -> None:
        is_all_kept = self._window.close()
        QCoreApplication.exit(0 if is_all_kept else 1)


def _take_questions_away() -> None:
    """Answer what is asked as Esc does: nobody may be there who could."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isModal() and widget.isVisible():
            widget.reject()
