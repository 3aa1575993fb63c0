"""The sections with how many items each has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.desktop.library.sections import FIRST, SECTIONS, count_of
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _
from newsletter_app.library.query import Counts

Index = QModelIndex | QPersistentModelIndex
NAME, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW = 26


class SectionList(QListView):
    """All sections, always seen whole; `chosen` carries a section's name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("library.sections")
        self.setAccessibleName(_("Sections"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW * len(SECTIONS))
        self.setItemDelegate(SectionDelegate(theme, self))
        self._items = QStandardItemModel(self)
        for section in SECTIONS:
            item = QStandardItem(theme.icon(section.icon, "muted"), _(section.label))
            item.setData(section.name, NAME)
            self._items.appendRow(item)
        self.setModel(self._items)
        self.choose(SECTIONS[FIRST].name)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def choose(self, name: str) -> None:
        """Go to a section by its name."""
        row = next(row for row, section in enumerate(SECTIONS) if section.name == name)
        self.setCurrentIndex(self._items.index(row, 0))

    def show_counts(self, counts: Counts) -> None:
        """Show how many items each section has."""
        for row, section in enumerate(SECTIONS):
            number = count_of(section, counts)
            item = self._items.item(row)
            item.setData(number, COUNT)
            item.setData(f"{_(section.label)}, {number}", Qt.ItemDataRole.AccessibleTextRole)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index.data(NAME))


class SectionDelegate(QStyledItemDelegate):
    """Icon and name at the left, number at the right."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one section."""
        tokens = self._theme.tokens
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect.adjusted(tokens.s2, 0, -tokens.s2, 0)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if is_chosen else tokens.sunken))
            painter.drawRoundedRect(row, tokens.corner_small, tokens.corner_small)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), tokens.corner_small, tokens.corner_small)
        inner = row.adjusted(tokens.s2, 0, -tokens.s2, 0)
        side = tokens.icon - 2
        index.data(Qt.ItemDataRole.DecorationRole).paint(
            painter, inner.left(), inner.center().y() - side // 2 + 1, side, side
        )
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            inner.adjusted(side + tokens.s2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, index.data()
        )
        number = index.data(COUNT)
        if number:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{number:,}"
            )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size all rows have."""
        return QSize(120, ROW)
