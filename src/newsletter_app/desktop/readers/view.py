"""The readers: their lists at the left, the chosen one at the right."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsletter_app.desktop.readers.list_column import ListColumn
from newsletter_app.desktop.readers.list_panel import ListPanel
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import _

_WIDE = 1000
_SUFFIXES = (".csv", ".tsv", ".txt")


class ReadersView(HandsKeysOn, QWidget):
    """Lays the parts out; `file_dropped` carries a list of readers let go here, `left` tells it is hidden."""

    file_dropped = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "readers", _("Readers"))
        self.column = ListColumn(theme)
        self.panel = ListPanel(theme)
        self.notice = NoticeBar("readers.notice")
        self.key_notice = NoticeBar("readers.key_notice")
        self.setAcceptDrops(True)
        self.keys_for = self.column
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.key_notice)
        right.addWidget(self.notice)
        right.addWidget(self.panel, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 24, 16)
        layout.setSpacing(24)
        layout.addWidget(self.column)
        layout.addLayout(right, 1)
        self._order_keys()
        self.installEventFilter(self)
        self.notice.answered.connect(self.notice.hide)
        self.column.chosen.connect(self.notice.hide)
        self.left.connect(self.notice.hide)

    def tell(self, sentence: str) -> None:
        """Say what came of something; it stays until it is closed."""
        self.notice.ask(sentence, [("close", _("Close"))])

    def _order_keys(self) -> None:
        """Let Tab go as the eye does."""
        column, panel = self.column, self.panel
        acts = [column.lists, column.new, column.bring_in, panel.away, panel.add, panel.more, panel.state]
        people = [panel.people.search, panel.people.table, panel.people.state]
        for first, then in pairwise([*acts, *people]):
            QWidget.setTabOrder(first, then)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.column.use_room(is_wide=event.size().width() >= _WIDE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.HideToParent:
            self.left.emit()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _readers_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _readers_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.file_dropped.emit(files[0])


def _readers_in(data: QMimeData) -> list[Path]:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _SUFFIXES]
