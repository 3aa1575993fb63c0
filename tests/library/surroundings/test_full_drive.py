"""A full drive costs no word that was said to be saved, and says which drive it is and how much it needs."""

import contextlib
import os
import re
import stat

import pytest
from small_drive import Day, page, small_drive, words

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryFull
from newsletter_app.library import reserve
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.turns import WindowTurns
from torture.disks import grow

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))
SIZES = range(64, 3_000, 32) if TORTURE else (64, 208, 416, 704, 1_024, 1_424, 1_824, 2_624)
"""Kilobytes; the reserve has no room on such a drive, and is tested apart."""
LARGE = 40_000


@pytest.mark.parametrize("size", SIZES)
def test_a_days_work_on_a_small_drive_loses_nothing(tmp_path, size):
    with small_drive(tmp_path, size) as drive:
        day = Day(drive)
        library = day.open()
        if library is not None:
            day.work(library)
            assert day.losses(library) == []
        assert day.torn() == []
        for step, error in day.refusals.items():
            told = rf"\({re.escape(str(drive))}\) is full: \d+\.\d MB free, about \d+\.\d MB needed"
            assert re.search(told, error.message), (step, error)
        grow(drive, LARGE)
        refused, day.refusals = day.refusals, {}
        library = library or day.open()
        assert library is not None
        library.items.add(Post(title="Saved without a restart", body=words(7, 30_000)))
        day.work(library)
        assert day.losses(library) == []
        library.close()
        assert refused or size > SIZES[-2]
        assert day.refusals == {}


def window(drive):
    return WindowTurns(drive / "library")


def fill(drive, name="ballast"):
    """Leave no byte free; return what can be taken away again."""
    ballast = drive / name
    with ballast.open("wb", buffering=0) as opened:
        with contextlib.suppress(OSError):
            while True:
                opened.write(bytes(65_536))
        with contextlib.suppress(OSError):
            while True:
                opened.write(bytes(512))
    return ballast


def test_a_plain_write_on_a_full_drive_would_leave_a_torn_page(tmp_path):
    def export(path, data):
        with contextlib.suppress(OSError):
            path.write_bytes(data)

    with small_drive(tmp_path, 1_024) as drive:
        plain, ours = Day(drive, export=export), Day(drive)
        for day in (ours, plain):
            (drive / "page.html").write_bytes(page(0, 2_000))
            ballast = fill(drive)
            day.try_("export", day._export)
            is_torn = bool(day.torn())
            ballast.unlink()
            assert is_torn is (day is plain)


def test_a_library_on_a_drive_without_a_byte_free_can_be_read_and_later_written(tmp_path):
    with small_drive(tmp_path, 2_048) as drive:
        with Day(drive).open() as library:
            post = library.items.add(Post(title="Before", body=words(1, 2_000))).item
        (drive / "library" / reserve.FILE).unlink(missing_ok=True)
        fill(drive)
        with open_library(drive / "library", clean_picture, make=False, turns=window(drive)) as library:
            assert library.items.get(post.record.id).body == post.body
            assert [card.title for card in library.items.cards(Query(words="w"))] == []
            assert isinstance(library.refusal, LibraryFull)
            with pytest.raises(LibraryFull, match=r"is full: 0\.0 MB free"):
                library.items.save(post.with_body("more"), keep=False)
        grow(drive, LARGE)
        with open_library(drive / "library", clean_picture, make=False, turns=window(drive)) as library:
            assert library.refusal is None
            assert library.items.save(post.with_body("more"), keep=False).item.body == "more"


def test_what_waits_beside_a_library_on_a_full_drive_is_never_passed_over(tmp_path):
    with small_drive(tmp_path, 4_096) as drive:
        folder = drive / "library"
        library = Day(drive).open()
        library.items.add(Post(title="Waits", body=words(1, 2_000)))
        killed = {file: file.read_bytes() for file in folder.glob("library.sqlite*")}
        library.close()
        for file, data in killed.items():
            file.write_bytes(data)
        (folder / "library.sqlite-shm").unlink()
        (folder / reserve.FILE).unlink(missing_ok=True)
        fill(drive)
        with pytest.raises(LibraryFull):
            open_library(folder, clean_picture, make=False)
        grow(drive, LARGE)
        with open_library(folder, clean_picture, make=False) as library:
            assert library.items.find("waits")


@pytest.fixture
def library_on_a_full_drive(tmp_path):
    """A library with its reserve on a drive without a byte free, and the ballast that fills it."""
    with small_drive(tmp_path, 8_192) as drive, Day(drive).open() as library:
        library.items.add(Post(title="Before", body=words(1, 20_000)))
        yield library, fill(drive)


def test_the_reserve_holds_room_for_good_and_is_for_its_owner_alone(library, folder):
    library.items.add(Post(title="One"))
    found = (folder / reserve.FILE).stat()
    assert found.st_blocks * 512 >= reserve.SIZE
    assert stat.S_IMODE(found.st_mode) == 0o600


def test_whoever_only_reads_makes_no_reserve(library, folder):
    (folder / reserve.FILE).unlink()
    library.items.cards(Query())
    assert not (folder / reserve.FILE).exists()


def test_the_last_save_goes_through_and_the_reserve_comes_back(library_on_a_full_drive, monkeypatch):
    library, ballast = library_on_a_full_drive
    last = library.items.add(Post(title="The last save", body=words(2, 60_000))).item
    assert library.items.get(last.record.id) == last
    assert not (library.folder / reserve.FILE).exists()
    fill(ballast.parent, "more")
    with pytest.raises(LibraryFull):
        library.items.add(Post(title="Too much", body=words(3, 3_000_000)))
    ballast.unlink()
    monkeypatch.setattr(reserve, "_PAUSE", 0.0)
    library.items.add(Post(title="Room again"))
    assert (library.folder / reserve.FILE).stat().st_size == reserve.SIZE


def test_without_the_reserve_the_last_save_fails(library_on_a_full_drive):
    library, ballast = library_on_a_full_drive
    (library.folder / reserve.FILE).unlink()
    fill(ballast.parent, "more")
    with pytest.raises(LibraryFull):
        library.items.add(Post(title="The last save", body=words(2, 60_000)))


def test_what_counts_together_is_tried_once_more_as_a_whole(library_on_a_full_drive):
    library, _ballast = library_on_a_full_drive
    tries = []

    def write() -> None:
        with library.together():
            tries.append(1)
            library.items.add(Post(title="First", body=words(3, 60_000)))
            library.items.add(Post(title="Second", body=words(4, 60_000)))

    library.once_more(write)
    assert len(tries) == 2
    assert library.items.counts().posts == 3


def test_a_failure_that_is_none_of_the_drive_is_not_tried_again(library):
    tries = []

    def write() -> None:
        tries.append(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        library.once_more(write)
    assert tries == [1]
