"""Reads and writes what a library says about itself, one value a key."""

from sqlalchemy import Connection, delete, insert, select

from newsletter_app.library.schema import setting


def read_setting(connection: Connection, key: str) -> str | None:
    """Return the value of a key, or None where it was never written."""
    return connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()


def write_setting(connection: Connection, key: str, value: str) -> None:
    """Write the value of a key over the one that is there."""
    connection.execute(delete(setting).where(setting.c.key == key))
    connection.execute(insert(setting).values(key=key, value=value))
