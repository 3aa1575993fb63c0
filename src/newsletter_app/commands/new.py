"""Makes posts, newsletters, snippets and assets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.discreet_options import discreet_of, discreet_options
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.texts import bytes_of, text_of
from newsletter_app.commands.values import POST_STATUS, date_of, entry_of, language_of, pair_of, tags_of
from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.library.library import Library
from newsletter_app.rendering.slots import exit_address
from newsletter_app.rendering.template_options import option_values, require_known


@click.group("new", cls=Verbs)
def new() -> None:
    r"""Make a post, a newsletter, a snippet or an asset.

    \b
    Examples:
      newsletter-app new post --title "Spring meeting" --body meeting.md --tag events
      newsletter-app new newsletter --title Spring --subject "A report, a meeting" --entry spring-meeting:full
      newsletter-app new snippet --name contact --body contact.md
      newsletter-app new asset hall.jpg --alt "The meeting in the town hall"
    """


@new.command("post")
@click.option("--title", required=True)
@click.option("--body", metavar="FILE", help=_("A Markdown file, or - for standard input."))
@click.option("--summary", default="")
@click.option("--tag", "tags", multiple=True, help=_("May be given several times."))
@click.option("--status", type=POST_STATUS, default="draft", show_default=True)
@click.option("--language", default="en-GB", show_default=True)
@click.option("--byline", default="", help=_("Who wrote it."))
@click.option("--date", metavar="DATE", default="", help=_("As 2027-03-14."))
@pass_parts
def new_post(parts: Parts, /, body: str | None, **given: Any) -> None:
    """Make a post."""
    post = Post(
        title=given["title"],
        body=text_of(body) if body else "",
        summary=given["summary"],
        byline=given["byline"],
        tags=tags_of(given["tags"]),
        language=language_of(given["language"]),
        status=Status(given["status"]),
        date=date_of(given["date"]),
    )
    _answer(parts, parts.to_write().items.add(post).item)


@new.command("newsletter")
@click.option("--title", required=True, help=_("What the library calls it."))
@click.option("--subject", required=True, help=_("What readers see in their inbox."))
@click.option("--preview-text", default="", help=_("What inboxes show beside the subject."))
@click.option("--body", metavar="FILE", help=_("The introduction: a Markdown file, or - for standard input."))
@click.option("--template", default="digest", show_default=True)
@click.option(
    "--entry",
    "entries",
    metavar="POST[:full|summary|headline]",
    multiple=True,
    help=_("May be given several times."),
)
@click.option(
    "--option",
    "options",
    metavar="K=V",
    multiple=True,
    help=_("An option of the template; may be given several times."),
)
@discreet_options
@pass_parts
def new_newsletter(
    parts: Parts, /, body: str | None, entries: tuple[str, ...], options: tuple[str, ...], **given: Any
) -> None:
    """Make a newsletter."""
    introduction = text_of(body) if body else ""
    wanted = [entry_of(entry) for entry in entries]
    template = newsletter_template(parts, given["template"])
    chosen = template_options(parts, template, options)
    library = parts.to_write()
    newsletter = Newsletter(
        title=given["title"],
        subject=given["subject"],
        preview_text=given["preview_text"],
        introduction=introduction,
        template=template,
        options=chosen,
        discreet=discreet_of(given),
        entries=tuple(PostEntry(post_id(library, post), shown) for post, shown in wanted),
    )
    _answer(parts, library.items.add(newsletter).item)


@new.command("snippet")
@click.option("--name", required=True, help=_("What texts call it by: {{snippet:NAME}}."))
@click.option("--body", metavar="FILE", help=_("A Markdown file, or - for standard input."))
@pass_parts
def new_snippet(parts: Parts, name: str, body: str | None) -> None:
    """Make a snippet."""
    snippet = Snippet(name, text_of(body) if body else "")
    _answer(parts, parts.to_write().items.add(snippet).item)


@new.command("asset")
@click.argument("file")
@click.option("--alt", help=_("What the picture shows, for those who do not see it."))
@click.option("--decorative", is_flag=True, help=_("The picture says nothing that a reader could miss."))
@click.option("--caption", default="")
@click.option("--credit", default="")
@pass_parts
def new_asset(
    parts: Parts, file: str, alt: str | None, *, decorative: bool, caption: str, credit: str
) -> None:
    """Take a picture into the library, without its place, camera and comments."""
    if (alt is None) == (not decorative):
        raise click.UsageError(_("Give either --alt with what the picture shows, or --decorative."))
    if alt is not None and not alt.strip():
        raise ContentError(
            _("The alt text is empty."), hint=_("Say what the picture shows, or use --decorative.")
        )
    data = bytes_of(file)
    asset = (
        parts.to_write()
        .assets.add(
            data, Path(file).name, alt=alt or "", decorative=decorative, caption=caption, credit=credit
        )
        .item
    )
    _answer(parts, asset)
    said = (
        (alt, asset.alt),
        (decorative, asset.decorative),
        (caption, asset.caption),
        (credit, asset.credit),
    )
    if any(wanted and wanted != kept for wanted, kept in said):
        _say_what_stays(parts, asset)


def _say_what_stays(parts: Parts, asset: Asset) -> None:
    parts.answer.note(
        _("The picture is in the library already, and what was said about it stays.")
        + "\n"
        + _("To change that: newsletter-app edit {id}").format(id=asset.record.id)
    )


def post_id(library: Library, reference: str) -> str:
    """Return the id of the post that is meant. Raises Missing, Ambiguous."""
    return library.items.find(reference, Kind.POST).record.id


def newsletter_template(parts: Parts, name: str) -> str:
    """Return the template's name where it is one for newsletters. Raises Missing, ContentError."""
    templates = parts.templates()
    if Kind.NEWSLETTER not in templates.get(name).kinds:
        fitting = ", ".join(each.name for each in templates.all(Kind.NEWSLETTER))
        raise ContentError(
            _("The template {name} is not for newsletters.").format(name=name),
            hint=_("These are: {names}.").format(names=fitting),
        )
    return name


def template_options(parts: Parts, template: str, written: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return a template's options, sorted. Raises ContentError for one it lacks, or a value unfit."""
    chosen = dict(pair_of(option, "--option") for option in written)
    manifest = parts.templates().get(template)
    require_known(manifest, chosen)
    option_values(manifest, chosen)
    exit_address(chosen)
    return tuple(sorted(chosen.items()))


def _answer(parts: Parts, item: Item) -> None:
    parts.answer.one(shapes.whole(item), [shapes.line(item)])
