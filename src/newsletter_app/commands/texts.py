"""Reads the files a person names on the command line."""

import os
import sys
from pathlib import Path

from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.importing.base import SourceFile
from newsletter_app.importing.decoding import decoded

_LARGEST = 20_000_000
STDIN = "-"


def text_of(name: str) -> str:
    """Return the text of a file, of standard input for "-"; control characters are left out.

    Raises ContentError where there is no such file, CannotImport where it is not UTF-8 text.
    """
    data = sys.stdin.buffer.read(_LARGEST + 1) if name == STDIN else bytes_of(name)
    if len(data) > _LARGEST:
        raise ContentError(_("“{file}” is larger than 20 MB.").format(file=name), hint=_("Divide the text."))
    label = _("The standard input") if name == STDIN else Path(name).name
    return decoded(SourceFile(label, data)).text if data.strip() else ""


def bytes_of(name: str) -> bytes:
    """Return a file's bytes, of a very large one only as many as show that it is. Raises ContentError."""
    try:
        with open(name, "rb", opener=_open_at_once) as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise ContentError(
            _("There is no file “{file}”.").format(file=name), hint=_("See whether it is spelt right.")
        ) from error
    except (OSError, ValueError) as error:
        raise ContentError(
            _("“{file}” cannot be read.").format(file=name),
            hint=_("See whether it is a file that may be read."),
        ) from error


def _open_at_once(name: str, flags: int) -> int:
    """Open also a pipe into which nobody writes, which else would never be open; reading waits as ever."""
    opened = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(opened, True)
    return opened
