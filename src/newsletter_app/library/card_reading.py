"""Turns what a list reads of a row into a card."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from newsletter_app.content.kinds import Kind, Status
from newsletter_app.i18n import _
from newsletter_app.library import failures
from newsletter_app.library.moments import moment_of
from newsletter_app.library.query import Card, Counts
from newsletter_app.library.torn_rows import TORN

SHOWN = ("id", "kind", "title", "excerpt", "date", "status", "tags", "cover", "modified", "version")
"""The columns a card is made of, in the order `card_of` takes them."""

_KINDS = {str(kind): kind for kind in Kind}
_STATUSES = {str(status): status for status in Status}


def counts_of(rows: Sequence[Sequence[Any]], bin_size: int) -> Counts:
    """Return the counts for rows of kind, status and number; what has no kind or status is not counted."""
    posts, newsletters, snippets, assets = (sum(n for k, _status, n in rows if k == kind) for kind in Kind)
    known = (row for row in rows if row[0] in _KINDS and row[1] in _STATUSES)
    statuses = tuple((Kind(kind), Status(status), number) for kind, status, number in known)
    return Counts(posts, newsletters, snippets, assets, bin_size, statuses)


def cards_of(rows: Iterable[Iterable[Any]]) -> tuple[Card, ...]:
    """Return the cards of rows. Raises LibraryDamaged where one is torn."""
    try:
        return tuple(map(card_of, rows))
    except TORN as error:
        raise failures.torn(_("Something in this list")) from error


def card_of(row: Iterable[Any]) -> Card:
    """Return the card of a row; two hundred of them are made for each key a person types."""
    item_id, kind, title, short, date, status, tags, cover, modified, version = row
    return Card(
        item_id,
        _KINDS[kind],
        title,
        short,
        None if date is None else dt.date.fromisoformat(date),
        _STATUSES[status],
        _tags_of(tags),
        cover,
        moment_of(modified),
        version,
    )


@lru_cache(maxsize=1_000)
def _tags_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
