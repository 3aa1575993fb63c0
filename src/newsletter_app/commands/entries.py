"""Arranges the entries of a newsletter."""

from collections.abc import Callable
from typing import Any

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.new import post_id
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.texts import text_of
from newsletter_app.commands.values import SHOWN
from newsletter_app.content.entries import moved, with_entry, without
from newsletter_app.content.items import title_of
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.errors import ContentError, Missing
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.library import Library
from newsletter_app.rendering.addresses import mail_address, web_address

Arrange = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]
Row = dict[str, Any]
_ASKED = "newsletter_app.entries_of"


@click.group("entries", cls=Verbs, invoke_without_command=True)
@click.argument("newsletter")
@click.pass_context
def entries(context: click.Context, newsletter: str) -> None:
    r"""Arrange the entries of a NEWSLETTER; places count from 1.

    \b
    Examples:
      newsletter-app entries spring add spring-meeting --as full --at 1
      newsletter-app entries spring add --heading "Also new"
      newsletter-app entries spring move 3 1
      newsletter-app entries spring list
    """
    context.meta[_ASKED] = newsletter
    if context.invoked_subcommand is None:
        context.invoke(list_entries)


@entries.command("list")
@pass_parts
def list_entries(parts: Parts) -> None:
    """List the entries with their places."""
    library = parts.to_read()
    rows = [_with_title(library, row) for row in shapes.entries(_newsletter(library))]
    parts.answer.lines(rows, map(_line, rows))


@entries.command("add")
@click.argument("post", required=False)
@click.option("--as", "shown", type=SHOWN, help=_("How much of the post is shown."))
@click.option("--heading", metavar="TEXT")
@click.option("--text", metavar="FILE", help=_("A Markdown file, or - for standard input."))
@click.option("--button", metavar="TEXT=URL")
@click.option("--divider", is_flag=True)
@click.option("--at", metavar="N", type=int, help=_("The place it shall have; the end where none is given."))
@pass_parts
def add(parts: Parts, /, at: int | None, **given: str | None) -> None:
    """Add a post, a heading, a text, a button or a divider."""
    _require_one(given)
    library = parts.to_read()
    entry = _entry(library, given)
    _arrange(parts, library, lambda before: with_entry(before, entry, _place(before, at, extra=1)))


@entries.command("move")
@click.argument("source", metavar="N", type=int)
@click.argument("target", metavar="M", type=int)
@pass_parts
def move(parts: Parts, source: int, target: int) -> None:
    """Move the entry at place N to place M."""
    _arrange(
        parts, parts.to_read(), lambda before: moved(before, _known(before, source), _known(before, target))
    )


@entries.command("remove")
@click.argument("place", metavar="N", type=int)
@pass_parts
def remove(parts: Parts, place: int) -> None:
    """Take the entry at place N out; a post stays in the library."""
    _arrange(parts, parts.to_read(), lambda before: without(before, _known(before, place)))


def _newsletter(library: Library) -> Newsletter:
    found = library.items.find(click.get_current_context().meta[_ASKED], Kind.NEWSLETTER)
    if not isinstance(found, Newsletter):
        raise TypeError(found)
    return found


def _arrange(parts: Parts, library: Library, arrange: Arrange) -> None:
    newsletter = _newsletter(library)
    changed = newsletter.with_entries(arrange(newsletter.entries))
    saved = library.items.save(changed, keep=True).item
    rows = [_with_title(library, row) for row in shapes.entries(saved)]
    parts.answer.one(shapes.whole(saved) | {"entries": rows}, map(_line, rows))


def _require_one(given: dict[str, str | None]) -> None:
    kinds = [name for name in ("post", "heading", "text", "button", "divider") if given[name]]
    if len(kinds) != 1:
        raise click.UsageError(_("Name one thing to add: a post, --heading, --text, --button or --divider."))
    if given["shown"] and kinds != ["post"]:
        raise click.UsageError(_("Only a post can be shown in full, as a summary or as a headline."))


def _entry(library: Library, given: dict[str, str | None]) -> Entry:
    if given["post"]:
        return PostEntry(post_id(library, given["post"]), Shown(given["shown"] or Shown.SUMMARY))
    if given["heading"]:
        return HeadingEntry(_heading(given["heading"]))
    if given["text"]:
        return TextEntry(_text(text_of(given["text"])))
    return _button(given["button"]) if given["button"] else DividerEntry()


def _heading(text: str) -> str:
    if not text.strip():
        raise ContentError(_("The heading is empty."), hint=_("Give it some words, or use --divider."))
    return text.strip()


def _text(body: str) -> str:
    if not body.strip():
        raise ContentError(_("The text is empty."), hint=_("Write something into it, or use --divider."))
    return body


def _button(written: str) -> ButtonEntry:
    label, _sign, url = (part.strip() for part in written.partition("="))
    mail = mail_address(url)
    address = f"mailto:{mail}" if mail else web_address(url)
    if not label or not address:
        raise ContentError(
            _("“{button}” is no button.").format(button=written[:80]),
            hint=_("Write it as Read the report=https://example.org/report."),
        )
    return ButtonEntry(label, address)


def _known(before: tuple[Entry, ...], place: int) -> int:
    """Return the place from 0."""
    return _place(before, place, extra=0) or 0


def _place(before: tuple[Entry, ...], place: int | None, *, extra: int) -> int | None:
    if place is None:
        return None
    if not 1 <= place <= len(before) + extra:
        raise ContentError(
            _("There is no place {place}.").format(place=place),
            hint=ngettext(
                "The newsletter has {number} entry.", "The newsletter has {number} entries.", len(before)
            ).format(number=len(before)),
        )
    return place - 1


def _with_title(library: Library, row: Row) -> Row:
    """Return the entry; with a post's title, "" where the post is gone."""
    if row["kind"] != "post":
        return row
    try:
        return row | {"title": title_of(library.items.get(row["post"]))}
    except Missing:
        return row | {"title": ""}


def _line(row: Row) -> str:
    """Return what a person reads about an entry."""
    return f"{row['place']}\t{_named(row)}"


def _named(row: Row) -> str:
    match row["kind"]:
        case "post":
            return f"{row['shown']}\t{row['post']}\t{row['title'] or _('(no longer in the library)')}"
        case "heading":
            return f"heading\t\t{row['text']}"
        case "text":
            return f"text\t\t{' '.join(row['body'].split())[:60]}"
        case "button":
            return f"button\t\t{row['label']} ({row['url']})"
        case _:
            return "divider"
