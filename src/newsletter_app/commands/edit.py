"""Changes an item."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.discreet_options import NAMES as DISCREET
from newsletter_app.commands.discreet_options import discreet_of, discreet_options
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.new import newsletter_template, post_id, template_options
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.texts import text_of
from newsletter_app.commands.values import ANY_STATUS, address_of, date_of, entry_of, language_of, tags_of
from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.errors import Conflict, ContentError
from newsletter_app.i18n import N_, _
from newsletter_app.library.library import Library

_BOTH = frozenset({"title", "body", "tag", "status", "language", "date"})
_HAS: dict[Kind, frozenset[str]] = {
    Kind.POST: _BOTH | {"summary", "byline", "cover", "content_note", "published_at"},
    Kind.NEWSLETTER: _BOTH
    | {"subject", "preview_text", "template", "entry", "option", "not_discreet", *DISCREET},
    Kind.SNIPPET: frozenset({"name", "body"}),
    Kind.ASSET: frozenset({"alt", "decorative", "caption", "credit", "tag"}),
}
_READ: dict[str, Callable[[str], Any]] = {
    "status": Status,
    "language": language_of,
    "date": date_of,
    "published_at": address_of,
}
_LACKS = {
    Kind.POST: N_("A post has no {option}."),
    Kind.NEWSLETTER: N_("A newsletter has no {option}."),
    Kind.SNIPPET: N_("A snippet has no {option}."),
    Kind.ASSET: N_("A picture has no {option}."),
}


@click.command("edit", cls=Verb)
@click.argument("id_", metavar="ID")
@click.option("--title")
@click.option("--body", metavar="FILE", help=_("A Markdown file, or - for standard input."))
@click.option("--summary")
@click.option("--tag", multiple=True, help=_("Takes the place of all tags; may be given several times."))
@click.option("--status", type=ANY_STATUS)
@click.option("--language")
@click.option("--byline")
@click.option("--date", metavar="DATE", help=_('As 2027-03-14, or "" for none.'))
@click.option("--cover", metavar="ASSET", help=_('A picture of the library, or "" for none.'))
@click.option("--content-note", help=_("What a reader should know before reading."))
@click.option("--published-at", metavar="URL", help=_('Where the post can be read, or "" for nowhere.'))
@click.option("--subject")
@click.option("--preview-text")
@click.option("--template")
@click.option(
    "--entry",
    metavar="POST[:full|summary|headline]",
    multiple=True,
    help=_("Takes the place of all."),
)
@click.option(
    "--option", metavar="K=V", multiple=True, help=_("An option of the template; “K=” takes it away.")
)
@discreet_options
@click.option("--not-discreet", is_flag=True, default=None, help=_("Show its own subject and sender again."))
@click.option("--name")
@click.option("--alt")
@click.option("--decorative", is_flag=True, default=None)
@click.option("--caption")
@click.option("--credit")
@click.option("--expect-revision", metavar="N", type=int, help=_("Refuse where somebody kept a newer one."))
@pass_parts
def edit(parts: Parts, /, id_: str, expect_revision: int | None, **given: Any) -> None:
    r"""Change an item; what is not named stays as it is.

    \b
    Examples:
      newsletter-app edit spring-meeting --status ready --body meeting.md
      newsletter-app edit spring-meeting --title "Summer meeting" --expect-revision 3
    """
    options = {name: value for name, value in given.items() if value not in (None, ())}
    library = parts.to_read()
    item = library.items.find(id_)
    _expect(item, expect_revision)
    _require_fitting(item, options)
    changed = replace(item, **_values(parts, library, item, options), **_discreet(item, options))
    saved = library.items.save(changed, keep=True)
    parts.answer.one(shapes.whole(saved.item), [shapes.line(saved.item)])


def _expect(item: Item, revision: int | None) -> None:
    now = item.record.revision
    if revision is not None and revision != now:
        raise Conflict(
            _("“{title}” is at revision {now}, not at {revision}.").format(
                title=title_of(item), now=now, revision=revision
            ),
            hint=_(
                "See what is different with: newsletter-app revisions {id} --diff {revision} {now}"
            ).format(id=item.record.id, revision=revision, now=now),
        )


def _require_fitting(item: Item, options: dict[str, Any]) -> None:
    for name in options:
        if name not in _HAS[item.kind]:
            raise ContentError(
                _(_LACKS[item.kind]).format(option=name.replace("_", " ")),
                hint=_("It has: {names}.").format(
                    names=", ".join(sorted(each.replace("_", " ") for each in _HAS[item.kind]))
                ),
            )


def _values(parts: Parts, library: Library, item: Item, options: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the item with what they shall be."""
    values: dict[str, Any] = {}
    for name, given in options.items():
        match name:
            case "body":
                values["introduction" if item.kind is Kind.NEWSLETTER else "body"] = text_of(given)
            case "tag":
                values["tags"] = tags_of(given)
            case "cover":
                values["cover"] = _picture(library, given)
            case "template":
                values["template"] = newsletter_template(parts, given)
            case "entry":
                wanted = (entry_of(entry) for entry in given)
                values["entries"] = tuple(PostEntry(post_id(library, post), shown) for post, shown in wanted)
            case "option" if isinstance(item, Newsletter):
                values["options"] = _options(parts, item, options)
            case "not_discreet" | "discreet_sender" | "discreet_subject" | "discreet_preview":
                pass  # these go together
            case _:
                values[name] = _READ[name](given) if name in _READ else given
    return values | _judged_picture(values)


def _options(parts: Parts, item: Newsletter, given: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    template = given.get("template", item.template)
    kept = template_options(parts, template, given["option"])
    both = dict(item.options) | dict(kept)
    return tuple(sorted((name, text) for name, text in both.items() if text))


def _discreet(item: Item, given: dict[str, Any]) -> dict[str, Any]:
    """Return the field that says what the mail shows from outside, where any of its options was given."""
    named = [name for name in DISCREET if name in given]
    if not isinstance(item, Newsletter) or not (named or given.get("not_discreet")):
        return {}
    if named and given.get("not_discreet"):
        raise click.UsageError(_("Give either --not-discreet or what shall be shown instead."))
    return {"discreet": discreet_of(given, item.discreet) if named else None}


def _judged_picture(values: dict[str, Any]) -> dict[str, Any]:
    """Return what follows from the values: a decorative picture has no alt text, one with alt text is not."""
    if values.get("decorative"):
        return {"alt": values.get("alt", "")}
    return {"decorative": False} if values.get("alt") else {}


def _picture(library: Library, reference: str) -> str:
    if not reference.strip():
        return ""
    found = library.items.find(reference.removeprefix("asset:"), Kind.ASSET)
    return found.sha256 if isinstance(found, Asset) else ""
