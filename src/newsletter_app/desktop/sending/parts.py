"""What the rooms that send mail are given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.library.library import Library
from newsletter_app.mailing.sending import Sending

THINK = 60.0
"""Seconds between the confirmation and the first message."""


def open_outside(file: Path) -> bool:
    """Open a file in the program that the system has for it; tell whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


@dataclass(frozen=True, slots=True)
class MailParts:
    """One library with who sends its newsletters; `person` is written beside what a person decides.

    `make_sheet` makes what the mail is shown on. `delay` are the seconds to think better of it.
    """

    library: Library
    sending: Sending
    exporting: Exporting
    make_sheet: Callable[[QWidget], Sheet]
    person: str
    delay: float = THINK
    open_outside: Callable[[Path], bool] = open_outside
