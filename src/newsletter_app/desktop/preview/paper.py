"""The canvas on which the sheet of paper lies."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from newsletter_app.desktop.preview.looks import PageWidth
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.theme.theme import Theme

PHONE = 375
WIDEST = 760
LAID_OUT = 640
_SMALLEST_ZOOM = 0.62


class Paper(QWidget):
    """Keeps a sheet in the middle, as wide as a phone or as the room allows.

    A page for a desktop is laid out 640 pixels wide; in a narrower room it is shown smaller. `gap` is left
    free around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, gap: int | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gap = theme.tokens.s4 if gap is None else gap
        self._sheet: Sheet | None = None
        self._width = PageWidth.DESKTOP
        self._ground = theme.tokens.surface
        self._waiting = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("role", "muted")
        self._waiting.setObjectName("preview.waiting")
        self._waiting.setWordWrap(True)
        self._waiting.hide()
        self.setObjectName("preview.paper")

    @property
    def sheet(self) -> Sheet | None:
        """Return the sheet, None before there is one."""
        return self._sheet

    def put(self, sheet: Sheet) -> None:
        """Lay the sheet down; it stays hidden until a page is on it."""
        sheet.setParent(self)
        self._sheet = sheet
        self._arrange()
        self._waiting.raise_()

    def say(self, sentence: str) -> None:
        """Show a plain line in the place of the page, "" shows the page."""
        self._waiting.setText(sentence)
        self._waiting.setVisible(bool(sentence))

    def show_width(self, width: PageWidth) -> None:
        """Be as wide as that."""
        self._width = width
        self._arrange()

    def colour(self, ground: str) -> None:
        """Take the colour of the page below the page."""
        self._ground = ground
        self.update()

    def _arrange(self) -> None:
        area = self._area()
        self._waiting.setGeometry(area)
        if self._sheet is not None:
            border = self._border
            self._sheet.setGeometry(area.adjusted(border, border, -border, -border))
            self._sheet.set_zoom(self._zoom(area.width()))
        self.update()

    @property
    def _border(self) -> int:
        return self._theme.tokens.s1

    def _area(self) -> QRect:
        gap = self._gap
        room = self.rect().adjusted(gap, gap, -gap, -gap)
        widest = (PHONE if self._width is PageWidth.PHONE else WIDEST) + 2 * self._border
        width = min(room.width(), widest)
        return QRect(room.left() + (room.width() - width) // 2, room.top(), width, room.height())

    def _zoom(self, width: int) -> float:
        if self._width is PageWidth.PHONE:
            return min(1.0, (width - 2 * self._border) / PHONE)
        return max(_SMALLEST_ZOOM, min(1.0, width / LAID_OUT))

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(self._ground))
        painter.drawRoundedRect(
            self._area().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), tokens.corner, tokens.corner
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(440, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 200)
