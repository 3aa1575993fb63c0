"""The backups of a library are found in its folder and in the second place, whatever became of it."""

import datetime as dt
import itertools
import shutil
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backups_at_hand import backups_at_hand
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.second_place import SecondPlace

STICK = "stick"


def made(folder: Path, stick: Path, backups: int = 2) -> Path:
    minutes = (
        dt.datetime(2027, 3, 14, 14, tzinfo=dt.UTC) + dt.timedelta(minutes=n) for n in itertools.count()
    )
    with open_library(folder, clean_picture, make=True, now=minutes.__next__) as library:
        for number in range(backups):
            library.items.add(Post(title=f"Post {number}"))
            library.backups.take(BackupReason.WORKING)
            library.backups.bring_to(SecondPlace(stick, library.id), {})
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / STICK).mkdir()
    return tmp_path / STICK


@pytest.fixture
def folder(tmp_path: Path, stick: Path) -> Path:
    """A library with two backups, which are in the second place as well."""
    return made(tmp_path / "library", stick)


def lose(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "library.sqlite").write_bytes(b"Minutes of a meeting. " * 400)


def places(kept) -> list[str]:
    return [STICK if STICK in each.file.parts else "library" for each in kept]


def test_what_lies_in_both_places_is_shown_once_and_the_newest_first(folder, stick):
    assert [each.posts for each in backups_at_hand(folder, stick)] == [2, 1]
    assert places(backups_at_hand(folder, stick)) == ["library", "library"]
    backups_at_hand(folder)[0].file.unlink()
    assert sorted(places(backups_at_hand(folder, stick))) == ["library", STICK]


def test_a_library_of_which_nothing_is_left_is_found_in_the_second_place(folder, stick):
    lose(folder)
    assert backups_at_hand(folder) == ()
    assert [each.posts for each in backups_at_hand(folder, stick)] == [2, 1]


def test_the_backups_of_another_library_are_never_taken_for_its_own(folder, stick, tmp_path):
    other = made(tmp_path / "other", stick, backups=3)
    lose(folder)
    assert backups_at_hand(folder, stick) == ()  # nothing tells which of the two it was
    assert [each.posts for each in backups_at_hand(folder, stick, [other, folder])] == [2, 1]
    assert backups_at_hand(folder, stick, [other, tmp_path / "away"]) == ()


def test_a_second_place_that_holds_only_those_of_a_known_library_has_none(tmp_path, stick):
    other = made(tmp_path / "other", stick)
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"Minutes.")
    assert backups_at_hand(folder, stick, [other]) == ()


def test_looking_leaves_a_damaged_library_as_it_is(folder, stick):
    lose(folder)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    backups_at_hand(folder, stick)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_a_second_place_that_is_away_has_none(folder, tmp_path):
    lose(folder)
    assert backups_at_hand(folder, tmp_path / "nowhere") == ()
