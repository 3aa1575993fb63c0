"""Reads the key of those who unsubscribed out of a backup."""

import zipfile
import zlib
from pathlib import Path

from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.suppression_key import IN_BACKUP

_LONGEST = 1_000
_UNREADABLE = (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)


def key_in_backup(file: Path) -> bytes:
    """Return the key as it was kept in the backup. Raises ContentError where the file holds none."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(IN_BACKUP) as kept:
            return kept.read(_LONGEST)
    except KeyError as error:
        raise _without_key(file) from error
    except _UNREADABLE as error:
        raise ContentError(
            _("“{file}” cannot be read as a backup.").format(file=file),
            hint=_("Choose a file that “library backup” wrote."),
            action=Open.READERS,
        ) from error


def _without_key(file: Path) -> ContentError:
    return ContentError(
        _("There is no key in “{file}”: nobody had unsubscribed when it was made.").format(file=file),
        hint=_("Choose a later backup of this library."),
        action=Open.READERS,
    )
