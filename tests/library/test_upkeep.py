"""A library is looked after: described, checked, copied."""

import contextlib
import hashlib
import json
import resource
import shutil
import signal
import sqlite3
import stat
import sys
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.content.brand import Brand
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import LibraryUnwritable, Missing, NeedsConfirmation
from newsletter_app.library import database_copy
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.schema import metadata
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURE = Path(__file__).parent / "fixtures" / f"schema-{SCHEMA_VERSION}"


def picture(colour: str = "red") -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def filled(library):
    post = library.items.add(Post(title="One", body="words", tags=("a", "b"))).item
    library.items.save(post.with_body("other words"), keep=True)
    library.items.add(Newsletter(title="March", entries=(PostEntry(post.record.id),)))
    library.items.add(Snippet("contact", "Ring us."))
    library.items.delete(library.items.add(Post(title="Gone", tags=("a",))).item.record.id)
    library.assets.add(picture(), "red.png", alt="Red")
    library.brand.save(Brand(name="Example"))
    return library


def test_a_library_tells_what_it_is(filled, clock):
    info = filled.upkeep.info()
    assert (info.id, info.folder, info.schema) == (filled.id, filled.folder, SCHEMA_VERSION)
    assert (info.counts.posts, info.counts.deleted, info.counts.assets) == (1, 1, 1)
    assert info.newest == clock()
    assert info.size > 10_000
    assert not info.is_read_only


def test_a_sound_library_has_no_faults(filled):
    assert filled.upkeep.check() == ()


SPOILS = {
    "UPDATE item SET details = '{' WHERE slug = 'one'": "cannot be read wholly",
    "UPDATE item SET title = 'Other' WHERE slug = 'one'": "full-text index",
    "UPDATE item SET excerpt = 'Other' WHERE slug = 'one'": "“One”",
    "UPDATE tag SET folded = 'z' WHERE folded = 'b'": "tags of “One”",
    "UPDATE revision SET content = x'00' WHERE number = 2": "Revision 2",
    "DELETE FROM revision WHERE number = 2": "newest revision of “One”",
    "UPDATE asset SET item = 'nothing'": "belongs to no row",
    "DELETE FROM asset": "not listed by its sha256",
    "INSERT INTO item_words (item_words) VALUES ('delete-all')": "full-text index",
}


@pytest.mark.parametrize("statement", SPOILS)
def test_a_torn_row_is_a_sentence(filled, statement):
    with contextlib.closing(
        sqlite3.connect(filled.folder / "library.sqlite", isolation_level=None)
    ) as spoiler:
        spoiler.execute(statement)
    faults = filled.upkeep.check()
    assert any(SPOILS[statement] in fault for fault in faults), faults
    assert all(fault.endswith(".") for fault in faults)


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(b"x")])
def test_a_picture_that_is_gone_or_changed_is_a_sentence(filled, spoil, tmp_path):
    (file,) = (filled.folder / "assets").iterdir()
    spoil(file)
    (fault,) = filled.upkeep.check()
    assert "red.png" in fault
    assert file.name in fault
    with pytest.raises(Missing, match="missing or damaged"):
        filled.upkeep.backup(tmp_path / "backup.zip")
    assert not list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".*"))
    filled.assets.add(picture(), "again.png")
    assert filled.upkeep.check() == ()


def test_a_check_changes_nothing(filled):
    before = (filled.folder / "library.sqlite-wal").read_bytes()
    filled.upkeep.check()
    assert (filled.folder / "library.sqlite-wal").read_bytes() == before


