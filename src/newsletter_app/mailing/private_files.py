"""Writes files that hold addresses, for their owner alone."""

from pathlib import Path

from newsletter_app.errors import CannotExport, NeedsConfirmation
from newsletter_app.i18n import _
from newsletter_app.library.files import write_file
from newsletter_app.library.part_files import sweep_parts


def write_private(file: Path, data: bytes, *, force: bool) -> None:
    """Write a file that only its owner may read (0600); whoever looks finds the old one or the new one.

    Raises NeedsConfirmation where one is there already, unless `force`; CannotExport.
    """
    try:
        if file.exists() and not file.is_dir() and not force:
            raise NeedsConfirmation(
                _("{file} is already there.").format(file=file),
                hint=_("Choose another name, or say that it shall be replaced."),
            )
        sweep_parts(file.absolute().parent)
        write_file(file.absolute(), data)
    except (OSError, ValueError) as error:
        raise CannotExport(
            _("{file} cannot be written.").format(file=file),
            hint=_("Choose the name of a file, in a folder that is there and may be written to."),
        ) from error
