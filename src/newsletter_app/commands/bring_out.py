"""Exports posts and newsletters."""

from pathlib import Path
from typing import Literal

import click

from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.values import pair_of
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.errors import CannotExport
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.i18n import _


@click.command("export", cls=Verb)
@click.argument("id_", metavar="ID")
@click.option("--to", "target", type=click.Choice([target.name for target in TARGETS]), required=True)
@click.option("--out", metavar="PATH", required=True, help=_("The file, or for the target folder a folder."))
@click.option("--template", metavar="NAME", default="", help=_("Else the usual one of the target."))
@click.option("--option", "options", metavar="K=V", multiple=True, help=_("An option of the template."))
@click.option("--pictures", type=click.Choice(["beside", "inline"]), default="beside", show_default=True)
@click.option("--force", is_flag=True, help=_("Write over what is there."))
@pass_parts
def export(
    parts: Parts,
    id_: str,
    target: str,
    out: str,
    template: str,
    options: tuple[str, ...],
    pictures: Literal["beside", "inline"],
    *,
    force: bool,
) -> None:
    r"""Bring a post or a newsletter out as a page, a mail or files.

    \b
    Examples:
      newsletter-app export spring-meeting --to blog --out meeting.html
      newsletter-app export spring --to eml --out spring.eml --template announcement
    """
    chosen = dict(pair_of(option, "--option") for option in options)
    library = parts.to_read()
    item = _exportable(library.items.find(id_))
    choices = Choices(template=template, options=chosen, pictures=pictures)
    done = parts.exporting(library).export(item, target, Path(out), choices, force=force)
    for note in done.notes:
        parts.answer.note(note)
    files = [str(file) for file in done.files]
    document = {"id": item.record.id, "target": target, "files": files, "notes": list(done.notes)}
    parts.answer.one(document, files)


def _exportable(item: Item) -> Post | Newsletter:
    if isinstance(item, Post | Newsletter):
        return item
    raise CannotExport(
        _("“{title}” cannot be exported by itself.").format(title=title_of(item)),
        hint=_("Posts and newsletters can; what they use goes with them."),
    )
