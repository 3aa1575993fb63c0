"""Looks after the library as a whole."""

from pathlib import Path
from typing import Any

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.library_backups import backups, restore
from newsletter_app.commands.library_repair import repair
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.errors import LibraryDamaged, SecretsUnavailable
from newsletter_app.i18n import _
from newsletter_app.library.damage_words import ways_out
from newsletter_app.library.library import Library
from newsletter_app.library.upkeep import LibraryInfo


@click.group("library", cls=Verbs)
def library() -> None:
    r"""Look after the library.

    \b
    Examples:
      newsletter-app library info
      newsletter-app library check
      newsletter-app library repair
      newsletter-app library backup ~/harbour.zip
      newsletter-app library backups
      newsletter-app library restore 42
    """


library.add_command(backups)
library.add_command(restore)
library.add_command(repair)


@library.command("info")
@pass_parts
def info(parts: Parts) -> None:
    """Say where the library lies and how much is in it."""
    about = parts.to_read().upkeep.info()
    if about.place.words:
        parts.answer.note(about.place.words)
    told = _told(about)
    parts.answer.one(told, [f"{key}: {value}" for key, value in told.items()])


@library.command("check")
@pass_parts
def check(parts: Parts) -> None:
    """Look for content that is lost, torn or unreadable; fails where there is any."""
    faults = parts.to_read().upkeep.faults()
    shown = [{"message": fault.message, "repairable": not fault.is_loss} for fault in faults]
    parts.answer.lines(shown, [fault.message for fault in faults] or [_("The library is sound.")])
    if any(fault.is_loss for fault in faults):
        raise LibraryDamaged(_("The library is not sound."), hint=ways_out(parts.place().folder))
    if faults:
        parts.answer.note(_("No content is lost; newsletter-app library repair makes this anew."))


@library.command("backup")
@click.argument("file")
@click.option("--force", is_flag=True, help=_("Write over what is there."))
@pass_parts
def backup(parts: Parts, file: str, *, force: bool) -> None:
    """Write the whole library into one zip file."""
    path = Path(file)
    library = parts.to_read()
    library.upkeep.backup(path, force=force, beside=_beside(parts, library))
    parts.answer.one({"file": str(path), "size": path.stat().st_size}, [str(path)])


@library.command("compact")
@pass_parts
def compact(parts: Parts) -> None:
    r"""Make the library small: old revisions, what had its time in the bin, pictures that nothing names.

    What was deleted has its time after 30 days on which the library was used. Nothing else goes for good on
    the command line.

    \b
    Example:
      newsletter-app library compact
    """
    done = parts.to_read().compacting.compact()
    told = {
        "revisions": done.revisions,
        "items": done.items,
        "pictures": done.pictures,
        "why_pictures_stay": done.why_pictures_stay,
        "freed": done.freed,
        "size": done.size,
    }
    parts.answer.one(told, [done.in_words])


def _beside(parts: Parts, library: Library) -> dict[str, bytes]:
    """Return the key of the suppressions, for the backup alone could not tell who has unsubscribed."""
    try:
        return parts.suppression_key(library).for_backup()
    except SecretsUnavailable as error:
        parts.answer.note(str(error))
        return {}


def _told(about: LibraryInfo) -> dict[str, Any]:
    counts = about.counts
    return {
        "id": about.id,
        "folder": str(about.folder),
        "schema": about.schema,
        "posts": counts.posts,
        "newsletters": counts.newsletters,
        "snippets": counts.snippets,
        "assets": counts.assets,
        "deleted": counts.deleted,
        "size": about.size,
        "newest": shapes.moment(about.newest),
        "read_only": about.is_read_only,
        "place": str(about.place.kind),
        "place_name": about.place.name,
        "held_by": "" if about.held_by is None else about.held_by.message,
    }
