"""A library backs itself up, and what it keeps is sound."""

import json
import resource
import shutil
import signal
import stat
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryFull, LibraryUnwritable
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.backup_shelf import BackupShelf

ROUNDS = 8


def unpacked(backup: Path, folder: Path) -> Path:
    with zipfile.ZipFile(backup) as archive:
        archive.extract("library.sqlite", folder)
    return folder / "library.sqlite"


def test_a_backup_says_when_why_and_what_without_a_library(filled, clock):
    taken = filled.backups.take(BackupReason.ASKED)
    (kept,) = BackupShelf(filled.folder / "backups").kept()
    assert kept == taken
    assert (kept.number, kept.made, kept.reason) == (1, clock(), "asked")
    assert (kept.posts, kept.newsletters, kept.readers) == (1, 0, 0)
    assert kept.file.name == "000001-20260301T120000Z-asked.zip"
    assert kept.size == kept.file.stat().st_size
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600


def test_nothing_new_makes_no_new_backup(filled, opened):
    assert filled.backups.take(BackupReason.OPENED)
    assert filled.backups.take(BackupReason.WORKING) is None
    filled.close()
    with opened(filled.folder) as again:  # closing has moved what waited into the file, which says the same
        assert again.backups.take(BackupReason.OPENED) is None
        again.items.add(Post(title="Two"))
        assert again.backups.take(BackupReason.WORKING)
    assert [kept.number for kept in again.backups.kept()] == [2, 1]


@pytest.mark.parametrize("reason", [BackupReason.UPGRADE, BackupReason.REPAIR])
def test_what_is_risky_has_its_own_backup_always(filled, reason):
    filled.backups.take(BackupReason.OPENED)
    assert filled.backups.take(reason).reason == reason


def test_a_picture_that_is_not_there_is_noted_and_stops_nothing(filled):
    (file,) = (filled.folder / "assets").iterdir()
    file.unlink()
    kept = filled.backups.take(BackupReason.ASKED)
    with zipfile.ZipFile(kept.file) as archive:
        said = json.loads(archive.read("manifest.json"))
    assert (said["pictures"], said["missing"]) == ([file.name], [file.name])
    assert filled.backups.named_pictures() == {file.name}


def test_a_file_that_cannot_be_read_is_neither_listed_nor_taken_away_nor_its_number_used_again(filled):
    first = filled.backups.take(BackupReason.ASKED)
    first.file.write_bytes(first.file.read_bytes()[:1000])
    assert filled.backups.kept() == ()
    assert filled.backups.take(BackupReason.ASKED).number == 2
    assert first.file.exists()


def test_only_what_need_not_stay_goes(filled, clock):
    for number in range(60):
        filled.items.add(Post(title=f"Post {number}"))
        clock.pass_(minutes=1)
        filled.backups.take(BackupReason.WORKING)
    numbers = [kept.number for kept in filled.backups.kept()]
    assert numbers == [*range(60, 10, -1), 10]


def test_what_a_killed_program_left_is_taken_away(filled):
    left = filled.folder / "backups" / ".unfinished-abc"
    left.mkdir()
    (left / "library.sqlite").write_bytes(b"half")
    filled.backups.take(BackupReason.ASKED)
    assert not left.exists()


def test_two_at_once_get_two_numbers(filled, opened):
    with opened(filled.folder) as other:
        both = [
            threading.Thread(target=library.backups.take, args=(BackupReason.REPAIR,))
            for library in (filled, other)
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert [kept.number for kept in filled.backups.kept()] == [2, 1]


def test_what_is_written_beside_it_is_never_torn(filled, tmp_path, faults_of_copy):
    """Each copy holds all that was acknowledged before it was begun, and is sound."""
    copies = _copies_under_load(filled, lambda: _taken(filled, tmp_path))
    assert [faults_of_copy(copy, titles) for copy, titles in copies] == [[]] * ROUNDS


def test_copying_the_file_alone_is_caught_by_the_same_judge(filled, tmp_path, faults_of_copy):
    """The control: the same judge, the same load, a plain copy of the file."""

    def copied() -> Path:
        target = tmp_path / f"plain-{len(list(tmp_path.glob('plain-*')))}.sqlite"
        shutil.copyfile(filled.folder / "library.sqlite", target)
        return target

    copies = _copies_under_load(filled, copied)
    assert any(faults_of_copy(copy, titles) for copy, titles in copies)


def _taken(library, folder: Path) -> Path:
    kept = library.backups.take(BackupReason.REPAIR)
    return unpacked(kept.file, folder / str(kept.number))


def _copies_under_load(library, copy) -> list[tuple[Path, set[str]]]:
    stop, said = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            said.append(library.items.add(Post(title=f"Post {len(said)}", body="word " * 500)).item.title)

    writer = threading.Thread(target=write)
    writer.start()
    copies = []
    try:
        for _round in range(ROUNDS):
            seen = len(said)
            while len(said) < seen + 5:
                stop.wait(0.001)
            titles = set(said)
            copies.append((copy(), titles))
    finally:
        stop.set()
        writer.join()
    return copies


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [2_000, 20_000, 60_000])
def test_without_room_there_is_a_sentence_and_no_half_backup(filled, room):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    told = []
    filled.backups.tell_failures(told.append)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(LibraryFull, match="not enough room"):
            filled.backups.take(BackupReason.ASKED)
        filled.backups.before(BackupReason.IMPORT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert [type(error) for error in told] == [LibraryFull]
    assert {file.name for file in (filled.folder / "backups").iterdir()} <= {".lock"}
    filled.items.add(Post(title="Work goes on"))


def test_an_upgrade_keeps_the_library_of_before(tmp_path, opened, dump):
    fixture = Path(__file__).parents[1] / "fixtures" / "schema-1"
    shutil.copytree(fixture, tmp_path / "old")
    before = dump(tmp_path / "old" / "library.sqlite")
    with opened(tmp_path / "old") as library:
        (kept,) = library.backups.kept()
    assert kept.reason == "before-upgrade"
    assert dump(unpacked(kept.file, tmp_path / "kept")) == before


def test_an_upgrade_that_cannot_be_backed_up_is_refused_and_nothing_is_changed(tmp_path, opened):
    fixture = Path(__file__).parents[1] / "fixtures" / "schema-1"
    shutil.copytree(fixture, tmp_path / "old")
    before = (tmp_path / "old" / "library.sqlite").read_bytes()
    (tmp_path / "old" / "backups").write_text("not a folder")
    with pytest.raises(LibraryUnwritable, match="older version"):
        opened(tmp_path / "old")
    assert (tmp_path / "old" / "library.sqlite").read_bytes() == before
    (tmp_path / "old" / "backups").unlink()
    opened(tmp_path / "old").close()


def test_a_library_with_rows_everywhere_is_copied_as_it_is(full, opened, dump, tmp_path):
    with opened(full) as library:
        kept = library.backups.take(BackupReason.ASKED)
    assert dump(unpacked(kept.file, tmp_path / "kept")) == dump(full / "library.sqlite")
    assert (kept.posts, kept.newsletters, kept.readers) == (2, 1, 2)
