"""Backups go to a second place, from which a library can be taken back alone."""

import shutil
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryUnwritable
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.restoring import restore
from newsletter_app.library.second_place import SecondPlace


@pytest.fixture
def place(filled, tmp_path: Path) -> SecondPlace:
    (tmp_path / "stick").mkdir()
    return SecondPlace(tmp_path / "stick", filled.id)


def test_the_newest_backup_is_brought_once(filled, place):
    assert not filled.backups.bring_to(place, {})
    filled.backups.take(BackupReason.ASKED)
    assert filled.backups.bring_to(place, {})
    assert not filled.backups.bring_to(place, {})
    (there,), (here,) = place.shelf.kept(), filled.backups.kept()
    assert there.file.read_bytes() == here.file.read_bytes()
    assert there.file.parent.name == filled.id


def test_a_library_is_taken_back_from_it_alone(filled, place, tmp_path, opened):
    filled.backups.take(BackupReason.ASKED)
    filled.backups.bring_to(place, {"suppression.key": b"5ec4e7"})
    filled.close()
    shutil.rmtree(filled.folder)
    given = []
    (kept,) = place.shelf.kept()
    restored = restore(tmp_path / "new", kept.file, key_of=lambda _library, key: given.append(key))
    assert (restored.notes, given) == ((), [b"5ec4e7"])
    with opened(tmp_path / "new") as library:
        assert library.upkeep.check() == ()
        assert library.items.find("one").body == "other words"


def test_a_place_that_is_not_there_is_said_and_not_made(filled, place):
    filled.backups.take(BackupReason.ASKED)
    shutil.rmtree(place.folder)
    with pytest.raises(LibraryUnwritable, match="is not there"):
        filled.backups.bring_to(place, {})
    assert not place.folder.exists()


def test_what_was_missed_is_brought_as_soon_as_the_place_is_there_again(filled, place):
    shutil.rmtree(place.folder)
    filled.backups.take(BackupReason.ASKED)
    with pytest.raises(LibraryUnwritable):
        filled.backups.bring_to(place, {})
    place.folder.mkdir()
    assert filled.backups.take(BackupReason.WORKING) is None
    assert filled.backups.bring_to(place, {})


def test_it_is_thinned_like_the_shelf_itself(filled, place, clock):
    for number in range(55):
        filled.items.add(Post(title=f"Post {number}"))
        clock.pass_(minutes=1)
        filled.backups.take(BackupReason.WORKING)
        filled.backups.bring_to(place, {})
    assert [kept.number for kept in place.shelf.kept()] == [kept.number for kept in filled.backups.kept()]


@pytest.fixture
def moved(filled, place, clock, tmp_path):
    """The library as another computer has it, which took it back from the second place alone."""
    for number in range(60):
        clock.pass_(days=1)
        filled.items.add(Post(title=f"Post {number}"))
        filled.backups.take(BackupReason.WORKING)
        filled.backups.bring_to(place, {})
    filled.close()
    restore(tmp_path / "new", place.shelf.kept()[0].file, clock)
    with open_library(tmp_path / "new", clean_picture, make=False, now=clock) as library:
        yield library


def test_after_a_move_to_another_computer_what_is_brought_stays_and_is_the_newest(moved, place, clock):
    before = place.shelf.kept()
    for number in range(5):
        clock.pass_(days=1)
        moved.items.add(Post(title=f"New {number}"))
        moved.backups.take(BackupReason.WORKING)
        assert moved.backups.bring_to(place, {})
        assert not moved.backups.bring_to(place, {})
    there, here = place.shelf.kept()[:5], moved.backups.kept()[:5]
    assert all(
        one.file.read_bytes() == other.file.read_bytes() for one, other in zip(there, here, strict=True)
    )
    assert [kept.number for kept in there] == list(range(before[0].number + 5, before[0].number, -1))


def test_two_computers_bring_each_state_once(filled, place, clock, tmp_path):
    filled.backups.take(BackupReason.ASKED)
    filled.backups.bring_to(place, {})
    shutil.copytree(filled.folder, tmp_path / "copy")
    with open_library(tmp_path / "copy", clean_picture, make=False, now=clock) as other:
        for library in (filled, other):
            clock.pass_(minutes=1)
            library.items.add(Post(title=f"In {library.folder.name}"))
            library.backups.take(BackupReason.WORKING)
            assert library.backups.bring_to(place, {})
        assert not filled.backups.bring_to(place, {})
        assert not other.backups.bring_to(place, {})
    assert [kept.number for kept in place.shelf.kept()] == [3, 2, 1]


def test_one_that_can_no_longer_be_read_there_is_brought_again(filled, place):
    filled.backups.take(BackupReason.ASKED)
    filled.backups.bring_to(place, {})
    (kept,) = place.shelf.kept()
    kept.file.write_bytes(b"torn")
    assert filled.backups.bring_to(place, {})
    assert [each.number for each in place.shelf.kept()] == [2]
