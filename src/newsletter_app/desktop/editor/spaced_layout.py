"""Lays out plain text with room between its lines."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

THUMBNAIL = 2


class SpacedLayout(QPlainTextDocumentLayout):
    """A layout whose lines stand `line_height` times the size of the type apart.

    QPlainTextEdit knows no line height. So each line that was laid out is moved down by half of what it
    lacks; a first line at 0 is one that was not moved yet. A block whose state has the bit 2 gets
    `thumbnail` pixels more below.
    """

    def __init__(self, document: QTextDocument, line_height: float) -> None:
        super().__init__(document)
        self._line_height = line_height
        self._half = 0.0
        self.thumbnail = 0
        self.measure()

    def measure(self) -> None:
        """Reckon the room between lines from the document's font; to be called after it has changed."""
        font = self.document().defaultFont()
        lacking = font.pixelSize() * self._line_height - QFontMetricsF(font).lineSpacing()
        self._half = max(1.0, lacking / 2)

    def _space(self, block: QTextBlock) -> None:
        layout = block.layout()
        y = self._half
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), y))
            y += line.height() + 2 * self._half

    # Qt

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        layout = block.layout()
        if layout is None:
            return box
        if layout.lineCount() and not layout.lineAt(0).y():
            self._space(block)
            box = super().blockBoundingRect(block)
        return box.adjusted(0, 0, 0, self._half + (self._room_for_pictures(block) if self.thumbnail else 0))

    def _room_for_pictures(self, block: QTextBlock) -> int:
        state = block.userState()
        return self.thumbnail if state > 0 and state & THUMBNAIL else 0
