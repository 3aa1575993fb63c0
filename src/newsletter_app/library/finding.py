"""Finds the one item a person names."""

import difflib
import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from newsletter_app.content.kinds import Kind
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import Ambiguous, Missing
from newsletter_app.i18n import _
from newsletter_app.library.schema import item

_MOST = 10
_NEAR = 2_000
_BEGINNING = re.compile(r"[a-z0-9]{4,12}")
_DIGITS = re.compile(r"[0-9a-f]{12,64}")
_SHOWN = (item.c.id, item.c.kind, item.c.title, item.c.slug)


def found_id(connection: Connection, reference: str, kind: Kind | None, *, in_bin: bool) -> str:
    """Return the id of the item that is meant: by its id, its slug, the beginning of its id.

    A beginning has at least 4 characters; a picture goes by 12 digits of its sha256 as well. Raises Missing,
    or Ambiguous where several fit.
    """
    wanted = without_control_characters(reference).strip()
    scope = _scope(kind, in_bin=in_bin)
    for condition in _ways(wanted):
        found = connection.execute(select(*_SHOWN).where(condition, *scope).limit(_MOST + 1)).mappings().all()
        if len(found) == 1:
            return str(found[0]["id"])
        if found:
            raise _ambiguous(wanted, found)
    raise _missing(connection, wanted, kind, in_bin=in_bin)


def _ways(wanted: str) -> list[ColumnElement[bool]]:
    lower = wanted.lower()
    ways: list[ColumnElement[bool]] = [item.c.id == lower, item.c.slug == wanted, item.c.slug == lower]
    if _BEGINNING.fullmatch(lower):
        ways.append(item.c.id.between(lower, lower + "{"))
    if _DIGITS.fullmatch(lower):
        ways.append((item.c.kind == str(Kind.ASSET)) & item.c.cover.between(lower, lower + "g"))
    return ways


def _scope(kind: Kind | None, *, in_bin: bool) -> list[ColumnElement[bool]]:
    present = item.c.deleted.is_not(None) if in_bin else item.c.deleted.is_(None)
    return [present] if kind is None else [present, item.c.kind == str(kind)]


def _ambiguous(wanted: str, found: Sequence[RowMapping]) -> Ambiguous:
    named = "; ".join(f"{row['id']}: {_label(row)}" for row in found[:_MOST])
    more = "; …" if len(found) > _MOST else ""
    return Ambiguous(
        _("“{name}” fits several items: {items}.").format(name=wanted, items=named + more),
        hint=_("Name one of them by its id."),
    )


def _label(row: RowMapping) -> str:
    kinds = {
        Kind.POST: _("post “{title}”"),
        Kind.NEWSLETTER: _("newsletter “{title}”"),
        Kind.SNIPPET: _("snippet “{title}”"),
        Kind.ASSET: _("picture “{title}”"),
    }
    return kinds[Kind(row["kind"])].format(title=row["title"])


def _missing(connection: Connection, wanted: str, kind: Kind | None, *, in_bin: bool) -> Missing:
    message = {
        None: _("There is no item called “{name}”."),
        Kind.POST: _("There is no post called “{name}”."),
        Kind.NEWSLETTER: _("There is no newsletter called “{name}”."),
        Kind.SNIPPET: _("There is no snippet called “{name}”."),
        Kind.ASSET: _("There is no picture called “{name}”."),
    }[kind]
    if in_bin:
        message = _("There is nothing called “{name}” in the bin.")
    hint = _hint(connection, wanted, kind, in_bin=in_bin)
    return Missing(message.format(name=wanted[:100]), hint=hint)


def _hint(connection: Connection, wanted: str, kind: Kind | None, *, in_bin: bool) -> str:
    elsewhere = select(item.c.id).where(item.c.id.in_([wanted]) | (item.c.slug == wanted))
    if connection.execute(elsewhere.where(*_scope(kind, in_bin=not in_bin))).first() is not None:
        return _("It is not in the bin.") if in_bin else _("It is in the bin; take it out first.")
    near = _nearest(connection, wanted, _scope(kind, in_bin=in_bin))
    if near:
        return _("Did you mean {names}?").format(names=_(" or ").join(near))
    return _("The list shows what is there.")


def _nearest(connection: Connection, wanted: str, scope: list[ColumnElement[bool]]) -> list[str]:
    """Return at most three names that look like the one asked for."""
    newest = select(*_SHOWN).where(*scope).order_by(item.c.seat.desc()).limit(_NEAR)
    alike = select(*_SHOWN).where(*scope, item.c.slug.between(wanted[:2], wanted[:2] + "{")).limit(_NEAR)
    names: dict[str, str] = {}
    for row in [*connection.execute(newest).mappings(), *connection.execute(alike).mappings()]:
        names |= {row["id"]: row["id"], row["slug"]: row["slug"], row["title"].lower(): row["slug"]}
    close = difflib.get_close_matches(wanted.lower()[:100], names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[name] for name in close))
