"""The people who are looked at, as far as the table is scrolled."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from newsletter_app.content.contact import Contact
from newsletter_app.desktop.readers.words import name_of
from newsletter_app.desktop.theme.icons import CurrentTokens
from newsletter_app.desktop.widgets.words import date_words
from newsletter_app.i18n import N_, _

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
COLUMNS = (N_("Name"), N_("Address"), N_("Language"), N_("Since"), N_("State"))
NAME, ADDRESS, LANGUAGE, SINCE, STATE = range(len(COLUMNS))


class PeopleModel(QAbstractTableModel):
    """Shows people; `more_wanted` carries the place from which the next 200 are wanted."""

    more_wanted = Signal(int)

    def __init__(self, tokens: CurrentTokens, parent: QObject) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._people: list[Contact] = []
        self._total = 0
        self._is_waiting = False

    @property
    def total(self) -> int:
        """Return how many there are, shown or not so far."""
        return self._total

    def show(self, people: Sequence[Contact], total: int) -> None:
        """Show the first of `total` people."""
        self.beginResetModel()
        self._people, self._total, self._is_waiting = list(people), total, False
        self.endResetModel()

    def put_away(self) -> None:
        """Show nobody, and keep nobody in mind."""
        self.show((), 0)

    def go_on(self, start: int, people: Sequence[Contact]) -> None:
        """Show the next people, wanted from `start` on; others have come meanwhile where it does not fit."""
        self._is_waiting = False
        if start != len(self._people):
            return
        if not people:
            self._total = start
            return
        self.beginInsertRows(QModelIndex(), start, start + len(people) - 1)
        self._people += people
        self.endInsertRows()

    def person(self, row: int) -> Contact:
        """Return who stands in a row. Raises IndexError."""
        return self._people[row]

    def row_of(self, id: str) -> int:  # noqa: A002 - the word every room uses
        """Return the row of a person, -1 where they are not shown so far."""
        return next((row for row, person in enumerate(self._people) if person.id == id), -1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many people were read so far."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how much is shown of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; who left is muted."""
        person = self._people[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _words(person, index.column())
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = person.unsubscribed is not None or index.column() in (LANGUAGE, SINCE)
                return QColor(self._tokens().muted) if is_quiet else None
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are more people than were read."""
        return not parent.isValid() and not self._is_waiting and len(self._people) < self._total

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next people."""
        self._is_waiting = True
        self.more_wanted.emit(len(self._people))


def _words(person: Contact, column: int) -> str:
    match column:
        case 0:
            return name_of(person) or "–"
        case 1:
            return person.address
        case 2:
            return person.language
        case 3:
            return date_words(person.created.astimezone().date())
    return _("Unsubscribed") if person.unsubscribed else _("Gets mail")
