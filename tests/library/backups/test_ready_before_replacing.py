"""Another library takes the place of the one that is there only when all of it is in its own file."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryBusy, LibraryDamaged
from newsletter_app.library.lasting import Lasting, LastingFile
from newsletter_app.library.looking import FILE
from newsletter_app.library.restoring import restore
from newsletter_app.library.swapping import swapping


@pytest.fixture
def backup(full: Path, opened, tmp_path: Path) -> Path:
    """A whole backup, after which the library has gone on and somebody has left."""
    file = tmp_path / "backup.zip"
    with opened(full) as library:
        library.upkeep.backup(file)
        library.items.add(Post(title="Written later"))
        LastingFile(full, library.id).add(Lasting(left={"f" * 64: ("unsubscribed", 1)}))
    return file


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (FILE, f"{FILE}-wal") if (folder / name).exists()}


@contextlib.contextmanager
def looked_into(file: Path):
    """Have another program look into a database, so that what is in its log stays there."""
    with contextlib.closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM item").fetchone()
        yield


def test_a_restore_whose_last_rows_are_still_in_a_log_replaces_nothing(full, backup):
    before = bytes_of(full)
    with contextlib.ExitStack() as stack:

        def look(library, _key: bytes) -> None:
            stack.enter_context(looked_into(library.folder / FILE))
            library.items.add(Post(title="In the log alone"))

        with pytest.raises(LibraryBusy):
            restore(full, backup, key_of=look)
    assert bytes_of(full) == before
    assert not (full / "aside").exists()


def test_a_restore_brings_in_what_is_still_in_a_log(full, backup, opened):
    """Whoever looked into it has gone, and did not close it: closing would bring the rows into the file."""
    looking = sqlite3.connect(":memory:")

    def look(library, _key: bytes) -> None:
        nonlocal looking
        looking = sqlite3.connect(library.folder / FILE)
        looking.execute("SELECT count(*) FROM item").fetchall()
        library.items.add(Post(title="In the log alone"))

    restore(full, backup, key_of=look)
    looking.close()
    with opened(full) as library:
        assert "In the log alone" in [post.title for post in library.items.all(Kind.POST)]
        assert library.upkeep.check() == ()


def test_a_file_that_is_torn_takes_nobodys_place(full):
    before = bytes_of(full)
    data = bytearray(before[FILE])
    data[4096 * 3 : 4096 * 4] = bytes(4096)
    with swapping(full, "000001-20260301T120000Z") as swap:
        (swap.staging / FILE).write_bytes(data)
        with pytest.raises(LibraryDamaged, match="left as it was"):
            swap.carry_out()
    assert bytes_of(full) == before
    assert not (full / "aside").exists()
