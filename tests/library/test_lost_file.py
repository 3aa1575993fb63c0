"""A library that lost its file is damaged: no new one takes its place, and what lies beside it stays."""

import os
import shutil
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryAbsent, LibraryDamaged
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.early import Whole, open_early
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.restoring import restore
from newsletter_app.library.turns import WindowTurns

FILE = "library.sqlite"
LOG = f"{FILE}-wal"
WAYS = {"emptied": lambda file: os.truncate(file, 0), "gone": Path.unlink}


@pytest.fixture
def killed(library, folder, tmp_path) -> Path:
    """A library without pictures, with a backup; its last post waits in the log, for it was not closed."""
    library.items.add(Post(title="First", body="words"))
    library.backups.take(BackupReason.OPENED)
    library.items.add(Post(title="Waiting", body="more words"))
    return shutil.copytree(folder, tmp_path / "killed")


def files_of(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items()}


def open_by_a_window(folder: Path, *, make: bool) -> None:
    turns = WindowTurns(folder)
    whole = Whole(lambda turns: open_library(folder, clean_picture, make=make, turns=turns), turns)
    try:
        open_early(folder, whole).close()
    finally:
        whole.close()


def open_by_a_command(folder: Path, *, make: bool) -> None:
    open_library(folder, clean_picture, make=make).close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", [False, True])
@pytest.mark.parametrize("opened", [open_by_a_window, open_by_a_command])
def test_a_file_that_is_lost_beside_words_is_damage_and_nothing_is_written(killed, way, make, opened):
    WAYS[way](killed / FILE)
    before = files_of(killed)
    assert before[LOG]
    with pytest.raises(LibraryDamaged, match="missing or empty") as caught:
        opened(killed, make=make)
    assert str(killed) in caught.value.message
    assert "restore" in caught.value.hint
    after = files_of(killed)
    after.pop("writer.lock", None)
    before.pop("writer.lock", None)
    assert after == before


@pytest.mark.parametrize("trace", ["backups", LOG, "aside", "lasting-x.jsonl", "assets"])
def test_each_thing_that_only_a_library_leaves_behind_tells_that_there_was_one(folder, trace):
    path = folder / trace
    if trace in ("backups", "aside", "assets"):
        path = path / "000001-20270314T140200Z-opened.zip"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"something")
    with pytest.raises(LibraryDamaged, match="missing or empty"):
        open_library(folder, clean_picture, make=True)
    assert files_of(folder) == {str(path.relative_to(folder)): b"something"}


def test_empty_folders_that_a_kill_left_before_there_was_anything_are_no_damage(folder):
    """The control: what is made first is empty, and the library is made in it."""
    for name in ("assets", "backups"):
        (folder / name).mkdir(parents=True)
    (folder / FILE).touch()
    (folder / LOG).touch()
    (folder / "writer.lock").touch()
    with pytest.raises(LibraryAbsent):
        open_library(folder, clean_picture, make=False)
    open_library(folder, clean_picture, make=True).close()


@pytest.mark.parametrize("way", WAYS)
def test_what_waited_beside_a_lost_file_is_saved_by_a_repair(killed, way):
    WAYS[way](killed / FILE)
    with pytest.raises(LibraryDamaged):
        open_library(killed, clean_picture, make=True)
    repair(killed)
    with open_library(killed, clean_picture, make=False) as library:
        assert library.items.find("waiting").body == "more words"


@pytest.mark.parametrize("way", WAYS)
def test_what_waited_beside_a_lost_file_is_kept_aside_by_a_restore(killed, way):
    WAYS[way](killed / FILE)
    waiting = (killed / LOG).read_bytes()
    backup = BackupShelf(killed / "backups").newest()
    assert backup is not None
    aside = restore(killed, backup[0].file).aside
    assert aside is not None
    assert (aside / LOG).read_bytes() == waiting
    with open_library(killed, clean_picture, make=False) as library:
        assert library.items.find("first").body == "words"
