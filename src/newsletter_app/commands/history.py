"""Looks at the kept states of an item, or goes back to one."""

from collections.abc import Iterator

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.answering import Shown
from newsletter_app.commands.grammar import Verb
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.content.diff import Line, differences
from newsletter_app.content.items import body_of
from newsletter_app.i18n import _
from newsletter_app.library.library import Library
from newsletter_app.library.reasons import reason_words

_COLUMNS = ("number", "kept", "words", "why", "title")
_SIGNS = {"same": " ", "removed": "-", "added": "+"}


@click.command("revisions", cls=Verb)
@click.argument("id_", metavar="ID")
@click.option("--diff", nargs=2, type=int, metavar="N M", help=_("Show what differs between two of them."))
@pass_parts
def revisions(parts: Parts, id_: str, diff: tuple[int, int] | None) -> None:
    r"""List the kept states of an item, newest first, or compare two.

    \b
    Examples:
      newsletter-app revisions spring-meeting
      newsletter-app revisions spring-meeting --diff 1 3
    """
    library = parts.to_read()
    item_id = library.items.find(id_).record.id
    if diff:
        _compare(parts, library, item_id, *diff)
        return
    kept = [
        {
            "number": each.number,
            "kept": shapes.moment(each.kept),
            "words": each.words,
            "reason": str(each.reason),
            "uses": [str(use) for use in each.uses],
            "why": reason_words(each.reasons),
            "title": each.title,
        }
        for each in library.revisions.of(item_id)
    ]
    parts.answer.many(kept, _COLUMNS)


@click.command("revert", cls=Verb)
@click.argument("id_", metavar="ID")
@click.argument("number", metavar="N", type=int)
@pass_parts
def revert(parts: Parts, id_: str, number: int) -> None:
    r"""Make an item say again what it said at revision N; what it says now is kept.

    \b
    Example:
      newsletter-app revert spring-meeting 2
    """
    library = parts.to_read()
    saved = library.revisions.revert(library.items.find(id_).record.id, number).item
    parts.answer.one(shapes.whole(saved), [shapes.line(saved)])


def _compare(parts: Parts, library: Library, item_id: str, old: int, new: int) -> None:
    before, after = library.revisions.at(item_id, old), library.revisions.at(item_id, new)
    fields = [_field(*each) for each in _altered(shapes.summary(before), shapes.summary(after))]
    body = differences(body_of(before), body_of(after))
    document = {
        "id": item_id,
        "from": old,
        "to": new,
        "fields": fields,
        "body": [_as_json(line) for line in body],
    }
    told = [
        f"{sign} {field['name']}: {shapes.in_words(field[side])}"
        for field in fields
        for sign, side in (("-", "from"), ("+", "to"))
    ]
    parts.answer.one(document, [*told, *map(_written, body)])


def _altered(before: Shown, after: Shown) -> Iterator[tuple[str, object, object]]:
    yield from ((name, before[name], after[name]) for name in before if before[name] != after[name])


def _field(name: str, before: object, after: object) -> dict[str, object]:
    return {"name": name, "from": before, "to": after}


def _as_json(line: Line) -> dict[str, object]:
    words = [{"change": word.change, "text": word.text} for word in line.words]
    return {"change": line.change, "text": line.text} | ({"words": words} if words else {})


def _written(line: Line) -> str:
    return f"{_SIGNS[line.change]} {line.text}".rstrip()
