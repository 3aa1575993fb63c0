"""Finds what no longer follows from the items, and can be made anew from them."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from newsletter_app.i18n import _
from newsletter_app.library.schema import item, tag
from newsletter_app.library.tidying import folded

_TORN = (ValueError, TypeError)


def _in_words(connection: Connection) -> Iterator[str]:
    """Ask the index whether it fits the texts."""
    if _index_is_wrong(connection):
        yield _("The full-text index does not fit the texts; searching may miss some.")


def _index_is_wrong(connection: Connection) -> bool:
    """Tell what the index answers; it is asked by a statement that would write, but writes nothing."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        return False
    driver.execute("PRAGMA query_only=OFF")
    try:
        driver.execute("INSERT INTO item_words (item_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY
    finally:
        driver.execute("PRAGMA query_only=ON")
    return False


def _in_tags(connection: Connection) -> Iterator[str]:
    listed: dict[int, set[tuple[str, bool]]] = {}
    for seat, name, is_listed in connection.execute(select(tag.c.seat, tag.c.folded, tag.c.is_listed)):
        listed.setdefault(seat, set()).add((name, bool(is_listed)))
    columns = (item.c.id, item.c.title, item.c.tags, item.c.seat, item.c.deleted)
    for item_id, title, tags, seat, deleted in connection.execute(select(*columns)):
        if {(folded(name), deleted is None) for name in _names(tags)} != listed.get(seat, set()):
            yield _("The tags of “{title}” ({id}) are not listed as they are.").format(
                title=title, id=item_id
            )


def _names(tags: str) -> list[str]:
    try:
        return [str(name) for name in json.loads(tags)]
    except _TORN:
        return []


LOOKS_AT_DERIVED: tuple[Callable[[Connection], Iterator[str]], ...] = (_in_words, _in_tags)
