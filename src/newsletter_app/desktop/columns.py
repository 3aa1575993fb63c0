"""The three columns with hairlines between them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from newsletter_app.desktop.theme.theme import Theme

NARROW = 1200
_WIDE_LIBRARY, _NARROW_LIBRARY, _PREVIEW = 296, 232, 440
_ROOM = ((0, 200), (1, 360), (0, 320))  # how a column grows, and its least width


class Columns(QSplitter):
    """Library, middle, preview; in a narrow window the preview stays away until it is asked for."""

    library_shown = Signal(bool)
    preview_shown = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("window.columns")
        self._theme = theme
        self._panes = [_blank(role) for role in ("canvas", "surface", "canvas")]
        for pane in self._panes:
            self.addWidget(pane)
        self.setHandleWidth(theme.tokens.grip)
        self.setChildrenCollapsible(False)
        self._give_room()
        self._is_narrow: bool | None = None
        self._sizes: dict[bool, list[int]] = {}
        theme.theme_changed.connect(self._on_theme_changed)

    def put(self, place: int, pane: QWidget) -> None:
        """Put a part (0 library, 1 middle, 2 preview) in the place of the blank first painted there."""
        blank = self._panes[place]
        is_hidden = blank.isHidden()
        self.replaceWidget(place, pane)
        self._panes[place] = pane
        pane.setHidden(is_hidden)
        blank.deleteLater()
        self._give_room()

    def _give_room(self) -> None:
        for place, (stretch, width) in enumerate(_ROOM):
            self.setStretchFactor(place, stretch)
            self._panes[place].setMinimumWidth(width)

    def fit(self, width: int) -> None:
        """Change between the wide and the narrow arrangement as the window does."""
        is_narrow = width < NARROW
        if is_narrow == self._is_narrow:
            return
        if self._is_narrow is not None:
            self._sizes[self._is_narrow] = self.sizes()
        self._is_narrow = is_narrow
        self.show_preview(not is_narrow)
        library = _NARROW_LIBRARY if is_narrow else _WIDE_LIBRARY
        self.setSizes(self._sizes.get(is_narrow) or [library, width - library - _PREVIEW, _PREVIEW])

    @Slot(bool)
    def show_library(self, is_shown: bool) -> None:
        """Show or hide the library."""
        self._show(0, is_shown=is_shown)
        self.library_shown.emit(is_shown)

    @Slot(bool)
    def show_preview(self, is_shown: bool) -> None:
        """Show or hide the preview."""
        self._show(2, is_shown=is_shown)
        self.preview_shown.emit(is_shown)

    def restore(self, remembered: str) -> None:
        """Take up the sizes of the last time; "" leaves the usual ones."""
        if remembered:
            wide = [int(size) for size in remembered.split(",") if size.strip().isdigit()]
            if len(wide) == len(self._panes) and all(wide):
                self._sizes[False] = wide

    def remembered(self) -> str:
        """Return the sizes of the wide arrangement as text for `restore`, "" where it was not seen whole."""
        wide = self.sizes() if self._is_narrow is False else self._sizes.get(False, [])
        return ",".join(map(str, wide)) if wide and all(wide) else ""

    @Slot()
    def next_pane(self) -> None:
        """Give the keys to the next column."""
        self._go(1)

    @Slot()
    def previous_pane(self) -> None:
        """Give the keys to the column before."""
        self._go(-1)

    def _show(self, place: int, *, is_shown: bool) -> None:
        pane = self._panes[place]
        focus = QApplication.focusWidget()
        if not is_shown and focus is not None and pane.isAncestorOf(focus):
            self._panes[1].setFocus()
        pane.setVisible(is_shown)

    def _go(self, step: int) -> None:
        panes = [pane for pane in self._panes if not pane.isHidden()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -step
        )
        panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    # Qt

    def createHandle(self) -> QSplitterHandle:
        return _Hairline(self._theme, self)


def _blank(role: str) -> QWidget:
    blank = QWidget()
    blank.setProperty("role", role)
    blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return blank


class _Hairline(QSplitterHandle):
    """A grip of 8 px that shows as one line."""

    def __init__(self, theme: Theme, parent: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        is_last = self.splitter().handle(2) is self
        half = self.width() // 2
        left, right = (tokens.surface, tokens.canvas) if is_last else (tokens.canvas, tokens.surface)
        painter.fillRect(0, 0, half, self.height(), QColor(left))
        painter.fillRect(half, 0, self.width() - half, self.height(), QColor(right))
        painter.fillRect(half, 0, 1, self.height(), QColor(tokens.line))
        painter.end()
