"""Tells the status line about the open item."""

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.plain import reading_minutes, word_count
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.main_window import MainWindow

_IDLE_MS = 250


class StatusPresenter(QObject):
    """Counts the words when the keys rest, and passes on the state of saving and the title."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._rest = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._rest.timeout.connect(self._count)
        desk.opened.connect(self._on_desk_opened)
        desk.changed.connect(self._on_desk_changed)
        desk.closed.connect(self._on_desk_closed)
        desk.save_state_changed.connect(window.status_line.show_saving)

    @Slot()
    def _count(self) -> None:
        item = self._desk.item
        if isinstance(item, Asset):
            self._window.status_line.show_nothing()
        elif isinstance(item, Newsletter):
            posts = sum(isinstance(entry, PostEntry) for entry in item.entries)
            self._window.status_line.show_edition(len(item.entries), posts, item.language)
        elif item is not None:
            words = word_count(body_of(item))
            self._window.status_line.show_facts(words, reading_minutes(words), getattr(item, "language", ""))

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._window.show_title(title_of(item))
        self._count()

    @Slot(object)
    def _on_desk_changed(self, item: Item) -> None:
        self._window.show_title(title_of(item))
        self._rest.start()

    @Slot()
    def _on_desk_closed(self) -> None:
        self._window.show_title("")
        self._window.status_line.show_nothing()
