"""A restore that is killed at any step leaves the library of before or the one of the backup, whole."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.looking import STAGING

RESTORER = Path(__file__).with_name("restorer_that_dies.py")
EVERY = 1 if os.environ.get("NEWSLETTER_TORTURE") else 5

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@pytest.fixture
def kill():
    with subprocess.Popen([sys.executable, RESTORER], stdin=-1, stdout=-1, text=True) as process:

        def one(folder: Path, backup: Path, step: int) -> bool:
            process.stdin.write(json.dumps([str(folder), str(backup), step]) + "\n")
            process.stdin.flush()
            return process.stdout.readline().strip() != "0"

        yield one
        process.stdin.close()


@pytest.fixture
def before(full: Path, opened, tmp_path: Path) -> tuple[Path, Path]:
    """A library that was not closed, with a damaged picture, and a whole backup of what it was."""
    with opened(full) as library:
        library.upkeep.backup(tmp_path / "backup.zip")
        library.items.add(Post(title="Written later"))
        (picture,) = (full / "assets").iterdir()
        picture.write_bytes(b"spoilt")
        shutil.copytree(full, tmp_path / "before")
    assert (tmp_path / "before" / "library.sqlite-wal").stat().st_size
    return tmp_path / "before", tmp_path / "backup.zip"


def parts(folder: Path) -> dict[str, bytes]:
    names = ("library.sqlite", "library.sqlite-wal")
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


def judged(folder: Path, before: Path, opened) -> str:
    """Tell whether it is the old library or the new one; fails where it is neither, or not whole."""
    with opened(folder) as library:
        is_old = "Written later" in [post.title for post in library.items.all(Kind.POST)]
        faults = library.upkeep.check()
    asides = sorted((folder / "aside").glob("*")) if (folder / "aside").exists() else []
    assert not list(folder.glob(f"{STAGING}*")) + list(folder.glob(".restored-*"))
    if is_old:
        assert len(faults) == 1  # the damaged picture
        assert asides == []
        return "old"
    assert faults == ()
    (aside,) = asides
    assert parts(aside) == parts(before)
    assert [file.read_bytes() for file in (aside / "assets").iterdir()] == [b"spoilt"]
    return "new"


def test_whenever_it_is_killed_it_is_undone_or_finished_at_the_next_opening(before, kill, opened, tmp_path):
    library, backup = before
    found, step, is_killed = [], 1, True
    while is_killed:
        folder = tmp_path / f"round-{step}"
        shutil.copytree(library, folder)
        is_killed = kill(folder, backup, step)
        found.append(judged(folder, library, opened))
        shutil.rmtree(folder)
        step += EVERY
    assert found == sorted(found, reverse=True)  # from some step on it is the new one, and never otherwise
    assert {"old", "new"} == set(found)
    assert len(found) > 80 / EVERY


def test_the_step_after_the_decision_would_lose_what_waits_if_it_were_not_finished(
    before, kill, opened, tmp_path
):
    """The control: somebody who reads past the staging folder finds the old library without its last rows."""
    library, backup = before
    for step in range(50, 1000):
        folder = tmp_path / f"round-{step}"
        shutil.copytree(library, folder)
        assert kill(folder, backup, step)
        if not (folder / "library.sqlite-wal").exists() and (folder / STAGING / "library.sqlite").exists():
            break
        shutil.rmtree(folder)
    with contextlib.closing(connect(folder / "library.sqlite", Access.FROZEN, 1)) as connection:
        titles = [title for (title,) in connection.execute("SELECT title FROM item")]
    assert "Written later" not in titles
    assert judged(folder, library, opened) == "new"
