"""A library is taken back from a backup, and the one that was there is kept."""

import contextlib
import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryBusy, LibraryDamaged, LibraryTooNew, Missing
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.early import Whole, open_early
from newsletter_app.library.restoring import find_backup, restore
from newsletter_app.library.turns import WindowTurns
from newsletter_app.library.versions import SCHEMA_VERSION

PARTS = ("library.sqlite", "library.sqlite-wal")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in PARTS if (folder / name).exists()}


def rewritten(source: Path, target: Path, change) -> Path:
    """Write a zip anew, each file as `change` says."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, change(name, archive.read(name)))
    return target


@pytest.fixture
def backup(full: Path, opened, tmp_path: Path) -> Path:
    """A whole backup, after which the library has gone on."""
    file = tmp_path / "backup.zip"
    with opened(full) as library:
        library.upkeep.backup(file, beside={"suppression.key": b"secret"})
        library.items.delete(library.items.find("cafe-outcomes").record.id)
        library.items.add(Post(title="Written later"))
    return file


def test_what_was_backed_up_is_back_and_what_was_there_is_kept(full, backup, opened, dump):
    before = bytes_of(full)
    restored = restore(full, backup)
    assert bytes_of(restored.aside) == before
    assert restored.aside.parent == full / "aside"
    assert restored.notes == ()
    with opened(full) as library:
        assert library.items.find("cafe-outcomes").title == "Café outcomes"
        with pytest.raises(Missing):
            library.items.find("written-later")
        assert library.upkeep.check() == ()
        assert [kept.reason for kept in library.backups.kept()] == ["before-restore"]
    lying = {"library.sqlite", "assets", "backups", "aside", "writer.lock", "reserve.bin"}
    assert {file.name for file in full.iterdir() if file.suffix != ".jsonl"} == lying


def test_what_waited_beside_the_file_is_kept_and_does_not_come_into_the_other(full, backup, opened, tmp_path):
    with opened(full) as library:
        library.items.add(Post(title="Only in what waits"))
        killed = tmp_path / "killed"
        shutil.copytree(full, killed)
    assert (killed / "library.sqlite-wal").stat().st_size
    before = bytes_of(killed)
    restored = restore(killed, backup)
    assert bytes_of(restored.aside) == before
    with opened(killed) as library:
        assert "Only in what waits" not in [post.title for post in library.items.all(Kind.POST)]
        assert library.upkeep.check() == ()
    with opened(restored.aside) as library:
        assert "Only in what waits" in [post.title for post in library.items.all(Kind.POST)]


def test_a_backup_made_by_itself_is_taken_back_by_its_number(full, opened, dump):
    with opened(full) as library:
        number = library.backups.take(BackupReason.ASKED).number
        before = library.items.all()
        library.items.delete(library.items.find("cafe-outcomes").record.id)
    restore(full, find_backup(full, str(number)))
    with opened(full) as library:
        assert library.items.all() == before
        assert library.assets.data(library.items.find("cafe-outcomes").cover)


def test_a_number_that_is_not_kept_is_said(full):
    with pytest.raises(Missing, match="the number 7"):
        find_backup(full, "7")


def test_twenty_times_the_dump_is_the_same(library, dump, tmp_path, opened, clock):
    backups = []
    for number in range(20):
        post = library.items.add(Post(title=f"Post {number}", body=f"{number} words", tags=("a",))).item
        if number % 3 == 0:
            library.items.delete(post.record.id)
        backups.append((library.backups.take(BackupReason.WORKING).file, tmp_path / f"{number}.sqlite"))
        with zipfile.ZipFile(backups[-1][0]) as archive:
            backups[-1][1].write_bytes(archive.read("library.sqlite"))
    library.close()
    for file, then in backups:
        restore(library.folder, file, clock)
        assert dump(library.folder / "library.sqlite") == dump(then)


def test_the_library_there_need_not_be_readable(full, backup, opened):
    damaged = b"SQLite format 3\0" + bytes(5000)
    (full / "library.sqlite").write_bytes(damaged)
    restored = restore(full, backup)
    assert (restored.aside / "library.sqlite").read_bytes() == damaged
    with opened(full) as library:
        assert library.items.find("cafe-outcomes")


def test_a_backup_makes_a_library_where_there_is_none(backup, tmp_path, opened):
    restored = restore(tmp_path / "new" / "place", backup)
    assert restored.aside is None
    with opened(tmp_path / "new" / "place") as library:
        assert library.upkeep.check() == ()
        assert library.assets.data(library.items.find("cafe-outcomes").cover)
    assert not (tmp_path / "new" / "place" / "aside").exists()


def test_pictures_are_put_aside_only_where_others_take_their_place(full, backup, opened):
    (file,) = (full / "assets").iterdir()
    assert not (restore(full, backup).aside / "assets").exists()
    file.write_bytes(b"spoilt")
    restored = restore(full, backup)
    assert (restored.aside / "assets" / file.name).read_bytes() == b"spoilt"
    with opened(full) as library:
        assert library.upkeep.check() == ()


def test_a_picture_that_is_nowhere_is_named(full, opened):
    with opened(full) as library:
        kept = library.backups.take(BackupReason.ASKED)
    (file,) = (full / "assets").iterdir()
    file.unlink()
    (note,) = restore(full, kept.file).notes
    assert file.name in note


def test_what_was_put_aside_can_be_taken_back_again(full, backup, opened, dump):
    before = dump(full / "library.sqlite")
    aside = restore(full, backup).aside
    again = restore(full, aside).aside
    assert dump(full / "library.sqlite") == before
    assert {place.name[:6] for place in (full / "aside").iterdir()} == {"000001", "000002"}
    assert again.name.startswith("000002")


def test_an_older_backup_is_brought_up_to_date(full, tmp_path, opened):
    old = Path(__file__).parents[1] / "fixtures" / "schema-1"
    shutil.copytree(old, tmp_path / "old")
    restore(full, tmp_path / "old")
    with opened(full) as library:
        assert library.upkeep.info().schema == SCHEMA_VERSION
        assert library.items.find("cafe-outcomes").body == "Nine points."
        assert "before-upgrade" not in [kept.reason for kept in library.backups.kept()]
    assert sorted(place.name for place in (tmp_path / "old").iterdir()) == sorted(
        place.name for place in old.iterdir()
    )


def newer(name: str, data: bytes) -> bytes:
    if name != "manifest.json":
        return data
    return json.dumps(json.loads(data) | {"schema": SCHEMA_VERSION + 1}).encode()


SPOILT = {
    "torn": lambda file: file.write_bytes(file.read_bytes()[:-200]),
    "no zip": lambda file: file.write_bytes(b"words"),
    "empty": lambda file: file.write_bytes(b""),
    "a bit": lambda file: _flip(file, file.read_bytes().index(b"IHDR") + 8),
    "another database": lambda file: _with(file, "library.sqlite", b"words"),
    "another picture": lambda file: _with(file, "assets/", b"words"),
    "no manifest": lambda file: _with(file, "manifest.json", b"{}"),
    "a manifest that lies": lambda file: _change(file, _lying),
}


def _flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


def _change(file: Path, change) -> None:
    rewritten(file, file.with_name("changed.zip"), change).replace(file)


def _with(file: Path, beginning: str, data: bytes) -> None:
    _change(file, lambda name, before: data if name.startswith(beginning) else before)


def _lying(name: str, data: bytes) -> bytes:
    if name != "manifest.json":
        return data
    said = json.loads(data)
    return json.dumps(said | {"counts": said["counts"] | {"item": 1}}).encode()


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_backup_that_is_not_whole_replaces_nothing(full, backup, spoil):
    before, names = bytes_of(full), {file.name for file in full.iterdir()}
    spoil(backup)
    with pytest.raises(LibraryDamaged, match="not a backup that can be read whole"):
        restore(full, backup)
    assert bytes_of(full) == before
    assert {file.name for file in full.iterdir()} == names


def test_a_backup_of_a_newer_program_replaces_nothing(full, backup):
    before = bytes_of(full)
    with pytest.raises(LibraryTooNew, match="newer version"):
        restore(full, rewritten(backup, backup.with_name("newer.zip"), newer))
    assert bytes_of(full) == before


@pytest.mark.parametrize("name", ["nothing.zip", "nothing"])
def test_a_backup_that_is_not_there_is_said(full, tmp_path, name):
    with pytest.raises(Missing, match="no backup"):
        restore(full, tmp_path / name)


def test_nothing_is_replaced_under_the_hands_of_a_window(full, backup):
    before = bytes_of(full)
    turns = WindowTurns(full)
    turns.begin()
    with pytest.raises(LibraryBusy, match="has had this library open"):
        restore(full, backup)
    assert bytes_of(full) == before
    restore(full, backup, turns=turns)
    assert bytes_of(full) != before
    turns.close()


def test_what_waits_to_be_written_while_another_takes_the_place_is_not_lost_in_silence(full, opened):
    """The write has passed every look at the file, and waits for somebody who writes; then the file goes."""
    file, other = full / "library.sqlite", full / "other.sqlite"
    shutil.copyfile(file, other)
    with opened(full) as library, contextlib.closing(connect(file, Access.WRITE, 1)) as busy:
        library.readers.make_list("Before")  # so that what writes is at hand
        busy.execute("BEGIN IMMEDIATE")
        errors = []
        writer = threading.Thread(target=_write, args=(library, errors))
        writer.start()
        writer.join(0.5)
        for waiting in full.glob("library.sqlite-*"):
            waiting.unlink()
        other.replace(file)
        busy.execute("ROLLBACK")
        writer.join()
    with opened(full) as library:
        assert errors or "Waited" in [post.title for post in library.items.all(Kind.POST)]


def _write(library, errors: list[LibraryBusy]) -> None:
    try:
        library.items.add(Post(title="Waited"))
    except LibraryBusy as error:
        errors.append(error)


def test_a_window_that_opens_after_a_kill_sees_that_it_is_finished(full, opened):
    """What is seen first is read by a way of its own, which must not pass the staging folder by."""
    (full / "restoring").mkdir()
    whole = Whole(lambda _turns: opened(full), WindowTurns(full))
    library = open_early(full, whole)
    assert not (full / "restoring").exists()
    library.close()
