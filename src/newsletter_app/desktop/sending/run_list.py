"""Lists the sendings, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsletter_app.content.run import Run, RunState
from newsletter_app.desktop.sending.words import how_far, moment_words, state_word
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _

Index = QModelIndex | QPersistentModelIndex
RUN = Qt.ItemDataRole.UserRole + 1
_DOTS = {
    RunState.RUNNING: "accent",
    RunState.PAUSED: "warning",
    RunState.READY: "warning",
    RunState.PREPARING: "warning",
    RunState.FINISHED: "ok",
    RunState.CANCELLED: "muted",
}
_HEIGHT, _DOT, _SHOWN = 56, 8, 5


class RunList(QListView):
    """Two lines a sending, some five seen at once; `chosen` carries the id of the current one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mailing.runs")
        self.setAccessibleName(_("Sendings"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(RunDelegate(theme, self))
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def current(self) -> Run | None:
        """Return the sending that is marked."""
        index = self.currentIndex()
        return index.data(RUN) if index.isValid() else None

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show sendings; the one that was marked stays so where it is still there, else the first is."""
        wanted = self.current.id if self.current is not None else ""
        self.selectionModel().blockSignals(True)
        self._items.setRowCount(len(runs))
        for row, run in enumerate(runs):
            item = QStandardItem()
            item.setData(run, RUN)
            item.setText(run_words(run))
            self._items.setItem(row, item)
        self.setFixedHeight(_HEIGHT * min(max(1, len(runs)), _SHOWN))
        self.selectionModel().blockSignals(False)
        self.choose(wanted)

    def show_run(self, run: Run) -> None:
        """Show other counts or another state of a sending."""
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item.data(RUN).id == run.id:
                item.setData(run, RUN)
                item.setText(run_words(run))

    def choose(self, run_id: str) -> None:
        """Mark a sending, the first where it is not there."""
        rows = range(self._items.rowCount())
        row = next((row for row in rows if self._items.item(row).data(RUN).id == run_id), 0)
        self.setCurrentIndex(self._items.index(row, 0))

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(RUN).id)


class RunDelegate(QStyledItemDelegate):
    """The title above; state, how far, time and list below it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, tokens = option.rect, self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(rect.left(), rect.top(), tokens.bar, rect.height(), QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _draw_line(self, painter: QPainter, place: QRect, words: str, role: str, *, is_title: bool) -> None:
        tokens = self._theme.tokens
        font = QFont(painter.font())
        font.setPixelSize(tokens.card_title if is_title else tokens.meta)
        font.setWeight(QFont.Weight.DemiBold if is_title else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens, role)))
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one sending."""
        run: Run = index.data(RUN)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        inner = option.rect.adjusted(tokens.s4, tokens.s2, -tokens.s4, -tokens.s2)
        half = inner.height() // 2
        title = QRect(inner.left(), inner.top(), inner.width(), half)
        facts = QRect(inner.left() + _DOT + tokens.s2, inner.top() + half, inner.width() - _DOT, half)
        self._draw_line(painter, title, run.title or run.subject, "text", is_title=True)
        self._draw_line(painter, facts, facts_words(run), "muted", is_title=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, _DOTS[run.state])))
        painter.drawEllipse(inner.left(), facts.center().y() - _DOT // 2 + 1, _DOT, _DOT)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size all have."""
        return QSize(160, _HEIGHT)


def facts_words(run: Run) -> str:
    """Return state, how far it is, time and list: its name may be too long for the line."""
    facts = [state_word(run.state), how_far(run.counts), moment_words(run.created), run.list_name]
    if run.counts.unknown:
        facts.insert(2, _("{number} unknown").format(number=f"{run.counts.unknown:,}"))
    return "  ·  ".join(facts)


def run_words(run: Run) -> str:
    """Return what a screen reader says of a sending."""
    return f"{run.title or run.subject}, {facts_words(run)}"
