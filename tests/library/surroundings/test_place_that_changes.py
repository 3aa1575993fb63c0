"""Whatever becomes of a library's place while it is open is said in words, and over when it is over."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_drive import picture, small_drive

from newsletter_app.content.brand import Brand
from newsletter_app.content.post import Post
from newsletter_app.errors import (
    AppError,
    Conflict,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryUnwritable,
)
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.versions import SCHEMA_VERSION

ACTS: dict[str, Callable[[Library], object]] = {
    "list": lambda library: library.items.cards(Query()),
    "search": lambda library: library.items.cards(Query(words="kept")),
    "add": lambda library: library.items.add(Post(title="New")),
    "image": lambda library: library.assets.add(picture(1), "a.png"),
    "brand": lambda library: library.brand.save(Brand(name="Harbour")),
    "reader": lambda library: library.readers.make_list("Friends"),
    "check": lambda library: library.upkeep.check(),
    "info": lambda library: library.upkeep.info(),
    "backup": lambda library: library.upkeep.backup(library.folder.parent / "b.zip", force=True),
}


def opened(folder: Path) -> Library:
    return open_library(folder, clean_picture, make=False, patience=0.05)


@pytest.fixture
def drive(tmp_path) -> Iterator[Path]:
    with small_drive(tmp_path, 20_000) as drive:
        yield drive


@pytest.fixture
def open_one(drive, blank) -> Iterator[Library]:
    """A library with one post on a drive of its own, open."""
    shutil.copytree(blank, drive / "library")
    with opened(drive / "library") as library:
        library.items.add(Post(title="Kept", body="Old words."))
        yield library


def remount(drive: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", drive], check=True)


@contextlib.contextmanager
def read_only_drive(library: Library) -> Iterator[None]:
    remount(library.folder.parent, "ro")
    yield
    remount(library.folder.parent, "rw")


@contextlib.contextmanager
def folder_away(library: Library) -> Iterator[None]:
    elsewhere = library.folder.with_name("elsewhere")
    library.folder.rename(elsewhere)
    yield
    elsewhere.rename(library.folder)


@contextlib.contextmanager
def file_away(library: Library) -> Iterator[None]:
    file = library.folder / "library.sqlite"
    file.rename(file.with_name("elsewhere"))
    yield
    file.with_name("elsewhere").rename(file)


@contextlib.contextmanager
def in_its_place(library: Library, make: Callable[[Path], object]) -> Iterator[None]:
    """Have another folder lie there, with something else by the name of the file."""
    with folder_away(library):
        library.folder.mkdir()
        make(library.folder / "library.sqlite")
        yield
        shutil.rmtree(library.folder)


@contextlib.contextmanager
def pulled(library: Library) -> Iterator[None]:
    """Pull the drive without a word, and plug it in again: as another file system, with the same files."""
    drive = library.folder.parent
    copy = drive.with_name("copy")
    shutil.copytree(drive, copy)
    subprocess.run(["umount", "-l", drive], check=True)
    yield
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "none", drive], check=True)
    shutil.copytree(copy, drive, dirs_exist_ok=True)


@contextlib.contextmanager
def locked(library: Library) -> Iterator[None]:
    with contextlib.closing(
        sqlite3.connect(library.folder / "library.sqlite", isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def newer(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE setting (key, value)")
        made.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        made.commit()


CHANGES = {
    "the folder was renamed": folder_away,
    "the file was renamed": file_away,
    "the drive was pulled": pulled,
    "another program locks it": locked,
    "an empty file lies there": lambda library: in_its_place(library, Path.touch),
    "something else lies there": lambda library: in_its_place(
        library, lambda file: file.write_text("x" * 9_000)
    ),
    "a folder lies there": lambda library: in_its_place(library, Path.mkdir),
    "a newer library lies there": lambda library: in_its_place(library, newer),
    "a link into nowhere lies there": lambda library: in_its_place(
        library, lambda file: file.symlink_to("nowhere")
    ),
}


READ_ONLY = "the drive is read-only"


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_said_in_words_and_saving_goes_on_when_it_is_over(open_one, change):
    item = open_one.items.find("kept")
    with CHANGES[change](open_one):
        for act in ACTS.values():
            with contextlib.suppress(AppError):
                act(open_one)
        with pytest.raises(LibraryError) as caught:
            open_one.items.save(item.with_body("Typed meanwhile."), keep=False)
        assert caught.value.message.endswith(".")
        assert caught.value.hint.endswith(".")
        assert not isinstance(caught.value, Conflict)
    saved = open_one.items.save(item.with_body("Typed meanwhile."), keep=False).item
    with opened(open_one.folder) as again:
        assert again.items.get(item.record.id) == saved


def test_an_error_that_is_kept_holds_no_drive_of_a_closed_library(open_one):
    item = open_one.items.find("kept")
    with locked(open_one), pytest.raises(LibraryError) as kept:
        open_one.items.save(item.with_body("Typed meanwhile."), keep=False)
    open_one.close()
    held = [str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()]
    assert [file for file in held if file.startswith(str(open_one.folder))] == []
    assert kept.value.message


@pytest.mark.parametrize("change", [*CHANGES, READ_ONLY])
def test_a_library_is_opened_or_says_why_not(open_one, change):
    folder = open_one.folder
    open_one.close()
    with (
        (CHANGES | {READ_ONLY: read_only_drive})[change](open_one),
        contextlib.suppress(AppError),
        opened(folder) as library,
    ):
        for act in ACTS.values():
            with contextlib.suppress(AppError):
                act(library)
    with opened(folder) as library:
        assert library.items.find("kept").body == "Old words."


def bytes_in(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_nothing_is_written_into_another_library_that_lies_there(open_one, tmp_path):
    item = open_one.items.find("kept")
    with open_library(tmp_path / "other", clean_picture, make=True) as other:
        other.items.add(Post(title="Another project's"))
    with folder_away(open_one):
        shutil.copytree(tmp_path / "other", open_one.folder)
        before = {name: data for name, data in bytes_in(open_one.folder).items() if data}
        with pytest.raises(LibraryUnwritable, match="Another library lies in"):
            open_one.items.save(item.with_body("Meant for mine."), keep=False)
        for act in ("add", "image", "brand", "reader"):
            with pytest.raises(LibraryError):
                ACTS[act](open_one)
        after = bytes_in(open_one.folder)
        assert {name: data for name, data in after.items() if data} == before
        shutil.rmtree(open_one.folder)
    open_one.items.save(item.with_body("Meant for mine."), keep=False)


def test_an_older_state_of_the_same_library_is_not_written_over(open_one, tmp_path):
    item = open_one.items.find("kept")
    shutil.copytree(open_one.folder, tmp_path / "older")
    newest = open_one.items.save(item.with_body("Newer."), keep=True).item
    shutil.rmtree(open_one.folder)
    shutil.copytree(tmp_path / "older", open_one.folder)
    with pytest.raises(Conflict):
        open_one.items.save(newest.with_body("Newest."), keep=False)
    assert open_one.items.get(item.record.id).body == "Old words."


def test_a_damaged_file_in_its_place_is_called_so(open_one):
    item = open_one.items.find("kept")
    with (
        in_its_place(open_one, lambda file: file.write_bytes(os.urandom(9_000))),
        pytest.raises(LibraryDamaged),
    ):
        open_one.items.save(item.with_body("x"), keep=False)


def test_a_library_that_is_locked_names_that(open_one):
    with locked(open_one), pytest.raises(LibraryBusy):
        open_one.items.add(Post(title="x"))
