"""Draws a row of a comparison: a line of each state, side by side."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.content.diff import Line
from newsletter_app.desktop.comparing.model import SHOWN
from newsletter_app.desktop.comparing.shown import Shown
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
SIGN = 20
"""The room for − and + before a line that differs: nobody has to tell colours apart."""

_SIGNS = {"removed": "\u2212", "added": "+"}
_TINTS = {"removed": "danger_soft", "added": "ok_soft"}
_INKS = {"removed": "danger", "added": "ok"}
_KEPT = 400


class RowDelegate(QStyledItemDelegate):
    """Lines that differ have a tint and a sign; what went of them are struck out, what came underlined."""

    def __init__(self, theme: Theme, font: QFont, rows: QAbstractScrollArea) -> None:
        super().__init__(rows)
        self._theme, self._rows = theme, rows
        self._font, self._small = _sized(font, theme.tokens.card_title), _sized(font, theme.tokens.meta)
        self._small_lines = QFontMetrics(self._small)
        # to lay a paragraph out takes longer than to draw it
        self._laid_out = lru_cache(maxsize=_KEPT)(self._lay_out)

    def _lay_out(self, line: Line, width: int, ink: str) -> QTextLayout:
        layout = QTextLayout(line.text, self._font)
        layout.setTextOption(_wrapping())
        layout.setFormats(_formats(line, ink))
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, height))
            height += row.height() * 1.25
        layout.endLayout()
        return layout

    def _layout_of(self, line: Line, width: int) -> QTextLayout:
        ink = getattr(self._theme.tokens, _INKS[line.change]) if line.change in _INKS else ""
        return self._laid_out(line, width, ink)

    def _height_of(self, line: Line | None, width: int) -> int:
        if line is None:
            return 0
        layout = self._layout_of(line, width)
        last = layout.lineAt(layout.lineCount() - 1)
        return round(last.y() + last.height()) if last.isValid() else self._small_lines.height()

    def _draw_lines(self, painter: QPainter, shown: Shown, rect: QRect) -> None:
        if shown.row is None:
            return
        left, right = halves(rect)
        for line, half in ((shown.row.old, left), (shown.row.new, right)):
            if line is None:
                painter.fillRect(half, QColor(self._theme.tokens.sunken))
            else:
                self._draw_line(painter, line, half)

    def _draw_line(self, painter: QPainter, line: Line, half: QRect) -> None:
        tokens = self._theme.tokens
        if line.change in _TINTS:
            painter.fillRect(half, QColor(getattr(tokens, _TINTS[line.change])))
            painter.setFont(self._font)
            painter.setPen(QColor(getattr(tokens, _INKS[line.change])))
            sign = QRect(half.left(), half.top() + tokens.s1, SIGN, QFontMetrics(self._font).height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, _SIGNS[line.change])
        painter.setPen(QColor(tokens.text))
        place = QPointF(half.left() + SIGN, half.top() + tokens.s1)
        self._layout_of(line, half.width() - SIGN - tokens.s2).draw(painter, place, [], QRectF(half))

    def _draw_band(self, painter: QPainter, shown: Shown, rect: QRect, tokens: Tokens) -> None:
        """Draw a label above what it is the name of, or a fold across."""
        is_fold = shown.kind == "fold"
        if is_fold:
            painter.fillRect(rect, QColor(tokens.sunken))
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.accent if is_fold else tokens.muted))
        words = f"\u22ef  {shown.text}" if is_fold else shown.text
        inner = rect.adjusted(SIGN, 0, -tokens.s2, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _draw_focus(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens.accent), tokens.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        shown: Shown = index.data(SHOWN)
        tokens = self._theme.tokens
        painter.save()
        rect: QRect = option.rect
        if shown.kind == "lines":
            self._draw_lines(painter, shown, rect.adjusted(0, 1, 0, -1))
        else:
            self._draw_band(painter, shown, rect.adjusted(0, 2, 0, -2), tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_focus(painter, rect, tokens)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size a row needs at the width of the list."""
        shown: Shown = index.data(SHOWN)
        tokens = self._theme.tokens
        width = self._rows.viewport().width()
        if shown.row is None:
            return QSize(width, self._small_lines.height() + tokens.s3)
        left, right = halves(QRect(0, 0, width, 1))
        inner = SIGN + tokens.s2
        tallest = max(
            self._height_of(shown.row.old, left.width() - inner),
            self._height_of(shown.row.new, right.width() - inner),
        )
        return QSize(width, tallest + 2 * tokens.s1 + 2)


def halves(rect: QRect) -> tuple[QRect, QRect]:
    """Return the left and the right half with a gap between."""
    half = (rect.width() - 2) // 2
    left = QRect(rect.left(), rect.top(), half, rect.height())
    return left, QRect(left.right() + 3, rect.top(), rect.width() - half - 2, rect.height())


def _formats(line: Line, ink: str) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for words in line.words:
        length = _units(words.text)
        if words.change != "same":
            found.append(_format(start, length, ink, is_gone=words.change == "removed"))
        start += length
    return found


def _format(start: int, length: int, ink: str, *, is_gone: bool) -> QTextLayout.FormatRange:
    marked = QTextCharFormat()
    marked.setForeground(QColor(ink))
    marked.setFontWeight(QFont.Weight.DemiBold)
    marked.setFontStrikeOut(is_gone)
    marked.setFontUnderline(not is_gone)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, marked
    return part


def _units(text: str) -> int:
    """Return how long Qt finds a text: what is beyond 16 bits counts twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized
