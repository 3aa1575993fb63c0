"""The page as readers get it, in a Chromium that reaches nothing."""

import json
import re
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from newsletter_app.desktop.preview.page import PreviewPage
from newsletter_app.desktop.preview.profile import PreviewProfile
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.preview.source import FindPicture
from newsletter_app.i18n import _

_CHANNELS = 3


class WebSheet(Sheet):
    """A hardened page in its view; everything it does is asked of it from outside."""

    def __init__(self, find_picture: FindPicture, parent: QWidget | None = None) -> None:
        self._view = QWebEngineView()
        super().__init__(self._view, parent)
        self._profile = PreviewProfile(find_picture, self)  # after the view, so that it outlives the page
        self._page = PreviewPage(self._profile, self._view)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        self._view.setObjectName("preview.page")
        self._view.setAccessibleName(_("Preview of the page"))
        self.setFocusProxy(self._view)
        self._mark_colour, self._caret = "#888888", -1
        self._pressed = QPointF()
        self._page.ready.connect(self._on_page_ready)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._let_go)
        self._page.crashed.connect(self.lost)
        self._page.link_requested.connect(self._on_page_link_requested)

    @property
    def page(self) -> PreviewPage:
        """Return the page, for looking into it."""
        return self._page

    @property
    def profile(self) -> PreviewProfile:
        """Return the profile with its wall."""
        return self._profile

    @property
    def is_ready(self) -> bool:
        """Tell whether a document is there."""
        return self._page.is_ready

    def show_page(self, html: str, caret: int, *, from_top: bool) -> None:
        """Show a complete document, at its top or where the one before was; mark block `caret`."""
        self._caret = caret
        if not self._page.is_ready:
            self._page.show(html)
            return
        self._page.keep(html)
        self._page.call("swap", html, caret, self._mark_colour)
        if from_top:
            self._page.call("top")
        self._look_at_ground()

    def patch(self, first: int, removed: int, added: list[str], caret: int) -> None:
        """Put blocks in the place of others, keep the place, show block `caret`."""
        self._caret = caret
        self._page.call("patch", first, removed, added, caret)

    def mark(self, block: int) -> None:
        """Mark a block softly, and show it; -1 marks none."""
        self._caret = block
        if self._page.is_ready:
            self._page.call("caret", block)

    def follow(self, block: int, part: float, *, is_end: bool) -> None:
        """Scroll so that this part of the block is at the top, or to the end of the page."""
        if self._page.is_ready:
            self._page.call("follow", block, part, is_end)

    def dress(self, mark: str, ground: str) -> None:
        """Take the colours of the mark and of the ground below the page."""
        self._mark_colour = mark
        self._page.setBackgroundColor(QColor(ground))
        if self._page.is_ready:
            self._page.call("dress", mark)

    def set_zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        self._page.setZoomFactor(factor)

    def _on_page_ready(self) -> None:
        self._page.call("dress", self._mark_colour)
        self._page.call("caret", self._caret)
        self._look_at_ground()
        inner = self._view.focusProxy()
        if inner is not None:
            inner.installEventFilter(self)
            inner.setAcceptDrops(False)
        self.ready.emit()

    @Slot()
    def _let_go(self) -> None:
        """End the page while its profile is still there: Chromium crashes where the profile goes first."""
        if shiboken6.isValid(self._page):
            shiboken6.delete(self._page)

    @Slot(QUrl)
    def _on_page_link_requested(self, url: QUrl) -> None:
        self.link_requested.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _look_at_ground(self) -> None:
        self._page.call("ground", answer=self._on_ground)

    def _on_ground(self, colour: Any) -> None:
        numbers = [int(number) for number in re.findall(r"\d+", str(colour or ""))[:3]]
        if len(numbers) == _CHANNELS:
            self.ground_seen.emit(QColor(*numbers).name())

    def _on_spot(self, spot: Any) -> None:
        if spot:
            found = json.loads(spot)
            self.spot_clicked.emit(found["index"], found["before"], found["after"])

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position()
            elif event.type() == QEvent.Type.MouseButtonRelease and self._is_click(event.position()):
                zoom = self._page.zoomFactor()
                spot = event.position() / zoom
                self._page.call("at", spot.x(), spot.y(), answer=self._on_spot)
        return super().eventFilter(watched, event)

    def _is_click(self, position: QPointF) -> bool:
        distance = (position - self._pressed).manhattanLength()
        return distance < QApplication.startDragDistance()
