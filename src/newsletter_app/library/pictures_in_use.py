"""Tells which pictures something outside the bin shows."""

import re

from sqlalchemy import Connection, select

from newsletter_app.library.brand_reading import KEY
from newsletter_app.library.schema import item
from newsletter_app.library.settings_rows import read_setting

_DIGITS = 12
_NAMED = re.compile(r"\b[0-9a-f]{12,64}\b")


class PicturesInUse:
    """The pictures that are shown, known by the first digits of their sha256, as texts may shorten it."""

    def __init__(self, connection: Connection) -> None:
        self._beginnings = {
            name[:_DIGITS] for text in _texts(connection) for name in _NAMED.findall(text.lower())
        }

    def __contains__(self, sha256: str) -> bool:
        return sha256[:_DIGITS] in self._beginnings


def _texts(connection: Connection) -> list[str]:
    """Return all that may name a picture: texts, covers, the brand with its logo."""
    columns = (item.c.body, item.c.details, item.c.more, item.c.cover)
    outside = select(*columns).where(item.c.deleted.is_(None), item.c.kind != "asset")
    found = [text for row in connection.execute(outside) for text in row if text]
    return [*found, read_setting(connection, KEY) or ""]
