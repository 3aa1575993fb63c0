"""Stands on the screen while a backup takes the place of the library, when there is no window."""

from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.i18n import _


class RestoreDialog(AwayDialog):
    """Says which backup is taken back."""

    def __init__(self, called: str) -> None:
        words = _("First {backup} is read and checked; the library is replaced only then.")
        heading = _("Restoring the library")
        super().__init__("backups.restoring", _("Restore"), heading, words.format(backup=called))
