"""Paints one entry of the composer as a card with its switch."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.content.newsletter import Shown
from newsletter_app.desktop.newsletter.model import ROW
from newsletter_app.desktop.newsletter.rows import EntryRow, shown_word
from newsletter_app.desktop.theme.tokens import Tokens

HEIGHT = 64
_GAP = 8
_SWITCH_HEIGHT = 26
Index = QModelIndex | QPersistentModelIndex
IconOf = Callable[[str, str], QIcon]


class EntryCards(QStyledItemDelegate):
    """Draws cards, and tells which part of one was clicked."""

    shown_requested = Signal(int, object)
    menu_requested = Signal(int)

    def __init__(self, tokens: Callable[[], Tokens], icon: IconOf, parent: QObject) -> None:
        super().__init__(parent)
        self._tokens, self._icon = tokens, icon

    def _fonts(self, option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
        tokens = self._tokens()
        title, meta = QFont(option.font), QFont(option.font)
        title.setPixelSize(tokens.card_title)
        title.setWeight(QFont.Weight.DemiBold)
        meta.setPixelSize(tokens.meta)
        return title, meta

    def _paint_frame(self, painter: QPainter, card: QRect, option: QStyleOptionViewItem) -> None:
        tokens = self._tokens()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = (
            is_selected and bool(option.state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
        )
        painter.setPen(
            QPen(QColor(tokens.accent if has_focus else tokens.line), tokens.focus if has_focus else 1)
        )
        painter.setBrush(QColor(tokens.accent_soft if is_selected else tokens.surface))
        painter.drawRoundedRect(card, tokens.corner, tokens.corner)

    def _paint_words(
        self, painter: QPainter, card: QRect, right: int, row: EntryRow, fonts: tuple[QFont, QFont]
    ) -> None:
        tokens = self._tokens()
        left = card.left() + 62
        room = right - left - 12
        lines = (
            (fonts[0], tokens.text, row.title, card.top() + 9),
            (fonts[1], tokens.muted, row.line, card.top() + 31),
        )
        for font, colour, words, top in lines:
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(tokens.warning if row.is_missing and font is fonts[1] else colour))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, metrics.height()), Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_switch(
        self, painter: QPainter, option: QStyleOptionViewItem, row: EntryRow, meta: QFont
    ) -> None:
        tokens = self._tokens()
        painter.setFont(meta)
        for shown, part in switch_parts(_card(option.rect), QFontMetrics(meta)).items():
            is_on = shown is row.shown
            painter.setPen(QPen(QColor(tokens.accent if is_on else tokens.line), 1))
            painter.setBrush(QColor(tokens.accent_soft if is_on else tokens.surface))
            painter.drawRoundedRect(part, tokens.corner_small, tokens.corner_small)
            painter.setPen(QColor(tokens.accent if is_on else tokens.muted))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, shown_word(shown))

    def _paint_icons(self, painter: QPainter, card: QRect, row: EntryRow) -> None:
        middle = card.center().y() - 9
        self._icon("drag", "muted").paint(painter, QRect(card.left() + 8, middle, 18, 18))
        role = "warning" if row.is_missing else "accent"
        self._icon(row.icon, role).paint(painter, QRect(card.left() + 34, middle, 18, 18))
        self._icon("more", "muted").paint(painter, _menu_part(card).adjusted(5, 5, -5, -5))

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EntryRow = index.data(ROW)
        fonts, card = self._fonts(option), _card(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, card, option)
        right = _menu_part(card).left()
        if row.shown is not None:
            self._paint_switch(painter, option, row, fonts[1])
            right = switch_parts(card, QFontMetrics(fonts[1]))[Shown.FULL].left()
        self._paint_words(painter, card, right, row, fonts)
        self._paint_icons(painter, card, row)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(240, HEIGHT)

    def editorEvent(self, event: QEvent, _model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        spot, card, row = event.position().toPoint(), _card(option.rect), index.data(ROW)
        if _menu_part(card).contains(spot):
            self.menu_requested.emit(index.row())
            return True
        if row.shown is None:
            return False
        for shown, part in switch_parts(card, QFontMetrics(self._fonts(option)[1])).items():
            if part.contains(spot) and shown is not row.shown:
                self.shown_requested.emit(index.row(), shown)
                return True
        return False


def _card(cell: QRect) -> QRect:
    return cell.adjusted(2, 2, -2, -_GAP + 2)


def _menu_part(card: QRect) -> QRect:
    return QRect(card.right() - 36, card.center().y() - 13, 28, 28)


def switch_parts(card: QRect, metrics: QFontMetrics) -> dict[Shown, QRect]:
    """Return where on a card each part of its switch lies."""
    right = _menu_part(card).left() - 6
    top = card.center().y() - _SWITCH_HEIGHT // 2
    parts: dict[Shown, QRect] = {}
    for shown in reversed(Shown):
        width = metrics.horizontalAdvance(shown_word(shown)) + 18
        parts[shown] = QRect(right - width, top, width, _SWITCH_HEIGHT)
        right -= width + 3
    return dict(reversed(parts.items()))
