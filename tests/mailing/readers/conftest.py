"""Gives tests a library with its readers, and a clock that stands still."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.readers import Readers
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readers_reading import read_here
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.secret_store import MemorySecrets

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library", clean_picture, make=True) as opened:
        yield opened


@pytest.fixture
def readers(library: Library) -> Readers:
    return library.readers


@pytest.fixture
def keyring() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The folder for keys where there is no keyring."""
    return tmp_path / "data" / "keys"


@pytest.fixture
def key(library: Library, keyring: MemorySecrets, keys: Path) -> SuppressionKey:
    return SuppressionKey(keyring, keys, library)


@pytest.fixture
def readership(library: Library, key: SuppressionKey) -> Readership:
    return Readership(library, key, read_here, lambda: NOW)


@pytest.fixture
def files(library: Library, key: SuppressionKey) -> ReaderFiles:
    return ReaderFiles(library.readers, key)
