"""Says in words why a file could not be written."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from newsletter_app import drives
from newsletter_app.errors import CannotExport, NeedsConfirmation
from newsletter_app.i18n import _

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def told_of(place: Path, size: int = 0) -> Iterator[None]:
    """Turn what the system says about `place`, where so many bytes should go, into a CannotExport."""
    try:
        yield
    except OSError as error:
        raise unwritable(place, error, size) from error


def unwritable(place: Path, error: OSError, size: int = 0) -> CannotExport:
    """Return what to tell when writing so many bytes to `place` failed."""
    if error.errno in _FULL:
        return CannotExport(
            drives.full_words(place, size),
            hint=_("Make room there, or choose another folder."),
        )
    if error.errno in _FORBIDDEN:
        return CannotExport(
            _("The export may not be written to {place}.").format(place=place),
            hint=_("Choose a folder that you may write to."),
        )
    return CannotExport(
        _("The export could not be written to {place}: {reason}.").format(
            place=place, reason=(error.strerror or str(error)).lower()
        ),
        hint=_("Choose another folder or file name."),
    )


def no_folder(folder: Path) -> CannotExport:
    """Return what to tell when the folder to write into does not exist."""
    return CannotExport(
        _("There is no folder {folder}.").format(folder=folder),
        hint=_("Make it first, or choose another."),
    )


def not_a_file(path: Path) -> CannotExport:
    """Return what to tell when a file is wanted where a folder is."""
    return CannotExport(
        _("{path} is a folder.").format(path=path), hint=_("Name the file that is to be written.")
    )


def not_a_folder(path: Path) -> CannotExport:
    """Return what to tell when a folder is wanted where a file is."""
    return CannotExport(
        _("{path} is a file.").format(path=path), hint=_("Name the folder that is to be written.")
    )


def exists(path: Path) -> NeedsConfirmation:
    """Return what to tell when something is already there."""
    return NeedsConfirmation(
        _("{path} exists already.").format(path=path),
        hint=_("Confirm that it may be replaced (--force), or choose another name."),
    )
