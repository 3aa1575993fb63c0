"""What a verb is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsletter_app.commands.answering import Answering

if TYPE_CHECKING:
    from newsletter_app.exporting.exporting import Exporting
    from newsletter_app.importing.importing import Importing
    from newsletter_app.library.library import Library
    from newsletter_app.mailing.accounts import MailAccounts
    from newsletter_app.mailing.reader_files import ReaderFiles
    from newsletter_app.mailing.readership import Readership
    from newsletter_app.mailing.sending import Sending
    from newsletter_app.mailing.suppression_key import SuppressionKey
    from newsletter_app.rendering.templates import Templates


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """Where the library lies, whether it can be read or not; `second` is the other place for backups.

    In `others` libraries lie that were open on this computer.
    """

    folder: Path
    second: Path | None
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """The rooms, each built when it is first asked for, so that a quick verb stays quick.

    `place` is where the library lies, or should. `to_read` raises LibraryAbsent where there is no library,
    `to_write` makes one, `to_try` gives one that is thrown away where there is none. `templates` are those
    shipped, with the library's own where given.
    """

    place: Callable[[], LibraryPlace]
    to_read: Callable[[], Library]
    to_write: Callable[[], Library]
    to_try: Callable[[], Library]
    importing: Callable[[Library], Importing]
    exporting: Callable[[Library], Exporting]
    templates: Callable[[], Templates]
    readership: Callable[[Library], Readership]
    reader_files: Callable[[Library], ReaderFiles]
    accounts: Callable[[Library], MailAccounts]
    sending: Callable[[Library], Sending]
    suppression_key: Callable[[Library], SuppressionKey]
    answer: Answering


pass_parts = click.make_pass_decorator(Parts)
