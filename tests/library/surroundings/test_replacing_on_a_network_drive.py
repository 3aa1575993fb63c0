"""On a network drive a library is taken back, or repaired, without memory that computers share."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryUnwritable
from newsletter_app.library import connecting, succeeding
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.connecting import Access
from newsletter_app.library.looking import FILE
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.restoring import restore
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURE = Path(__file__).parents[1] / "fixtures" / f"schema-{SCHEMA_VERSION}"


def refuse(*_given: object, **_more: object) -> None:
    raise sqlite3.OperationalError("locking protocol")  # SQLite's own words


@pytest.fixture
def on_network(monkeypatch) -> None:
    """Have the system say that all lies on another computer, where SQLite gets no shared memory."""
    settle = connecting._set

    def set_(connection: sqlite3.Connection, access: Access, *, query_only: bool) -> None:
        if access is Access.WRITE:
            refuse()
        settle(connection, access, query_only=query_only)

    monkeypatch.setattr("newsletter_app.library.place.file_system_of", lambda _folder: "nfs4")
    monkeypatch.setattr(connecting, "_set", set_)


@pytest.fixture
def full(folder) -> Path:
    shutil.copytree(FIXTURE, folder)
    return folder


def opened(folder: Path):
    return open_library(folder, clean_picture, make=False)


def by_hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


@pytest.mark.usefixtures("on_network")
def test_a_restore_lets_the_library_know_what_the_one_before_knew(full, tmp_path):
    with opened(full) as library:
        library.upkeep.backup(tmp_path / "backup.zip")
        library.items.add(Post(title="Written later"))
        library.readers.suppress("tom@example.org", "unsubscribed", by_hash)
    for written in full.glob("lasting-*"):  # so that only the library of before knows
        written.unlink()
    assert restore(full, tmp_path / "backup.zip").aside
    with opened(full) as library:
        assert "Written later" not in [post.title for post in library.items.all(Kind.POST)]
        assert library.readers.is_suppressed("tom@example.org", by_hash)
        assert library.upkeep.check() == ()


@pytest.mark.usefixtures("on_network")
def test_a_repair_brings_back_what_can_be_read(full):
    with (full / FILE).open("r+b") as file:
        file.write(bytes(4096))
    assert repair(full).aside
    with opened(full) as library:
        assert library.items.find("cafe-outcomes").title == "Café outcomes"
        assert library.upkeep.check() == ()


def test_what_sqlite_refuses_a_restore_is_said_in_words(full, tmp_path, monkeypatch):
    with opened(full) as library:
        library.upkeep.backup(tmp_path / "backup.zip")
    before = (full / FILE).read_bytes()
    monkeypatch.setattr(succeeding, "connect", refuse)
    with pytest.raises(LibraryUnwritable, match="cannot be written to"):
        restore(full, tmp_path / "backup.zip")
    assert (full / FILE).read_bytes() == before
    assert not (full / "restoring").exists()
