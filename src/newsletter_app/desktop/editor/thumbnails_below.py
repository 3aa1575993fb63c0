"""Shows the pictures of a line below it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTextBlock

from newsletter_app.desktop.editor.marks import pictures_in

GiveThumbnail = Callable[[str], QPixmap]
HEIGHT, GAP = 72, 8


class ThumbnailsBelow:
    """Paints a row of small pictures into the room that the layout leaves below a line."""

    def __init__(self, give: GiveThumbnail) -> None:
        self._give = give

    def paint(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        """Paint the pictures of a block at the foot of its box; one that is being made is left out."""
        left = box.left() + block.document().documentMargin()
        for sha256 in pictures_in(block.text()):
            picture = self._give(sha256)
            if not picture.isNull():
                size = picture.size().scaled(10 * HEIGHT, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(QPointF(left, box.bottom() - HEIGHT - GAP), size.toSizeF())
                painter.drawPixmap(place, picture, QRectF(picture.rect()))
                left += size.width() + GAP
