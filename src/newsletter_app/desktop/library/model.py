"""The cards of one query, read as far as the list is scrolled."""

from collections.abc import Callable, Set
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.widgets.words import date_words, kind_word, status_word
from newsletter_app.library.query import Card, Query

Index = QModelIndex | QPersistentModelIndex
ReadCards = Callable[[Query, int, int], tuple[Card, ...]]
CARD = Qt.ItemDataRole.UserRole
FIRST = 30
"""Cards read at each key of a search: more than a window shows."""
PAGE = 100
_FEW = 3


class CardsModel(QAbstractListModel):
    """Reads cards with `read`, more as it is scrolled, on the window's thread: a page takes a millisecond."""

    def __init__(self, read: ReadCards, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._query = Query()
        self._cards: list[Card] = []
        self._has_more = False

    @property
    def query(self) -> Query:
        """Return what is listed."""
        return self._query

    def show(self, query: Query) -> None:
        """List another query from its beginning. Raises LibraryError, with the old list left in place."""
        cards = self._read(query, 0, FIRST)
        self.beginResetModel()
        self._query, self._cards, self._has_more = query, list(cards), len(cards) == FIRST
        self.endResetModel()

    def refresh(self, changed: Set[str] = frozenset()) -> None:
        """Read again what is listed, and tell only what differs. Raises LibraryError.

        In a list scrolled far only the few items `changed` are read, where each stands in its place.
        """
        if not (changed and len(self._cards) > PAGE and self._changed_in_place(changed)):
            count = max(PAGE, len(self._cards))
            fresh = list(self._read(self._query, 0, count))
            self._has_more = len(fresh) == count
            self._become(fresh)

    def _changed_in_place(self, changed: Set[str]) -> bool:
        """Put in the cards of what changed; False, and nothing done, where a row may have moved."""
        rows = [row for row, card in enumerate(self._cards) if card.id in changed]
        last = len(self._cards) - 1
        if len(rows) > _FEW:
            return False
        end = self._read(self._query, last, 2)
        fresh = [(row, self._read(self._query, row, 1)) for row in rows]
        if [card.id for card in end[:1]] != [self._cards[last].id] or (len(end) == 2 and not self._has_more):
            return False
        if any(not cards or cards[0].id != self._cards[row].id for row, cards in fresh):
            return False
        for row, (card,) in fresh:
            self._put(row, card)
        return True

    def _put(self, row: int, card: Card) -> None:
        if card != self._cards[row]:
            self._cards[row] = card
            self.dataChanged.emit(self.index(row), self.index(row))

    def _become(self, fresh: list[Card]) -> None:
        old = self._cards
        head = _same_ids(old, fresh)
        tail = _same_ids(old[head:][::-1], fresh[head:][::-1])
        self._replace(head, len(old) - tail, fresh[head : len(fresh) - tail])
        for row, card in enumerate(fresh):
            self._put(row, card)

    def row_of(self, id: str) -> int:  # noqa: A002 - the word every room uses
        """Return the row of an item, -1 where it is not listed so far."""
        return next((row for row, card in enumerate(self._cards) if card.id == id), -1)

    def rows_with_cover(self, sha256: str) -> list[int]:
        """Return the rows that show a picture."""
        return [row for row, card in enumerate(self._cards) if card.cover == sha256]

    def _replace(self, first: int, end: int, cards: list[Card]) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self._cards[first:end]
            self.endRemoveRows()
        if cards:
            self.beginInsertRows(QModelIndex(), first, first + len(cards) - 1)
            self._cards[first:first] = cards
            self.endInsertRows()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many cards were read so far."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the card, its title or how it is read aloud."""
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return card
            case Qt.ItemDataRole.DisplayRole:
                return card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((card.title, *card_facts(card)))
            case Qt.ItemDataRole.ToolTipRole:
                return card.title
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there may be more cards than were read."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, _parent: Index) -> None:
        """Read the next page."""
        cards = self._read(self._query, len(self._cards), PAGE)
        self._has_more = len(cards) == PAGE
        self._replace(len(self._cards), len(self._cards), list(cards))


def card_facts(card: Card) -> tuple[str, ...]:
    """Return status, date and tags of a card in words; a snippet or picture has its kind for a status."""
    has_status = card.kind in (Kind.POST, Kind.NEWSLETTER)
    state = status_word(card.status) if has_status else kind_word(card.kind)
    return (state, date_words(card.date or card.modified.astimezone().date()), *card.tags)


def _same_ids(one: list[Card], other: list[Card]) -> int:
    count = 0
    for was, now in zip(one, other, strict=False):
        if was.id != now.id:
            break
        count += 1
    return count
