"""Lists items, newest first."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, select, text

from newsletter_app.content.items import Item
from newsletter_app.content.plain import without_control_characters
from newsletter_app.library.card_reading import SHOWN, cards_of, counts_of
from newsletter_app.library.query import Card, Counts, Query
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.rows import MARKS, mark, tag_mark
from newsletter_app.library.schema import item, item_words, tag
from newsletter_app.library.tidying import folded

_LONGEST = 500
_MOST_WORDS = 24
_LEFT_OUT = str.maketrans(dict.fromkeys(MARKS + '"', " "))
_SHOWN = [item.c[name] for name in SHOWN]


def items(connection: Connection, query: Query) -> tuple[Item, ...]:
    """Return whole items."""
    found = connection.execute(_matching(_shape(query), (item,)), _values(query))
    return tuple(item_of(row) for row in found.mappings())


def cards(connection: Connection, query: Query, start: int, count: int) -> tuple[Card, ...]:
    """Return the cards of the items from place `start` (from 0) on, at most `count`."""
    values = {**_values(query), "count": count, "start": start}
    return cards_of(connection.execute(_page(_shape(query)), values).all())


def counts(connection: Connection) -> Counts:
    """Count the items by kind and status."""
    present = select(item.c.kind, item.c.status, func.count()).where(item.c.deleted.is_(None))
    rows = connection.execute(present.group_by(item.c.kind, item.c.status)).all()
    bin_size = connection.execute(select(func.count()).where(item.c.deleted.is_not(None))).scalar_one()
    return counts_of(rows, bin_size)


def tags(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return each tag with the number of items outside the bin that have it, in the order of the alphabet."""
    used = select(func.min(tag.c.name), func.count()).where(tag.c.is_listed == 1)
    rows = connection.execute(used.group_by(tag.c.folded).order_by(tag.c.folded))
    return tuple((name, number) for name, number in rows)


def words_pattern(words: str) -> str:
    """Return the full-text query that finds the beginnings of all `words`; "" where they hold no word.

    Each is quoted, so that no sign in it means anything to the index.

    >>> words_pattern('annual rep" OR')
    '"annual"* "rep"* "OR"*'
    """
    cleaned = without_control_characters(words[:_LONGEST]).translate(_LEFT_OUT)
    found = [word for word in cleaned.split() if any(map(_is_indexed, word))]
    return " ".join(f'"{word}"*' for word in found[:_MOST_WORDS])


def _is_indexed(character: str) -> bool:
    """Tell whether the index keeps the character: letters, numbers, private ones (unicode61)."""
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which parts a statement has: it is built once for all queries that differ only in their values."""

    kind: bool
    status: bool
    tag: bool
    words: bool
    deleted: bool


def _shape(query: Query) -> _Shape:
    named = query.kind is not None, query.status is not None, bool(query.tag)
    return _Shape(*named, bool(words_pattern(query.words)), query.deleted)


def _values(query: Query) -> dict[str, Any]:
    return {
        "kind": str(query.kind),
        "status": str(query.status),
        "folded": folded(query.tag),
        "pattern": f"{words_pattern(query.words)}{_marks(query)}",
    }


@cache
def _page(shape: _Shape) -> Select[Any]:
    found = _matching(shape, tuple(_SHOWN))
    return found.limit(bindparam("count", type_=Integer)).offset(bindparam("start", type_=Integer))


def _matching(shape: _Shape, shown: tuple[Any, ...]) -> Select[Any]:
    """Return the statement for what fits, ordered by a column that yields its rows in order unsorted."""
    wanted = select(*shown).where(item.c.deleted.is_not(None) if shape.deleted else item.c.deleted.is_(None))
    if shape.kind:
        wanted = wanted.where(item.c.kind == bindparam("kind"))
    if shape.status:
        wanted = wanted.where(item.c.status == bindparam("status"))
    seat = item.c.seat
    if shape.tag:
        wanted, seat = _with_tag(wanted, is_listed=not shape.deleted), tag.c.seat
    if shape.words:
        wanted, seat = _with_words(wanted), item_words.c.rowid
    return wanted.order_by(seat.desc())


def _with_tag(wanted: Select[Any], *, is_listed: bool) -> Select[Any]:
    named = tag.c.folded == bindparam("folded"), tag.c.is_listed == int(is_listed)
    return wanted.join(tag, tag.c.seat == item.c.seat).where(*named)


def _with_words(wanted: Select[Any]) -> Select[Any]:
    joined = wanted.join(item_words, item_words.c.rowid == item.c.seat)
    return joined.where(text("item_words MATCH :pattern"))


def _marks(query: Query) -> str:
    """Return the part of a pattern that lets the index itself pass over other kinds and tags."""
    kind = [] if query.kind is None else [mark(query.kind, query.status)]
    tags = [tag_mark(query.tag)] if query.tag else []
    return "".join(f' marks : "{word}"' for word in kind + tags)
