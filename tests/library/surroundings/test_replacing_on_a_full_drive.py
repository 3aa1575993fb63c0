"""On a drive that gets full, a restore or a repair puts a whole library in place, or leaves the old one."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from small_drive import small_drive, words

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryFull
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.looking import FILE
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.reserve import FILE as RESERVE
from newsletter_app.library.restoring import restore
from torture.disks import grow

OLD = Path(__file__).parents[1] / "fixtures" / "schema-1"
PAGE = 4096
EVERY = 4 if os.environ.get("NEWSLETTER_TORTURE") else 32
LARGE = 40_000
LEFT = 700_000
"""Bytes that a killed backup left: the next one takes them away, so that there is room again halfway."""


@pytest.fixture
def library_there(tmp_path: Path) -> Path:
    """A closed library with a page that cannot be read, and what a killed backup left beside it."""
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        for number in range(30):
            library.items.add(Post(title=f"Post {number}", body=words(number, 2_400)))
    (folder / RESERVE).unlink(missing_ok=True)
    left = folder / "backups" / ".unfinished-abc"
    left.mkdir()
    (left / FILE).write_bytes(bytes(LEFT))
    return folder


def size_of(folder: Path) -> int:
    """The kilobytes that a folder takes on a small drive."""
    return sum(4 + file.stat().st_size // 1024 for file in folder.rglob("*"))


def judged(folder: Path, before: bytes) -> str:
    """Tell whether the library is the one of before or another, whole one; fails where it is neither."""
    if (folder / FILE).read_bytes() == before:
        return "old"
    with contextlib.closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_library(folder, clean_picture, make=False) as library:
        assert library.upkeep.check() == ()
    return "new"


def sweep(tmp_path: Path, there: Path, work: Callable[[Path], object], sizes: range) -> list[str]:
    before = (there / FILE).read_bytes()
    found = []
    for room in sizes:
        with small_drive(tmp_path, size_of(there) + room) as drive:
            folder = drive / "library"
            shutil.copytree(there, folder)
            with contextlib.suppress(LibraryFull):
                work(folder)
            grow(drive, LARGE)
            found.append(judged(folder, before))
            assert not (folder / "restoring").exists()
    return found


def test_a_restore_where_room_comes_free_halfway_is_all_or_nothing(tmp_path, library_there):
    found = sweep(tmp_path, library_there, lambda folder: restore(folder, OLD), range(230, 460, EVERY))
    assert set(found) == {"old", "new"}


def test_a_repair_where_room_comes_free_halfway_is_all_or_nothing(tmp_path, library_there):
    with (library_there / FILE).open("r+b") as file:
        file.seek(PAGE * 4)
        file.write(b"\x55" * PAGE)
    found = sweep(tmp_path, library_there, repair, range(1_030, 1_550, 2 * EVERY))
    assert set(found) == {"old", "new"}
