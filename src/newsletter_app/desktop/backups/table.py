"""The table of backups."""

from PySide6.QtWidgets import QHeaderView

from newsletter_app.desktop.backups.model import MADE, NEWSLETTERS, POSTS, READERS, SIZE, BackupsModel
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.desktop.widgets.row_table import RowTable
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup

_WIDTHS = {POSTS: 56, NEWSLETTERS: 94, READERS: 76, SIZE: 76}


class BackupsTable(RowTable):
    """Shows a row a backup, the newest first; why it was made takes the room that is left."""

    def __init__(self, model: BackupsModel) -> None:
        super().__init__(model, _WIDTHS)
        # All of the moment is shown: backups of one day are told apart by their time alone.
        self.horizontalHeader().setSectionResizeMode(MADE, QHeaderView.ResizeMode.ResizeToContents)
        named(self, "backups.list", _("Backups, newest first"))
        self._backups = model

    @property
    def current(self) -> KeptBackup | None:
        """Return the backup that the keys act on, None where there is none."""
        index = self.currentIndex()
        return self._backups.backup(index.row()) if index.isValid() else None
