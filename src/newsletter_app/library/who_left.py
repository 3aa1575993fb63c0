"""Keeps anything from being sent while nobody can tell whether all who left are known."""

from sqlalchemy import Connection, delete

from newsletter_app.errors import NeedsConfirmation, Open
from newsletter_app.i18n import _
from newsletter_app.library.schema import setting
from newsletter_app.library.settings_rows import read_setting

DOUBTFUL = "left_doubtful"
"""The setting that a repair leaves behind where some of those who left may be lost."""


def is_in_doubt(connection: Connection) -> bool:
    """Tell whether a repair may have lost some of those who left."""
    return read_setting(connection, DOUBTFUL) is not None


def see_that_all_are_known(connection: Connection) -> None:
    """Raise NeedsConfirmation where a repair may have lost some of those who left."""
    if is_in_doubt(connection):
        raise NeedsConfirmation(
            _("The library was damaged, and some of those who left may no longer be known as such."),
            hint=_(
                "Look through the lists and unsubscribe them again; then say that the lists are right (on "
                "the command line with newsletter-app library repair --lists-are-right)."
            ),
            action=Open.READERS,
        )


def take_as_known(connection: Connection) -> bool:
    """Take it from a person that the lists are right; tell whether that was in doubt."""
    return bool(connection.execute(delete(setting).where(setting.c.key == DOUBTFUL)).rowcount)
