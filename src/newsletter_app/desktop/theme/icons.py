"""Draws the window's icons in the colours of the theme."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from newsletter_app.desktop.theme.glyphs import Glyphs
from newsletter_app.desktop.theme.tokens import Tokens

CurrentTokens = Callable[[], Tokens]

# our word for an action -> its drawing in the Phosphor family
DRAWINGS = {
    "add": "plus",
    "bin": "trash",
    "bold": "text-bolder",
    "button": "rectangle",
    "call-out": "info",
    "check": "check",
    "close": "x",
    "code": "code",
    "copy": "copy",
    "cover": "image",
    "dark": "moon",
    "date": "calendar-blank",
    "desktop": "desktop",
    "details": "sliders-horizontal",
    "divider": "minus",
    "down": "caret-down",
    "draft": "pencil-simple",
    "drag": "dots-six-vertical",
    "duplicate": "copy",
    "email": "envelope-simple",
    "event": "calendar-plus",
    "export": "export",
    "find": "magnifying-glass",
    "focus": "arrows-out-simple",
    "fold": "caret-right",
    "footnote": "asterisk",
    "gallery": "squares-four",
    "heading": "text-h",
    "help": "question",
    "import": "tray",
    "info": "info",
    "italic": "text-italic",
    "light": "sun",
    "link": "link-simple",
    "list": "list-bullets",
    "merge-field": "brackets-curly",
    "more": "dots-three",
    "newsletter": "newspaper",
    "note": "note",
    "numbers": "list-numbers",
    "open": "folder-open",
    "phone": "device-mobile",
    "picture": "image",
    "post": "article",
    "preview": "eye",
    "published": "globe-simple",
    "quote": "quotes",
    "readers": "users",
    "ready": "check-circle",
    "redo": "arrow-clockwise",
    "restore": "arrow-counter-clockwise",
    "revisions": "clock-counter-clockwise",
    "rule": "minus",
    "safety": "shield-warning",
    "save": "floppy-disk",
    "send": "paper-plane-tilt",
    "settings": "gear-six",
    "snippet": "notepad",
    "strike": "text-strikethrough",
    "table": "table",
    "tag": "tag",
    "text": "text-align-left",
    "undo": "arrow-counter-clockwise",
    "unfold": "caret-down",
    "up": "caret-up",
    "view": "layout",
    "warning": "warning",
    "web": "globe-simple",
}


class IconEngine(QIconEngine):
    """Paints one icon in the colour that is in force at each painting."""

    def __init__(self, glyphs: Glyphs, tokens: CurrentTokens, name: str, role: str) -> None:
        super().__init__()
        self._glyphs, self._tokens, self._name, self._role = glyphs, tokens, name, role

    def _colour(self, mode: QIcon.Mode) -> QColor:
        tokens = self._tokens()
        colour = QColor(getattr(tokens, self._role))
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(0.4)
        return colour

    # Qt

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint the icon, fitted into `rect`."""
        outline = self._glyphs.outline(self._name, min(rect.width(), rect.height()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.fillPath(outline, self._colour(mode))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a clear ground."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        return IconEngine(self._glyphs, self._tokens, self._name, self._role)
