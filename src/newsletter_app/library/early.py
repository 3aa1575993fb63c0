"""Opens a library for what a window shows first, before SQLAlchemy is there: that takes as long as Qt."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from newsletter_app.errors import LibraryError
from newsletter_app.library import early_reading
from newsletter_app.library.asset_files import FOLDER
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.early_parts import EarlyAssets, EarlyBrand, EarlyItems, EarlyReader, Later
from newsletter_app.library.looking import FILE, STAGING, access_to, look_at
from newsletter_app.library.turns import Turns
from newsletter_app.library.versions import SCHEMA_VERSION

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds that a first read waits for another program."""


class Whole:
    """The library with all it can do, opened by the first who asks for it, on whatever thread.

    `open_library` is given `turns`, which those hold who read before that.
    """

    def __init__(self, open_library: "Callable[[Turns], Library]", turns: Turns) -> None:
        self.turns = turns
        self._open = open_library
        self._library: Library | None = None
        self._turn = threading.Lock()

    def __call__(self) -> "Library":
        """Return it. Raises LibraryError where it cannot be opened; the next call tries again."""
        with self._turn:
            if self._library is None:
                self._library = self._open(self.turns)
            return self._library

    def close(self) -> None:
        """Close it where it was opened, and let others write."""
        with self._turn:
            if self._library is not None:
                self._library.close()
            self.turns.close()


def open_early(folder: Path, whole: Whole) -> "Library":
    """Return a library whose first reads are quick; the whole one where its file is anything but as usual.

    Both say the same. Whatever is more than a first read is done by the whole one, in the thread of whoever
    asks: so nothing that writes may be asked for on the thread of a window. Raises LibraryError.
    """
    whole.turns.begin()
    try:
        reader = _reader(folder.absolute() / FILE)
    except (LibraryError, OSError, sqlite3.Error, _Unusual):
        return whole()  # which says what is the matter, makes the library, or brings it up to date
    return cast("Library", EarlyLibrary(folder.absolute(), reader, whole))


class EarlyLibrary:
    """Reads first by itself; hands everything on as soon as the whole library is open."""

    is_too_new = False

    def __init__(self, folder: Path, reader: EarlyReader, whole: Whole) -> None:
        self._reader, self._open = reader, whole
        self.folder, self.turns = folder, whole.turns
        self.id: str = reader.read(partial(early_reading.setting, key="id"), str)
        self.items = EarlyItems(reader, self._whole)
        self.assets = EarlyAssets(reader, self._whole, folder / FOLDER)
        self.brand = EarlyBrand(reader, self._whole)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Later(lambda: getattr(self._whole(), name))

    @property
    def refusal(self) -> LibraryError | None:
        """Return why nothing can be written, None where that is not known."""
        return self.turns.refusal

    @property
    def is_read_only(self) -> bool:
        """Tell whether another window held the library when last asked."""
        return self.refusal is not None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make the writes inside count together."""
        with self._whole().together():
            yield

    @contextmanager
    def together_regardless(self) -> Iterator[None]:
        """Make the writes inside count together, whoever holds the library."""
        with self._whole().together_regardless():
            yield

    def once_more(self, write: Callable[[], T]) -> T:
        """Do writes that count together; where the drive was full and room was kept for them, once more."""
        return self._whole().once_more(write)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def _whole(self) -> "Library":
        library = self._open()
        self._reader.close()
        return library


class _Unusual(Exception):
    """The file needs more than to be read."""


def _reader(file: Path) -> EarlyReader:
    if (file.parent / STAGING).exists():
        raise _Unusual
    access = access_to(file)
    look = look_at(file, access, PATIENCE)
    if look.version != SCHEMA_VERSION or access is not Access.WRITE:
        raise _Unusual
    return EarlyReader(connect(file, access, PATIENCE, query_only=True))
