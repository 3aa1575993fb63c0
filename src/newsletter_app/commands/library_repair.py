"""Saves what can be read of a damaged library."""

import click

from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.repairing.repair import repair as repair_library
from newsletter_app.library.repairing.told import Repaired


@click.command("repair", cls=Verb)
@click.option(
    "--lists-are-right",
    is_flag=True,
    help=_("Say that everybody who left is off the lists, after a repair could not tell."),
)
@pass_parts
def repair(parts: Parts, *, lists_are_right: bool) -> None:
    r"""Make a sound library of what can be read; fails where something was lost.

    What was there is kept aside, byte for byte. Needs no library that can be read.

    \b
    Examples:
      newsletter-app library repair
      newsletter-app library repair --json
    """
    if lists_are_right:
        _take_lists_as_right(parts)
        return
    place = parts.place()
    done = repair_library(place.folder, other_places=() if place.second is None else (place.second,))
    parts.answer.one(_shown(done), _lines(done))
    if not done.is_complete:
        raise LibraryDamaged(_("Not everything could be saved."), hint=_way_on(done))


def _take_lists_as_right(parts: Parts) -> None:
    was_in_doubt = parts.to_read().readers.take_lists_as_right()
    told = _("The lists count as right; newsletters can be sent again.")
    if not was_in_doubt:
        told = _("Nobody doubted the lists.")
    parts.answer.one({"lists_are_right": True, "was_in_doubt": was_in_doubt}, [told])


def _shown(done: Repaired) -> dict[str, object]:
    counts = done.counts
    return {
        "repaired": done.aside is not None,
        "complete": done.is_complete,
        "aside": None if done.aside is None else str(done.aside),
        "report": None if done.report is None else str(done.report),
        "posts": counts.posts,
        "newsletters": counts.newsletters,
        "snippets": counts.snippets,
        "assets": counts.assets,
        "deleted": counts.deleted,
        "items": [
            {"id": told.id, "title": told.title, "message": told.message, "lost": told.is_loss}
            for told in done.told
        ],
    }


def _lines(done: Repaired) -> list[str]:
    told = [each.message for each in done.told]
    if done.aside is None:
        return told or [_("The library is sound; there is nothing to repair.")]
    return [*told, _counted(done.counts.posts), _kept(done), *_written_down(done)]


def _counted(posts: int) -> str:
    told = ngettext(
        "{number} post is in the repaired library.", "{number} posts are in the repaired library.", posts
    )
    return told.format(number=posts)


def _kept(done: Repaired) -> str:
    return _("As it was before, the library is kept in {folder}.").format(folder=done.aside)


def _written_down(done: Repaired) -> list[str]:
    if done.report is None:
        return []
    return [_("All of this is written down in {file}.").format(file=done.report)]


def _way_on(done: Repaired) -> str:
    if done.aside is None:
        return _("Add these pictures again, or delete them.")
    return _("Look whether a backup has more: newsletter-app library backups.")
