"""Says that the program ended unexpectedly the last time."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication

from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import _

_COPY, _CLOSE = "copy", "close"


class EndedBar(NoticeBar):
    """A calm line with a report to copy; it stays until it is closed."""

    def __init__(self, report: str) -> None:
        super().__init__("window.ended")
        self._report = report
        # Queued, so that what says it was copied comes after the notice was answered and has gone.
        self.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def tell(self) -> None:
        """Say it; once the bar has its place, for a widget without one would be a window."""
        self.ask(
            _("The program ended unexpectedly the last time. What you wrote until then is here again.")
            + " "
            + _("A report on it says where in the program it happened, and holds none of your text."),
            [(_COPY, _("Copy the report")), (_CLOSE, _("Close"))],
        )

    @Slot(str)
    def _on_answered(self, answer: str) -> None:
        if answer == _COPY:
            QGuiApplication.clipboard().setText(self._report)
            self.ask(
                _("The report is copied; paste it into a message to whoever looks after the program."),
                [(_CLOSE, _("Close"))],
            )
