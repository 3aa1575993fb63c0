"""An open library keeps its locks, so that no other program takes its log away."""

import subprocess
import sys

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library import raw_reading
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.connecting import Access
from newsletter_app.library.looking import look_at
from newsletter_app.library.opening import open_library
from newsletter_app.library.sweeping import files_holding

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a lock belongs to its handle")


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=True) as opened:
        opened.items.add(Post(title="Before"))
        yield opened


def others_list(folder):
    """Return what another program reads, which closes the library afterwards."""
    command = [sys.executable, "-m", "newsletter_app", "--library", str(folder), "list", "posts"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def look(file):
    look_at(file, Access.WRITE, 1.0)


def search(file):
    files_holding(file, [b"nobody"])


def open_again(file):
    open_library(file.parent, clean_picture, make=False).close()


@pytest.mark.parametrize("read", [look, search, open_again])
def test_what_is_saved_after_the_file_was_read_beside_is_there_for_others(read, library):
    file = library.folder / "library.sqlite"
    read(file)
    others_list(library.folder)
    library.items.add(Post(title="Afterwards"))
    assert "Afterwards" in others_list(library.folder)


def test_the_control_that_closes_a_handle_of_its_own_loses_what_comes_after(library):
    file = library.folder / "library.sqlite"
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).read_bytes()
    others_list(library.folder)
    library.items.add(Post(title="Afterwards"))
    assert "Afterwards" not in others_list(library.folder)


def test_no_handle_stays_once_nobody_has_it_open(library):
    look(library.folder / "library.sqlite")
    assert str(library.folder / "library.sqlite") in raw_reading._handles
    library.close()
    assert str(library.folder / "library.sqlite") not in raw_reading._handles
    assert str(library.folder / "library.sqlite") not in raw_reading._users
