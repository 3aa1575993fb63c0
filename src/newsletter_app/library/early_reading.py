"""Reads with plain SQL what a window shows first."""

import sqlite3
from typing import Any

from newsletter_app.content.brand import Brand
from newsletter_app.content.items import Item
from newsletter_app.library.brand_reading import KEY, brand_of
from newsletter_app.library.card_reading import SHOWN, cards_of, counts_of
from newsletter_app.library.query import Card, Counts, Query
from newsletter_app.library.row_reading import item_of

_CARDS = f"SELECT {', '.join(SHOWN)} FROM item"  # noqa: S608 - names of columns, all ours
_COUNTS = "SELECT kind, status, count(*) FROM item WHERE deleted IS NULL GROUP BY kind, status"
_TAGS = "SELECT min(name), count(*) FROM tag WHERE is_listed = 1 GROUP BY folded ORDER BY folded"


def cards(connection: sqlite3.Connection, query: Query, start: int, count: int) -> tuple[Card, ...]:
    """Return the cards of a query without words or tag, as `listing.cards` does."""
    conditions = ["deleted IS NOT NULL" if query.deleted else "deleted IS NULL"]
    values: list[Any] = []
    for column, value in (("kind", query.kind), ("status", query.status)):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(str(value))
    wanted = f"{_CARDS} WHERE {' AND '.join(conditions)} ORDER BY seat DESC LIMIT ? OFFSET ?"
    return cards_of(connection.execute(wanted, (*values, count, start)))


def counts(connection: sqlite3.Connection) -> Counts:
    """Count the items by kind and status, as `listing.counts` does."""
    (bin_size,) = connection.execute("SELECT count(*) FROM item WHERE deleted IS NOT NULL").fetchone()
    return counts_of(connection.execute(_COUNTS).fetchall(), bin_size)


def tags(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Return each tag with the number of items that have it, as `listing.tags` does."""
    return tuple((name, number) for name, number in connection.execute(_TAGS))


def item(connection: sqlite3.Connection, item_id: str) -> tuple[Item, ...]:
    """Return the item of that id; none where there is none."""
    found = connection.execute("SELECT * FROM item WHERE id = ?", (item_id,))
    names = [column[0] for column in found.description]
    return tuple(item_of(dict(zip(names, row, strict=True))) for row in found.fetchall())


def pictures(connection: sqlite3.Connection, digits: str) -> tuple[Item, ...]:
    """Return the pictures whose sha256 begins so, two at most."""
    alike = "SELECT item FROM asset WHERE sha256 BETWEEN ? AND ? LIMIT 2"
    found = connection.execute(alike, (digits, digits + "g")).fetchall()
    return tuple(picture for (item_id,) in found for picture in item(connection, item_id))


def brand(connection: sqlite3.Connection) -> Brand:
    """Return the brand."""
    kept = setting(connection, KEY)
    return brand_of(kept) if kept else Brand()


def setting(connection: sqlite3.Connection, key: str) -> str:
    """Return what the library keeps under a key, "" where it keeps nothing."""
    found = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""
