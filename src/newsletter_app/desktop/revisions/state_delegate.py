"""Draws a kept state in its list: when, its number and why, its words and what changed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.desktop.revisions.model import STATE
from newsletter_app.desktop.revisions.states import KeptState
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex


class StateDelegate(QStyledItemDelegate):
    """Three lines, cut to the width of the list."""

    def __init__(self, theme: Theme, font: QFont, states: QAbstractItemView) -> None:
        super().__init__(states)
        self._theme = theme
        tokens = theme.tokens
        self._title, self._text = QFont(font), QFont(font)
        self._title.setPixelSize(tokens.control)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._text.setPixelSize(tokens.meta)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(rect.left(), rect.top(), tokens.bar, rect.height(), QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), tokens.focus))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _draw_words(self, painter: QPainter, state: KeptState, inner: QRect, tokens: Tokens) -> None:
        top = inner.top()
        for words, font, ink in (
            (state.when, self._title, tokens.text),
            (f"{state.name}  ·  {state.why}", self._text, tokens.muted),
            (state.facts, self._text, tokens.muted),
        ):
            lines = QFontMetrics(font)
            line = QRect(inner.left(), top, inner.width(), lines.height())
            painter.setFont(font)
            painter.setPen(QColor(ink))
            fitted = lines.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitted)
            top += lines.height() + tokens.s1 // 2

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one state."""
        tokens = self._theme.tokens
        painter.save()
        self._draw_ground(painter, option, tokens)
        inner = option.rect.adjusted(tokens.s3, tokens.s2, -tokens.s2, -tokens.s2)
        self._draw_words(painter, index.data(STATE), inner, tokens)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size all states have."""
        tokens = self._theme.tokens
        lines = QFontMetrics(self._title).height() + 2 * QFontMetrics(self._text).height()
        return QSize(160, lines + 2 * (tokens.s1 // 2) + 2 * tokens.s2 + 1)
