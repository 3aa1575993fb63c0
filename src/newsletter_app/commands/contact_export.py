"""Brings out what is kept about a reader, or a whole list."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.whom import whom
from newsletter_app.errors import CannotExport
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.private_files import write_private
from newsletter_app.mailing.reader_files import ReaderFiles

_WRITTEN: dict[str, Callable[[ReaderFiles, str], str]] = {
    ".json": ReaderFiles.about_as_json,
    ".html": ReaderFiles.about_as_html,
}


@click.command("export", cls=Verb)
@click.argument("who", required=False)
@click.option("--list", "name", metavar="L", default="", help=_("Export this list as CSV."))
@click.option("--out", metavar="FILE", default="", help=_("Of a person: a .json or .html file."))
@click.option("--force", is_flag=True, help=_("Write over what is there."))
@pass_parts
def export(parts: Parts, who: str | None, name: str, out: str, *, force: bool) -> None:
    r"""Bring out everything kept about a person, or the people of a list as CSV.

    \b
    Examples:
      newsletter-app contacts export k3v7q2m4x5ab --out answer.html
      newsletter-app contacts export --list Friends --out friends.csv
    """
    if bool(who) == bool(name):
        raise click.UsageError(_("Name a person or a list, one of them."))
    if name and not out:
        raise click.UsageError(_("A list needs a file to go to: --out FILE."))
    files = parts.reader_files(parts.to_read())
    if name:
        _export_list(parts, files, name, Path(out), force=force)
    elif out:
        _export_person(parts, files, who or "", Path(out), force=force)
    else:
        about = files.about_as_json(whom(who or ""))
        parts.answer.one(json.loads(about), about.splitlines())


def _export_list(parts: Parts, files: ReaderFiles, name: str, out: Path, *, force: bool) -> None:
    of = files.of_list(name)
    write_private(out, of.data, force=force)
    told = {"file": str(out), "people": of.people, "left_out": of.left_out}
    parts.answer.one(told, [str(out)])
    if of.left_out:
        parts.answer.note(
            ngettext(
                "{number} person who has unsubscribed was left out.",
                "{number} people who have unsubscribed were left out.",
                of.left_out,
            ).format(number=of.left_out)
        )
    parts.answer.note(
        _("{file} holds addresses: keep it where nobody else can read it, and delete it soon.").format(
            file=out
        )
    )


def _export_person(parts: Parts, files: ReaderFiles, who: str, out: Path, *, force: bool) -> None:
    written = _WRITTEN.get(out.suffix.lower())
    if written is None:
        raise CannotExport(
            _("What is kept about a person can be written as .json or .html."),
            hint=_("Give the file one of these endings."),
        )
    write_private(out, written(files, whom(who)).encode(), force=force)
    parts.answer.one({"file": str(out)}, [str(out)])
    parts.answer.note(_("{file} holds personal data: give it to that person alone.").format(file=out))
