"""Imports posts from files."""

from pathlib import Path

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.i18n import _, ngettext
from newsletter_app.importing.plan import ImportPlan, PlannedPost, skipping
from newsletter_app.importing.registry import IMPORTERS


@click.command("import", cls=Verb)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--as",
    "format_",
    type=click.Choice([importer.name for importer in IMPORTERS]),
    help=_("What the files are; else their suffixes tell."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would come, without changing anything."))
@click.option("--even-if-duplicate", is_flag=True, help=_("Bring what the library has already, too."))
@pass_parts
def import_(
    parts: Parts, paths: tuple[str, ...], format_: str | None, *, dry_run: bool, even_if_duplicate: bool
) -> None:
    r"""Bring in posts from plain text and Markdown files, or from folders of them.

    \b
    Examples:
      newsletter-app import blog.txt
      newsletter-app import posts/ --dry-run
    """
    importing = parts.importing(parts.to_try() if dry_run else parts.to_write())
    plan = importing.preview([Path(path) for path in paths], format_ or "")
    if dry_run:
        _say_what_would_come(parts, plan, even_if_duplicate=even_if_duplicate)
        return
    done = importing.carry_out(plan, even_if_duplicate=even_if_duplicate)
    _notes(parts, done.notes, done.skipped)
    parts.answer.lines(
        [shapes.whole(post) for post in done.items],
        map(shapes.line, done.items),
        skipped=[post.title for post in done.skipped],
        notes=list(done.notes),
    )
    _count(parts, len(done.items))


def _say_what_would_come(parts: Parts, plan: ImportPlan, *, even_if_duplicate: bool) -> None:
    skipped = [] if even_if_duplicate else [post for post in plan.posts if post.is_duplicate]
    coming = [planned.read.post for planned in plan.coming(even_if_duplicate=even_if_duplicate)]
    _notes(parts, plan.notes, skipped)
    parts.answer.lines(
        [shapes.summary(post) for post in coming],
        [post.title for post in coming],
        skipped=[post.title for post in skipped],
        notes=list(plan.notes),
    )
    parts.answer.note(_("Nothing was changed: this was a dry run."))


def _notes(
    parts: Parts, notes: tuple[str, ...], skipped: tuple[PlannedPost, ...] | list[PlannedPost]
) -> None:
    for sentence in (*notes, *map(skipping, skipped)):
        parts.answer.note(sentence)


def _count(parts: Parts, number: int) -> None:
    parts.answer.note(
        ngettext("{number} post was imported.", "{number} posts were imported.", number).format(number=number)
    )
