"""Lists the backups of the library, or takes one back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import LibraryPlace, Parts, pass_parts
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import reason_words
from newsletter_app.library.backup_shelf import FOLDER, BackupShelf, KeptBackup
from newsletter_app.library.backups_at_hand import shelf_in_second_place
from newsletter_app.library.looking import FILE
from newsletter_app.library.restoring import find_backup
from newsletter_app.library.restoring import restore as restore_library
from newsletter_app.mailing.key_for_restoring import key_for_restoring

_COLUMNS = ("number", "made", "why", "place", "size", "file")


@click.command("backups", cls=Verb)
@pass_parts
def backups(parts: Parts) -> None:
    r"""List the backups the program made by itself, newest first; the library need not be readable.

    \b
    Example:
      newsletter-app library backups
    """
    place = parts.place()
    shown = list(_shown(place))
    if not shown and not (place.folder / FILE).exists():
        parts.to_read()  # which says that there is no library
    parts.answer.many(shown, _COLUMNS)


@click.command("restore", cls=Verb)
@click.argument("file")
@pass_parts
def restore(parts: Parts, file: str) -> None:
    r"""Take the library back from a backup: a number of “library backups”, a file, or a folder.

    What is there now is kept byte for byte, in the folder aside of the library. The library need not be
    readable. Who has left since the backup was made leaves again, as far as this computer knows; what was
    sent since stays sent.

    \b
    Examples:
      newsletter-app library restore 42
      newsletter-app library restore ~/harbour.zip
    """
    place = parts.place()
    folder, source = place.folder, find_backup(place.folder, file)
    restored = restore_library(
        folder,
        source,
        key_of=lambda library, kept: key_for_restoring(parts.suppression_key(library), kept),
        others=place.others,
    )
    aside = None if restored.aside is None else str(restored.aside)
    document = {"folder": str(folder), "file": str(source), "aside": aside, "notes": list(restored.notes)}
    lines = [_("The library was taken back from {file}.").format(file=source)]
    if aside is not None:
        lines.append(_("What was there is kept in {folder}.").format(folder=aside))
    parts.answer.one(document, lines)
    for note in restored.notes:
        parts.answer.note(note)


def _shown(place: LibraryPlace) -> Iterator[dict[str, Any]]:
    shelf = BackupShelf(place.folder / FOLDER)
    for kept in shelf.kept():
        yield _told(kept, "library")
    there = shelf_in_second_place(place.folder, place.second, place.others)
    for kept in there.kept() if there is not None else ():
        yield _told(kept, "second")


def _told(kept: KeptBackup, place: str) -> dict[str, Any]:
    return {
        "number": kept.number,
        "made": shapes.moment(kept.made),
        "reason": kept.reason,
        "why": reason_words(kept.reason),
        "file": str(Path(kept.file)),
        "size": kept.size,
        "place": place,
        "posts": kept.posts,
        "newsletters": kept.newsletters,
        "readers": kept.readers,
    }
