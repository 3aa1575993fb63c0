"""Compacting removes no picture that something still needs, nor any where that cannot be known."""

import errno
import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryDamaged
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.looking import FILE
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.restoring import restore


def opened(folder: Path):
    return open_library(folder, clean_picture, make=False)


def picture(library, colour: str = "red"):
    target = BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return library.assets.add(target.getvalue(), f"{colour}.png", alt=colour).item


@pytest.fixture
def later(library, folder) -> Path:
    """The file of a picture that came in after the only backup; the library is closed."""
    library.backups.take(BackupReason.ASKED)
    asset = picture(library)
    library.items.add(Post(title="Later", body=f"![](asset:{asset.sha256[:12]})"))
    library.close()
    return folder / "assets" / asset.file_name


def restored(folder: Path) -> Path:
    """Take the only backup back; return where the library of before is."""
    (backup,) = (folder / "backups").glob("*.zip")
    aside = restore(folder, backup).aside
    for made in (folder / "backups").glob("*-before-restore.zip"):  # it would keep the picture, too
        made.unlink()
    return aside


def files_in(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.iterdir()}


def test_a_picture_of_the_library_that_was_put_aside_stays_until_that_is_gone(later, folder):
    aside = restored(folder)
    before = files_in(aside)
    with opened(folder) as library:
        assert library.compacting.compact().pictures == 0
        assert later.exists()
        assert files_in(aside) == before
        shutil.rmtree(aside)
        assert library.compacting.compact().pictures == 1
        assert not later.exists()


def test_a_picture_known_from_what_waited_beside_the_file_stays(library, folder, tmp_path):
    library.backups.take(BackupReason.ASKED)
    asset = picture(library)
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    assert (killed / f"{FILE}-wal").stat().st_size
    aside = restored(killed)
    before = files_in(aside)
    with opened(killed) as again:
        assert again.compacting.compact().pictures == 0
    assert (killed / "assets" / asset.file_name).exists()
    assert files_in(aside) == before
    assert [place.name for place in aside.parent.iterdir()] == [aside.name]


def damage(folder: Path) -> None:
    with (folder / FILE).open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\x55" * 4096)


def test_no_picture_goes_while_a_damaged_library_lies_aside_and_a_repair_of_it_finds_them(
    later, folder, tmp_path
):
    damage(folder)
    with pytest.raises(LibraryDamaged):
        opened(folder)
    aside = restored(folder)
    with opened(folder) as library:
        done = library.compacting.compact()
    assert (done.pictures, later.exists()) == (0, True)
    assert str(aside) in done.in_words
    assert "No picture was removed" in done.in_words
    shutil.copytree(aside, tmp_path / "copy")
    shutil.copytree(folder / "assets", tmp_path / "copy" / "assets", dirs_exist_ok=True)
    assert not [told for told in repair(tmp_path / "copy").told if "missing or damaged" in told.message]


@pytest.fixture
def backed_up(library) -> Path:
    """The file of a picture that only a backup needs."""
    asset = picture(library)
    library.backups.take(BackupReason.ASKED)
    library.items.delete(asset.record.id)
    library.bin.drop([asset.record.id])
    return library.folder / "assets" / asset.file_name


def test_no_picture_goes_while_a_backup_cannot_be_read(library, backed_up):
    (kept,) = library.backups.kept()
    kept.file.write_bytes(b"torn")
    done = library.compacting.compact()
    assert (done.pictures, backed_up.exists()) == (0, True)
    assert str(kept.file) in done.in_words
    kept.file.unlink()
    done = library.compacting.compact()
    assert (done.pictures, backed_up.exists()) == (1, False)
    assert "No picture" not in done.in_words


def test_no_picture_goes_while_the_folder_of_the_backups_cannot_be_read(library, backed_up, monkeypatch):
    """Who runs the tests may read every folder, so the system is made to refuse."""
    listed = os.listdir
    backups = library.folder / "backups"

    def refuse(folder="."):
        if Path(folder) == backups:
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    monkeypatch.setattr(Path, "iterdir", lambda self: (self / name for name in refuse(self)))
    done = library.compacting.compact()
    assert (done.pictures, backed_up.exists()) == (0, True)
    assert str(backups) in done.in_words
