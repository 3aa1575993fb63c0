"""The parts of a library as far as they can be read at once."""

import re
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand
from newsletter_app.content.items import Item
from newsletter_app.content.plain import without_control_characters
from newsletter_app.library import early_reading
from newsletter_app.library.query import Card, Counts, Query

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

T = TypeVar("T")
_DIGITS = re.compile(r"[0-9a-f]{12,64}")


class EarlyReader:
    """One connection that only reads, lent to one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_open = True
        self._turn = threading.Lock()

    def read(self, find: Callable[[sqlite3.Connection], T], otherwise: Callable[[], T]) -> T:
        """Return what `find` finds; where that fails or the reader is closed, what `otherwise` gives."""
        with self._turn:
            if self._is_open:
                try:
                    return find(self._connection)
                except sqlite3.Error:
                    pass  # the whole library asks again, and says what is the matter
        return otherwise()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._is_open = False
            self._connection.close()


class Later:
    """A part of the library whose every method is looked for when it is called, and not before."""

    def __init__(self, part: Callable[[], Any]) -> None:
        self._part = part

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **named: getattr(self._part(), name)(*given, **named)


class EarlyItems(Later):
    """What is listed, counted and opened first."""

    def __init__(self, reader: EarlyReader, whole: "Callable[[], Library]") -> None:
        super().__init__(lambda: whole().items)
        self._reader, self._whole = reader, whole

    def get(self, item_id: str) -> Item:
        """Return the item of that id. Raises Missing."""
        wanted = without_control_characters(item_id)
        found = self._reader.read(partial(early_reading.item, item_id=wanted), tuple)
        return found[0] if found else self._whole().items.get(item_id)

    def cards(self, query: Query, start: int = 0, count: int = 200) -> tuple[Card, ...]:
        """Return what a list shows of the items that fit."""
        if query.words or query.tag:
            return self._whole().items.cards(query, start, count)
        first = partial(early_reading.cards, query=query, start=start, count=count)
        return self._reader.read(first, lambda: self._whole().items.cards(query, start, count))

    def counts(self) -> Counts:
        """Count the items by kind and status."""
        return self._reader.read(early_reading.counts, lambda: self._whole().items.counts())

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return each tag in use with how often."""
        return self._reader.read(early_reading.tags, lambda: self._whole().items.tags())


class EarlyAssets(Later):
    """The pictures that the first page shows."""

    def __init__(self, reader: EarlyReader, whole: "Callable[[], Library]", folder: Path) -> None:
        super().__init__(lambda: whole().assets)
        self._reader, self._whole, self._folder = reader, whole, folder

    def by_sha(self, sha256: str) -> Asset:
        """Return the asset with that sha256, or with the one that begins so. Raises Missing, Ambiguous."""
        wanted = sha256.strip().lower()
        alike = partial(early_reading.pictures, digits=wanted)
        found = self._reader.read(alike, tuple) if _DIGITS.fullmatch(wanted) else ()
        if len(found) == 1 and isinstance(found[0], Asset):
            return found[0]
        return self._whole().assets.by_sha(sha256)

    def path(self, sha256: str) -> Path:
        """Return where the file of a picture lies. Raises Missing."""
        return self._folder / self.by_sha(sha256).file_name


class EarlyBrand(Later):
    """How the project presents itself on the first page."""

    def __init__(self, reader: EarlyReader, whole: "Callable[[], Library]") -> None:
        super().__init__(lambda: whole().brand)
        self._reader, self._whole = reader, whole

    def load(self) -> Brand:
        """Return the brand."""
        return self._reader.read(early_reading.brand, lambda: self._whole().brand.load())
