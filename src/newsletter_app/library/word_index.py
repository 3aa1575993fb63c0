"""Keeps the full-text index in step with the items.

Done by statements and not by triggers: with trusted_schema off, SQLite 3.40 lets no trigger write into FTS5.
The index holds no texts of its own: the old is taken out before its row changes, the new put in after.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

_TEXTS = ("title", "body", "more", "marks")
_COLUMNS = ", ".join(_TEXTS)
_OUT = text(
    f"INSERT INTO item_words (item_words, rowid, {_COLUMNS}) "  # noqa: S608 - names of ours
    f"SELECT 'delete', seat, {_COLUMNS} FROM item WHERE seat = :seat"
)
_IN = text(
    # The columns are our own constant; no value of anybody stands in the text.
    f"INSERT INTO item_words (rowid, {_COLUMNS}) SELECT seat, {_COLUMNS} FROM item WHERE seat = :seat"  # noqa: S608
)

_OPTIMISE = text("INSERT INTO item_words (item_words) VALUES ('optimize')")


def take_out(connection: Connection, seat: int) -> None:
    """Forget the words of the item on that seat, before its row changes."""
    connection.execute(_OUT, {"seat": seat})


def put_in(connection: Connection, seat: int) -> None:
    """Learn the words of the item on that seat, after its row has changed."""
    connection.execute(_IN, {"seat": seat})


def optimise(connection: Connection) -> None:
    """Write the index anew, without the words of what is gone."""
    connection.execute(_OPTIMISE)


def is_the_same(old: Mapping[Any, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether two rows have the same words on the same seat."""
    return all(old[name] == new[name] for name in ("seat", *_TEXTS))
