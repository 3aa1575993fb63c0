"""Gives tests of backups a library with something in it, and the one judge of copies."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURES = Path(__file__).parents[1] / "fixtures"


def _picture(colour: str = "red") -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    return _picture


@pytest.fixture
def dump() -> Callable[[Path], list[str]]:
    """Everything a database says, the same for the same content."""

    def lines(database: Path) -> list[str]:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            return sorted(line for line in connection.iterdump() if "item_words_" not in line)

    return lines


@pytest.fixture
def faults_of_copy() -> Callable[[Path, set[str]], list[str]]:
    """What is wrong with a copy of a database that should hold at least these posts."""

    def judged(database: Path, titles: set[str]) -> list[str]:
        try:
            with contextlib.closing(sqlite3.connect(database)) as connection:
                (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
                there = {title for (title,) in connection.execute("SELECT title FROM item")}
        except sqlite3.Error as error:
            return [str(error)]
        return ([] if sound == "ok" else [sound]) + sorted(titles - there)

    return judged


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A closed library with rows in every table."""
    folder = tmp_path / "full"
    shutil.copytree(FIXTURES / f"schema-{SCHEMA_VERSION}", folder)
    return folder


@pytest.fixture
def filled(library: Library) -> Library:
    post = library.items.add(Post(title="One", body="words", tags=("a", "b"))).item
    library.items.save(post.with_body("other words"), keep=True)
    library.assets.add(_picture(), "red.png", alt="Red")
    return library


@pytest.fixture
def opened() -> Callable[[Path], Library]:
    return lambda folder: open_library(folder, clean_picture, make=False)
