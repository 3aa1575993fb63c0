"""The backups that are kept, a row each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from newsletter_app.desktop.backups.words import size_words
from newsletter_app.desktop.theme.icons import CurrentTokens
from newsletter_app.desktop.widgets.words import stamp_words
from newsletter_app.i18n import N_, _
from newsletter_app.library.backup_names import reason_words
from newsletter_app.library.backup_shelf import KeptBackup

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (N_("Made"), N_("Why"), N_("Posts"), N_("Newsletters"), N_("Readers"), N_("Size"))
MADE, WHY, POSTS, NEWSLETTERS, READERS, SIZE = range(len(COLUMNS))


class BackupsModel(QAbstractTableModel):
    """Shows backups in the order they are given."""

    def __init__(self, tokens: CurrentTokens, parent: QObject) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._kept: tuple[KeptBackup, ...] = ()

    def show(self, kept: Sequence[KeptBackup]) -> None:
        """Show these."""
        self.beginResetModel()
        self._kept = tuple(kept)
        self.endResetModel()

    def backup(self, row: int) -> KeptBackup:
        """Return the backup of a row. Raises IndexError."""
        return self._kept[row]

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._kept)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how much is shown of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; all but the moment is muted."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _words(self._kept[index.row()], index.column())
            case Qt.ItemDataRole.ToolTipRole:
                kept = self._kept[index.row()]
                return reason_words(kept.reason) if index.column() == WHY else str(kept.file)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(index.column())
            case Qt.ItemDataRole.ForegroundRole:
                return None if index.column() == MADE else QColor(self._tokens().muted)
        return None


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in (MADE, WHY) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(kept: KeptBackup, column: int) -> str:
    match column:
        case 0:
            return stamp_words(kept.made)
        case 1:
            return reason_words(kept.reason)
        case 2:
            return str(kept.posts)
        case 3:
            return str(kept.newsletters)
        case 4:
            return str(kept.readers)
    return size_words(kept.size)
