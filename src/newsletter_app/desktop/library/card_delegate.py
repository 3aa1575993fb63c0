"""Draws a card of the library's list."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.content.kinds import Kind, Status
from newsletter_app.desktop.library.model import CARD, card_facts
from newsletter_app.desktop.library.thumbnails import Thumbnails, square
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.theme.tokens import Tokens
from newsletter_app.i18n import _
from newsletter_app.library.query import Card

Index = QModelIndex | QPersistentModelIndex
_DOTS = {Status.DRAFT: "warning", Status.READY: "accent", Status.PUBLISHED: "ok", Status.SENT: "ok"}
_WITH_DOT = (Kind.POST, Kind.NEWSLETTER)
_LINES = 2
_DOT = 8
_KEPT = 500


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The words of a card, cut to its width."""

    title: str
    lines: tuple[str, ...]
    facts: str


class CardDelegate(QStyledItemDelegate):
    """Title, two lines of the text, status as a dot and a word, date, tags; the cover at the right.

    All cards are of one height, so that the list never has to measure one.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        tokens = theme.tokens
        self._title = _font(font, tokens.card_title, QFont.Weight.DemiBold)
        self._text = _font(font, tokens.control, QFont.Weight.Normal)
        self._meta = _font(font, tokens.meta, QFont.Weight.Normal)
        self._title_lines, self._text_lines, self._meta_lines = map(
            QFontMetrics, (self._title, self._text, self._meta)
        )
        self._height = self._measure(tokens)
        # to measure words takes as long as to draw them, and a key leaves many cards where they were
        self._fitted = lru_cache(maxsize=_KEPT)(self._fit)

    def _measure(self, tokens: Tokens) -> int:
        lines = self._title_lines.height() + _LINES * self._text_lines.height() + self._meta_lines.height()
        return lines + 2 * tokens.s1 + 2 * tokens.s3

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(rect.left(), rect.top(), tokens.bar, rect.height(), QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))

    def _draw_focus(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens.accent), tokens.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), tokens.corner_small, tokens.corner_small)

    def _draw_cover(self, painter: QPainter, card: Card, inner: QRect, tokens: Tokens) -> int:
        picture = self._thumbnails.of(card.cover) if card.cover else None
        if picture is None:
            return 0
        side = tokens.thumbnail
        place = QRect(inner.right() - side + 1, inner.top(), side, side)
        if picture.isNull():
            painter.fillRect(place, QColor(tokens.sunken))
        else:
            painter.drawPixmap(place.topLeft(), square(picture, side, painter.device().devicePixelRatioF()))
        return side + tokens.s3

    def _fit(self, card: Card, width: int, facts_width: int) -> _Fitted:
        return _Fitted(
            _elided(self._title_lines, card.title or _("Without a title"), width),
            _wrapped(card.excerpt, self._text, self._text_lines, width),
            _elided(self._meta_lines, "  ·  ".join(card_facts(card)), facts_width),
        )

    def _draw_words(self, painter: QPainter, card: Card, words: QRect, inner: QRect, tokens: Tokens) -> None:
        facts = self._facts_line(card, inner, tokens)
        fitted = self._fitted(card, words.width(), facts.width())
        line = QRect(words.left(), words.top(), words.width(), self._title_lines.height())
        painter.setFont(self._title)
        painter.setPen(QColor(tokens.text if card.title else tokens.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitted.title)
        painter.setPen(QColor(tokens.muted))
        self._draw_excerpt(painter, fitted.lines, line.bottomLeft() + QPoint(0, tokens.s1))
        self._draw_dot(painter, card, inner.left(), facts.center().y(), tokens)
        painter.setFont(self._meta)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(facts, Qt.AlignmentFlag.AlignVCenter, fitted.facts)

    def _draw_excerpt(self, painter: QPainter, lines: tuple[str, ...], at: QPoint) -> None:
        painter.setFont(self._text)
        height = self._text_lines.height()
        for number, line in enumerate(lines):
            painter.drawText(at.x(), at.y() + number * height + self._text_lines.ascent(), line)

    def _facts_line(self, card: Card, inner: QRect, tokens: Tokens) -> QRect:
        height = self._meta_lines.height()
        line = QRect(inner.left(), inner.bottom() - height + 1, inner.width(), height)
        if card.kind in _WITH_DOT:
            line.setLeft(line.left() + _DOT + tokens.s2 - 2)
        return line

    def _draw_dot(self, painter: QPainter, card: Card, left: int, middle: int, tokens: Tokens) -> None:
        if card.kind in _WITH_DOT:
            painter.setBrush(QColor(getattr(tokens, _DOTS[card.status])))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(left, middle - _DOT // 2 + 1, _DOT, _DOT)

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        card: Card = index.data(CARD)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter, option, tokens)
        inner = option.rect.adjusted(tokens.s4, tokens.s3, -tokens.s4, -tokens.s3)
        words = inner.adjusted(0, 0, -self._draw_cover(painter, card, inner, tokens), 0)
        self._draw_words(painter, card, words, inner, tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_focus(painter, option.rect, tokens)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size all cards have."""
        return QSize(160, self._height)


def _font(font: QFont, pixels: int, weight: QFont.Weight) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setWeight(weight)
    return sized


def _elided(lines: QFontMetrics, text: str, width: int) -> str:
    return lines.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _wrapped(text: str, font: QFont, lines: QFontMetrics, width: int) -> tuple[str, ...]:
    """Return the first lines of the text, with dots where one is too long or the text goes on."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    shown: list[str] = []
    for number in range(_LINES + 1):  # one more than is shown: what comes after that needs no measuring
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        words = text[line.textStart() : line.textStart() + line.textLength()]
        if number == _LINES:
            shown[-1] = _elided(lines, shown[-1] + words, width)
        else:
            shown.append(_elided(lines, words, width) if line.naturalTextWidth() > width else words)
    layout.endLayout()
    return tuple(shown)