def test_a_backup_holds_everything_and_opens_as_a_library(filled, tmp_path, clock):
    file = tmp_path / "backup.zip"
    filled.upkeep.backup(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {entry["path"] for entry in manifest["files"]} | {"manifest.json"} == set(archive.namelist())
        for entry in manifest["files"]:
            data = archive.read(entry["path"])
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (entry["sha256"], entry["size"])
        archive.extractall(tmp_path / "restored")
    assert (manifest["library"], manifest["schema"], manifest["made"]) == (
        filled.id,
        SCHEMA_VERSION,
        clock().isoformat(),
    )
    counts = {name: number for name, number in manifest["counts"].items() if number}
    assert counts == {
        "item": 5,
        "asset": 1,
        "tag": 3,
        "revision": 6,
        "setting": 3,
        "binned": 1,
        "day_of_use": 1,
    }
    with open_library(tmp_path / "restored", clean_picture, make=False) as restored:
        assert restored.id == filled.id
        assert restored.items.all() == filled.items.all()
        assert restored.brand.load() == filled.brand.load()
        assert restored.upkeep.check() == ()


def test_a_backup_takes_files_along_that_belong_to_the_library(filled, tmp_path):
    filled.upkeep.backup(tmp_path / "backup.zip", beside={"suppression.key": b"secret"})
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert archive.read("suppression.key") == b"secret"
        assert archive.getinfo("suppression.key").external_attr >> 16 == 0o600
        listed = {
            entry["path"]: entry["sha256"] for entry in json.loads(archive.read("manifest.json"))["files"]
        }
    assert listed["suppression.key"] == hashlib.sha256(b"secret").hexdigest()


@pytest.mark.parametrize("name", ["library.sqlite", "manifest.json", "assets", "../up", "a/b", ""])
def test_a_file_beside_cannot_take_the_place_of_another(filled, tmp_path, name):
    with pytest.raises(ValueError):
        filled.upkeep.backup(tmp_path / "backup.zip", beside={name: b"x"})
    assert not list(tmp_path.glob("*.zip"))


def test_a_backup_of_a_library_with_readers_counts_them(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "library")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        library.upkeep.backup(tmp_path / "backup.zip")
        with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
            counts = json.loads(archive.read("manifest.json"))["counts"]
            archive.extractall(tmp_path / "restored")
        tables = set(metadata.tables)
        assert set(counts) == tables
        assert all(counts.values())
        with open_library(tmp_path / "restored", clean_picture, make=False) as restored:
            assert restored.readers.people() == library.readers.people()
            assert restored.runs.all() == library.runs.all()


def test_a_backup_overwrites_nothing_unasked(filled, tmp_path):
    file = tmp_path / "backup.zip"
    file.write_text("mine")
    with pytest.raises(NeedsConfirmation, match="already there"):
        filled.upkeep.backup(file)
    assert file.read_text() == "mine"
    filled.upkeep.backup(file, force=True)
    assert zipfile.is_zipfile(file)


def test_a_backup_into_a_folder_that_is_not_there_is_refused_in_words(filled, tmp_path):
    file = tmp_path / "nowhere" / "backup.zip"
    with pytest.raises(LibraryUnwritable) as caught:
        filled.upkeep.backup(file)
    assert caught.value.message == f"The backup {file} could not be written."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [2_000, 20_000, 60_000])
def test_a_backup_without_room_says_that_it_is_not_the_library(filled, tmp_path, room):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(LibraryUnwritable, match=r"not enough room .*full\.zip"):
            filled.upkeep.backup(tmp_path / "full.zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list(tmp_path.glob("*full*"))


def test_a_backup_while_somebody_writes_is_one_moment(filled, tmp_path):
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with filled.together():
                filled.items.add(Post(title=f"a {number}"))
                filled.items.add(Post(title=f"b {number}"))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [_backup(filled, tmp_path / str(number)) for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for backup in backups:
        with open_library(backup, clean_picture, make=False) as copy:
            assert copy.upkeep.check() == ()
            titles = [post.title for post in copy.items.all(Kind.POST)]
            assert sum(title.startswith("a ") for title in titles) == sum(
                title.startswith("b ") for title in titles
            )


def test_what_is_written_between_counting_and_copying_is_in_neither(filled, tmp_path, monkeypatch):
    count = database_copy.counts_of

    def count_then_write(connection: sqlite3.Connection) -> dict[str, int]:
        counts = count(connection)
        if not written:
            written.append(filled.items.add(Post(title="Came in between")))
        return counts

    written: list[object] = []
    monkeypatch.setattr(database_copy, "counts_of", count_then_write)
    with open_library(_backup(filled, tmp_path / "copy"), clean_picture, make=False) as copy:
        assert "Came in between" not in [post.title for post in copy.items.all(Kind.POST)]
    assert written


def _backup(library, folder: Path) -> Path:
    file = folder.with_suffix(".zip")
    library.upkeep.backup(file)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder
