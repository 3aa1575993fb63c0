"""Puts messages into a folder instead of sending them."""

import os
from pathlib import Path
from typing import Self

from newsletter_app.errors import Open, ServerUnreachable
from newsletter_app.i18n import _
from newsletter_app.mailing.mailer import OutgoingMessage, Tell, silent

ENVELOPES = "envelopes.txt"


class FolderMailer:
    """Writes 00001.eml and so on, readable by the person alone.

    `envelopes.txt` beside them has one line for each message: its number, sender and recipient.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_open = False
        self._number = 0

    @property
    def is_open(self) -> bool:
        """Tell whether messages are taken."""
        return self._is_open

    def open(self, tell: Tell = silent) -> None:
        """Make the folder where it lacks. Raises ServerUnreachable."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._number = sum(1 for _file in self._folder.glob("*.eml"))
        except OSError as error:
            raise _unwritable(self._folder) from error
        self._is_open = True
        tell(_("Messages are put into {folder}.").format(folder=self._folder))

    def send(self, message: OutgoingMessage) -> None:
        """Write one message. Raises ServerUnreachable."""
        if not self._is_open:
            raise _unwritable(self._folder)
        try:
            self._write(message)
        except OSError as error:
            self.close()
            raise _unwritable(self._folder) from error

    def close(self) -> None:
        """Take no more messages."""
        self._is_open = False

    def _write(self, message: OutgoingMessage) -> None:
        self._number += 1
        _append(self._folder / f"{self._number:05}.eml", message.data, os.O_EXCL)
        envelope = f"{self._number:05} {message.sender.text} {message.recipient.text}\n"
        _append(self._folder / ENVELOPES, envelope.encode())

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()


def _append(path: Path, data: bytes, flags: int = os.O_APPEND) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600), "wb") as file:
        file.write(data)


def _unwritable(folder: Path) -> ServerUnreachable:
    return ServerUnreachable(
        _("Messages cannot be put into {folder}.").format(folder=folder),
        hint=_("See whether it is a folder that may be written to."),
        action=Open.ACCOUNTS,
    )
