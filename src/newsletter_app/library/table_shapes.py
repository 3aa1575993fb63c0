"""Sees that the tables of a library are as this program makes them."""

from pathlib import Path

from sqlalchemy import Connection, text

from newsletter_app.library import failures
from newsletter_app.library.damage_words import not_as_made
from newsletter_app.library.schema import item_words, metadata

_TABLES = (*metadata.tables.values(), item_words)


def see_that_tables_are_as_made(connection: Connection, folder: Path) -> None:
    """Raise LibraryDamaged unless every table is there with all its columns; further ones do not matter."""
    for table in _TABLES:
        columns = {row[1] for row in connection.execute(text(f"PRAGMA table_info({table.name})"))}
        if not columns >= set(table.columns.keys()) - {"rowid"}:
            raise failures.damaged(folder, not_as_made())
