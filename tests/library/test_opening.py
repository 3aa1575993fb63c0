"""A library opens, or says in words why it does not; what it was is never harmed."""

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from newsletter_app.content.post import Post
from newsletter_app.errors import (
    AppError,
    LibraryAbsent,
    LibraryBusy,
    LibraryDamaged,
    LibraryTooNew,
    LibraryUnwritable,
)
from newsletter_app.library import opening, schema, versions
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.files import make_file
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def opened(folder: Path, *, make: bool = False, patience: float = 0.1):
    return open_library(folder, clean_picture, make=make, patience=patience)


@pytest.fixture
def kept(library, folder) -> Path:
    """A closed library with one post."""
    library.items.add(Post(title="Kept", body="words"))
    library.close()
    return folder


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder one nobody may write to; root ignores modes, so it gets a mount of its own."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    for command in (["mount", "--bind", folder, folder], ["mount", "-o", "remount,ro,bind", folder]):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("a read-only mount is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_there_is_none_until_one_is_made(folder):
    with pytest.raises(LibraryAbsent):
        opened(folder)
    assert not folder.exists()
    made = opened(folder, make=True)
    made.close()
    with opened(folder) as again:
        assert again.id == made.id
        assert again.upkeep.check() == ()


def test_a_folder_with_other_files_holds_none(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    with pytest.raises(LibraryAbsent):
        opened(folder)


def test_nobody_else_may_read_it_from_the_first_moment(tmp_path):
    code = f"""
import os, pathlib
os.umask(0)
seen = []
make = os.open
def watched(path, flags, mode=0o777, **more):
    handle = make(path, flags, mode, **more)
    seen.append((str(path), os.fstat(handle).st_mode & 0o777))
    return handle
os.open = watched
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.content.post import Post
library = open_library(pathlib.Path({str(tmp_path)!r}) / "deep" / "library", clean_picture, make=True)
library.items.add(Post(title="x"))
library.assets.add(bytes.fromhex({PNG.hex()!r}), "x.png")
library.upkeep.backup(library.folder / "backups" / "b.zip")
for folder, _folders, files in os.walk({str(tmp_path)!r}):
    for name in files:
        print(oct(os.stat(os.path.join(folder, name)).st_mode & 0o777), name)
    if "deep" in folder:
        print(oct(os.stat(folder).st_mode & 0o777), folder)
wide = [path for path, mode in seen if "deep" in path and mode & 0o077 and not os.path.isdir(path)]
assert not wide, wide
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modes = {line.split()[0] for line in answer.stdout.splitlines()}
    assert modes == {"0o600", "0o700"}
    assert "library.sqlite-wal" in answer.stdout


SIDES = ("library.sqlite", "library.sqlite-shm", "reserve.bin")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"This is not a database.",
        lambda data: os.urandom(len(data)),
        lambda data: data[:5_000],
        lambda data: data[:100] + b"\0" * 4_000 + data[4_100:],
        lambda data: data[:16],
    ],
)
def test_a_damaged_file_is_said_to_be_so_and_left_as_it_is(kept, spoil):
    file = kept / "library.sqlite"
    file.write_bytes(spoil(file.read_bytes()))
    before = file.read_bytes()
    for make in (False, True):
        with pytest.raises(LibraryDamaged) as caught:
            opened(kept, make=make)
        assert str(kept) in caught.value.message
    assert file.read_bytes() == before
    assert {path.name for path in kept.iterdir() if path.stat().st_size} <= {"assets", "backups", *SIDES}


def test_an_emptied_file_beside_pictures_is_damage_and_no_new_library(library, folder):
    library.assets.add(PNG, "x.png")
    library.close()
    (folder / "library.sqlite").write_bytes(b"")
    with pytest.raises(LibraryDamaged):
        opened(folder, make=True)


def test_the_database_of_another_program_is_left_alone(folder):
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as other:
        other.execute("CREATE TABLE song (name)")
    before = (folder / "library.sqlite").read_bytes()
    with pytest.raises(LibraryDamaged, match="not a library"):
        opened(folder, make=True)
    assert (folder / "library.sqlite").read_bytes() == before


def test_a_newer_library_can_be_read_but_not_changed(kept):
    with contextlib.closing(sqlite3.connect(kept / "library.sqlite")) as newer:
        newer.execute("ALTER TABLE item ADD COLUMN mood TEXT")
        newer.execute(f"PRAGMA user_version = {versions.SCHEMA_VERSION + 1}")
    with opened(kept, make=True) as library:
        assert library.is_read_only
        assert library.is_too_new
        post = library.items.find("kept")
        assert post.body == "words"
        for write in (
            lambda: library.items.add(Post(title="x")),
            lambda: library.items.delete(post.record.id),
            lambda: library.assets.add(PNG, "x.png"),
            lambda: library.brand.save(library.brand.load()),
        ):
            with pytest.raises(LibraryTooNew, match="newer version"):
                write()
        assert library.upkeep.info().schema == versions.SCHEMA_VERSION + 1
        assert list((kept / "assets").iterdir()) == []


def test_a_library_nobody_may_write_to_can_be_read(kept):
    with read_only(kept), opened(kept) as library:
        assert library.is_read_only
        assert library.items.find("kept").body == "words"
        assert [card.title for card in library.items.cards(library_query("wor"))] == ["Kept"]
        assert library.upkeep.check() == ()
        with pytest.raises(LibraryUnwritable):
            library.items.add(Post(title="x"))


def library_query(words: str):
    from newsletter_app.library.query import Query

    return Query(words=words)


def test_a_read_only_folder_with_unfinished_work_is_refused_in_words(library, folder, tmp_path):
    library.items.add(Post(title="Waiting"))
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert (copy / "library.sqlite-wal").stat().st_size
    with read_only(copy), pytest.raises(LibraryUnwritable, match="read-only"):
        opened(copy)
    with opened(copy) as again:
        assert again.items.find("waiting")


def test_a_new_library_where_nobody_may_write_is_refused(tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    with read_only(place), pytest.raises(LibraryUnwritable):
        opened(place / "library", make=True)


def test_a_library_another_program_writes_to_is_busy(kept):
    with contextlib.closing(sqlite3.connect(kept / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with opened(kept) as library:
            assert library.items.find("kept")
            with pytest.raises(LibraryBusy):
                library.items.add(Post(title="x"))
            other.execute("ROLLBACK")
            library.items.add(Post(title="x"))


def test_a_library_that_is_taken_away_says_so_instead_of_saving_into_nothing(library, folder, tmp_path):
    shutil.move(folder, tmp_path / "elsewhere")
    with pytest.raises(LibraryUnwritable, match="no longer there"):
        library.items.add(Post(title="x"))
    shutil.move(tmp_path / "elsewhere", folder)
    library.items.add(Post(title="x"))


def test_a_full_drive_loses_nothing(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", small]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small drive cannot be mounted here")
    try:
        _fill(small)
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def _fill(small: Path) -> None:
    acknowledged: list[Post] = []
    with opened(small / "library", make=True) as library:
        with pytest.raises(LibraryUnwritable) as caught:
            _add_posts(library, acknowledged)
        assert f"({small})" in caught.value.message
        with pytest.raises(LibraryUnwritable):
            library.upkeep.backup(small / "backup.zip")
        with pytest.raises(LibraryUnwritable, match="full"):
            library.assets.add(noise(), "x.png")
    with opened(small / "library") as again:
        assert again.upkeep.check() == ()
        assert set(again.items.all()) == set(acknowledged)
        assert not [path for path in small.rglob("*") if ".part" in path.name or "-backup" in path.name]


def _add_posts(library: Library, acknowledged: list[Post]) -> None:
    for number in range(1_000):
        post = Post(title=f"Post {number}", body=os.urandom(9_000).hex())
        acknowledged.append(library.items.add(post).item)


def noise() -> bytes:
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.frombytes("RGB", (800, 800), os.urandom(800 * 800 * 3)).save(target, "PNG")
    return target.getvalue()


def test_tables_are_made_wholly_or_not_at_all(folder):
    code = f"""
import pathlib, newsletter_app.library.upgrading as upgrading
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.cleaning import clean_picture
real = upgrading.upgrade
def torn(connection):
    real(connection)
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
upgrading.upgrade = torn
open_library(pathlib.Path({str(folder)!r}), clean_picture, make=True)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert left.execute("PRAGMA user_version").fetchone() == (0,)
    with opened(folder, make=True) as library:
        assert library.upkeep.check() == ()


def test_two_that_make_it_at_once_make_one(folder):
    ids, errors = [], []

    def make() -> None:
        try:
            with opened(folder, make=True, patience=10) as library:
                ids.append(library.id)
        except (AppError, sqlite3.Error) as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(ids) == 4
    assert len(set(ids)) == 1


def test_a_file_that_another_program_makes_at_the_same_moment_is_used(folder, monkeypatch):
    def overtaken(file: Path) -> None:
        make_file(file)
        make_file(file)

    monkeypatch.setattr(opening, "make_file", overtaken)
    with opened(folder, make=True) as library:
        assert library.upkeep.check() == ()


def test_the_tables_are_those_the_program_names(kept):
    engine = create_engine(f"sqlite:///{kept / 'library.sqlite'}")
    found = inspect(engine)
    for table in schema.metadata.tables.values():
        assert [column["name"] for column in found.get_columns(table.name)] == list(table.columns.keys())
    engine.dispose()


def test_alembic_is_not_loaded_for_a_library_that_is_up_to_date(kept):
    code = f"""
import pathlib, sys
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.cleaning import clean_picture
open_library(pathlib.Path({str(kept)!r}), clean_picture, make=False).close()
print("alembic" in sys.modules)
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_the_settings_are_those_that_lose_nothing(library):
    with library._database.writing() as connection:
        answers = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in WANTED}
    assert answers == WANTED
    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700


WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there every name of a file is text")
def test_a_folder_whose_name_is_not_utf_8_holds_a_library(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    with opened(folder, make=True) as library:
        library.items.add(Post("One"))
    with opened(folder) as library:
        assert [each.title for each in library.items.all()] == ["One"]
