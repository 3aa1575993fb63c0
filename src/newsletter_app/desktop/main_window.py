"""The window: three columns, menus, a status line."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from newsletter_app.desktop.columns import Columns
from newsletter_app.desktop.menus import Menus
from newsletter_app.desktop.status_line import StatusLine
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.room_on_screen import room_on_screen
from newsletter_app.i18n import _

MayClose = Callable[[], bool]
WIDTH, HEIGHT = 1440, 900
_SMALLEST = (720, 480)


class MainWindow(QMainWindow):
    """Lays out the library, the middle and the preview, which may come after the first painting.

    `painted` comes once, when the window was first painted; `left` when the person goes to another window;
    `closing` when it is sure to close, `close_answered` whether it does. `may_close` is asked before, and may
    say no; while `is_ending`, the system wants the program to end, and nobody is asked anything. While
    `is_closing`, `close` says True at once and does nothing.
    """

    painted = Signal()
    left = Signal()
    closing = Signal()
    close_answered = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(_("Newsletter Editor"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(WIDTH, HEIGHT)
        self.menus = Menus(self.menuBar(), theme)
        self.columns = Columns(theme)
        self.setCentralWidget(self.columns)
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)
        self.may_close: MayClose = _yes
        self.is_ending = self.is_closing = False
        self.status_line.installEventFilter(self)

    def fit_on_screen(self) -> None:
        """Be no larger than the screen has room for, with a frame around."""
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(self.size().boundedTo(room_on_screen(self)))

    def put_library(self, library: QWidget) -> None:
        """Fill the first column, which is blank so far, and give it the keys."""
        self.columns.put(0, library)
        library.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_work(self, middle: QWidget, preview: QWidget) -> None:
        """Fill the other columns, which are blank so far."""
        self.columns.put(1, middle)
        self.columns.put(2, preview)

    def restore(self, geometry: str, columns: str) -> None:
        """Take up the sizes and places of the last time; "" leaves the usual ones."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.columns.restore(columns)

    def remembered(self) -> tuple[str, str]:
        """Return the geometry of the window and its columns as text for `restore`."""
        return (self.saveGeometry().toBase64().toStdString(), self.columns.remembered())

    def show_title(self, title: str) -> None:
        """Name the open item in the title bar."""
        name = _("Newsletter Editor")
        self.setWindowTitle(f"{title} – {name}" if title else name)

    def fill_menus(self) -> None:
        """Make the menus and answer the commands of the window itself; once, after the first painting."""
        self.menus.fill()
        self.menus.answer("quit", self.close)
        self.menus.answer("view.next-pane", self.columns.next_pane)
        self.menus.answer("view.previous-pane", self.columns.previous_pane)
        self._switch("view.library", self.columns.show_library, self.columns.library_shown)
        self._switch("view.preview", self.columns.show_preview, self.columns.preview_shown)
        self.menus.answer("view.full-screen", self._on_full_screen_toggled)

    def _switch(self, name: str, answer: Callable[[bool], None], told: SignalInstance) -> None:
        action = self.menus.action(name)
        action.setChecked(True)
        self.menus.answer(name, answer)
        told.connect(action.setChecked)

    @Slot(bool)
    def _on_full_screen_toggled(self, is_full: bool) -> None:
        self.showFullScreen() if is_full else self.showNormal()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self.status_line:
            self.status_line.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.columns.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.columns.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # whatever goes wrong below, the window stays open with the text in it
        self.is_closing = True
        try:
            if self.may_close():
                self.closing.emit()
                event.accept()
        finally:
            self.is_closing = False
            self.close_answered.emit(event.isAccepted())


def _yes() -> bool:
    return True
