"""Shows all of a widget where there is room for it, and lets it be scrolled where there is not."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Scrolled(QScrollArea):
    """As tall as the widget wants, never less than `least`; Tab brings into sight what it goes to."""

    def __init__(self, widget: QWidget, least: int) -> None:
        super().__init__(widgetResizable=True)
        self._inside, self._least = widget, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)  # which setWidget has set

    # Qt

    def sizeHint(self) -> QSize:
        layout, usual = self._inside.layout(), self._inside.sizeHint()
        tall = layout.totalHeightForWidth(self.width()) if layout is not None else -1
        return QSize(usual.width(), tall if tall > 0 else usual.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), min(self._least, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
