"""Brings readers in from a CSV file."""

import sys
from pathlib import Path

import click

from newsletter_app.commands import contact_shapes
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.texts import STDIN, bytes_of
from newsletter_app.content.contact import Ground, ReaderList
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.readers import BroughtIn
from newsletter_app.mailing.csv_text import LARGEST
from newsletter_app.mailing.import_preview import ImportPreview

_NAMED = 10


@click.command("import", cls=Verb)
@click.argument("csv", metavar="CSV")
@click.option("--list", "name", metavar="L", required=True, help=_("The list; a new one is made."))
@click.option("--consent", metavar="TEXT", required=True, help=_("The words that these readers agreed to."))
@click.option(
    "--ground",
    type=click.Choice([str(ground) for ground in Ground]),
    default=str(Ground.CONSENT),
    show_default=True,
    help=_("On what legal ground they are written to."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would come, without changing anything."))
@pass_parts
def import_(parts: Parts, csv: str, name: str, consent: str, ground: str, *, dry_run: bool) -> None:
    r"""Bring readers onto a list from a CSV file; all of them, or none where a line is faulty.

    The first line holds headings: email, first_name, last_name, language, in any usual spelling. Each other
    column becomes a merge field. Who has unsubscribed or was erased stays out.

    \b
    Example:
      newsletter-app contacts import friends.csv --list Friends --consent "Yes, send me the newsletter"
    """
    library = parts.to_try() if dry_run else parts.to_write()
    readership = parts.readership(library)
    preview = readership.preview(*_read(csv))
    if dry_run:
        _say_what_would_come(parts, preview)
        preview.require_faultless()
        return
    came = readership.carry_out(preview, name, consent, Ground(ground))
    _say_what_came(parts, preview, library.readers.list_called(name), came)


def _read(csv: str) -> tuple[bytes, str]:
    if csv == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1), _("standard input")
    return bytes_of(csv), Path(csv).name


def _say_what_would_come(parts: Parts, preview: ImportPreview) -> None:
    columns = [f"{column.heading}\t{column.becomes}" for column in preview.columns]
    parts.answer.one(contact_shapes.preview(preview), [*columns, *_counted(preview)])
    parts.answer.note(_("Nothing was changed: this was a dry run."))


def _say_what_came(parts: Parts, preview: ImportPreview, onto: ReaderList, came: BroughtIn) -> None:
    document = {
        "list": contact_shapes.reader_list(onto),
        "added": came.added,
        "updated": came.updated,
        "unchanged": came.unchanged,
        "suppressed": len(came.suppressed),
        "duplicates": len(preview.duplicates),
        "columns": contact_shapes.columns(preview.columns),
    }
    parts.answer.one(document, _came(came, onto.name))
    for sentence in (*_repeated(preview), *_kept_out(came)):
        parts.answer.note(sentence)


def _came(came: BroughtIn, name: str) -> list[str]:
    return [
        _("Added to “{list}”: {number}").format(list=name, number=came.added),
        _("Completed, or new on the list: {number}").format(number=came.updated),
        _("There already: {number}").format(number=came.unchanged),
        _("Kept out: {number}").format(number=len(came.suppressed)),
    ]


def _counted(preview: ImportPreview) -> list[str]:
    people = len(preview.people)
    said = ngettext("{number} reader would come.", "{number} readers would come.", people)
    return [said.format(number=people), *_repeated(preview)]


def _repeated(preview: ImportPreview) -> list[str]:
    number = len(preview.duplicates)
    said = ngettext(
        "{number} line repeats an address further up and counts once: line {lines}.",
        "{number} lines repeat an address further up and count once: lines {lines}.",
        number,
    )
    return [said.format(number=number, lines=_lines(preview.duplicates))] if number else []


def _kept_out(came: BroughtIn) -> list[str]:
    number = len(came.suppressed)
    said = ngettext(
        "{number} line was kept out, for that person has unsubscribed or was erased: line {lines}.",
        "{number} lines were kept out, for those people have unsubscribed or were erased: lines {lines}.",
        number,
    )
    return [said.format(number=number, lines=_lines(came.suppressed))] if number else []


def _lines(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers[:_NAMED])) + (", …" if len(numbers) > _NAMED else "")
