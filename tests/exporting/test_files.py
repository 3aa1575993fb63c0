import contextlib
import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.errors import CannotExport, NeedsConfirmation
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.files import write_atomically, write_with_companions
from newsletter_app.exporting.folders import write_folder


def _names(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


@contextlib.contextmanager
def _room_for(size):
    """Let no file grow over `size` bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_file_is_written_whole(tmp_path):
    write_atomically(tmp_path / "a.html", b"one")
    write_atomically(tmp_path / "a.html", b"two")
    assert (tmp_path / "a.html").read_bytes() == b"two"
    assert _names(tmp_path) == ["a.html"]


def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path):
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o600)
    write_atomically(tmp_path / "new", b"x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(CannotExport, match=r"no folder .*absent"):
        write_atomically(tmp_path / "absent" / "a", b"")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CannotExport, match="is a folder"):
        write_atomically(tmp_path, b"")


def test_on_a_full_disk_the_old_file_stays_and_nothing_is_left(tmp_path):
    file = tmp_path / "a.html"
    write_atomically(file, b"old")
    with _room_for(1000), pytest.raises(CannotExport, match=r"not enough room.*a\.html"):
        write_atomically(file, b"x" * 5000)
    assert file.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.html"]


def test_a_place_that_may_not_be_written_is_named():
    with pytest.raises(CannotExport, match="/proc/") as caught:
        write_atomically(Path("/proc/page.html"), b"")
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 2000 + "b"])
def test_a_name_that_is_too_long_is_said_in_words(tmp_path, name):
    with pytest.raises(CannotExport):
        write_with_companions(tmp_path / name, b"", {}, force=False)
    with pytest.raises(CannotExport):
        write_folder(tmp_path / name, {"a": b""}, force=False)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("kill_at", ["fsync", "replace"])
def test_whoever_dies_while_writing_leaves_the_old_file(tmp_path, kill_at):
    file = tmp_path / "a.html"
    write_atomically(file, b"old")
    dying = (
        "import os, pathlib, sys\n"
        "def die(*_args, **_more): os._exit(9)\n"
        f"setattr(os if {kill_at == 'fsync'} else pathlib.Path, {kill_at!r}, die)\n"
        "from newsletter_app.exporting.files import write_atomically\n"
        "write_atomically(pathlib.Path(sys.argv[1]), b'new')\n"
    )
    assert subprocess.run([sys.executable, "-c", dying, str(file)], check=False).returncode == 9
    assert file.read_bytes() == b"old"


def test_a_page_lies_with_what_it_names(tmp_path):
    files = write_with_companions(tmp_path / "a.html", b"page", {"assets/x.png": b"x"}, force=False)
    assert files == (tmp_path / "a.html", tmp_path / "assets" / "x.png")
    assert all(file.is_file() for file in files)


def test_a_picture_that_is_there_already_is_fine(tmp_path):
    write_with_companions(tmp_path / "a.html", b"a", {"assets/x.png": b"x"}, force=False)
    write_with_companions(tmp_path / "b.html", b"b", {"assets/x.png": b"x"}, force=False)
    assert _names(tmp_path) == ["a.html", "assets", "assets/x.png", "b.html"]


@pytest.mark.parametrize("there", ["a.html", "assets/x.png"])
def test_another_file_in_the_way_is_named_and_stays(tmp_path, there):
    (tmp_path / "assets").mkdir()
    (tmp_path / there).write_bytes(b"other")
    with pytest.raises(NeedsConfirmation, match=there):
        write_with_companions(tmp_path / "a.html", b"page", {"assets/x.png": b"x"}, force=False)
    assert _names(tmp_path) == sorted({"assets", there})
    assert (tmp_path / there).read_bytes() == b"other"


def test_when_the_page_cannot_be_written_the_new_pictures_go_again(tmp_path):
    with _room_for(1000), pytest.raises(CannotExport):
        write_with_companions(tmp_path / "a.html", b"x" * 5000, {"assets/x.png": b"x"}, force=False)
    assert _names(tmp_path) == []


def test_a_folder_appears_whole(tmp_path):
    files = write_folder(tmp_path / "pack", {"a.html": b"a", "blog/b.html": b"b"}, force=False)
    assert [file.read_bytes() for file in files] == [b"a", b"b"]
    assert _names(tmp_path) == ["pack", "pack/a.html", "pack/blog", "pack/blog/b.html"]


def test_an_empty_folder_is_used_and_a_full_one_asked_about(tmp_path):
    (tmp_path / "pack").mkdir()
    write_folder(tmp_path / "pack", {"a": b"1"}, force=False)
    with pytest.raises(NeedsConfirmation, match="pack"):
        write_folder(tmp_path / "pack", {"a": b"2"}, force=False)
    assert (tmp_path / "pack" / "a").read_bytes() == b"1"


def test_files_of_other_people_stay_in_a_folder_that_is_replaced(tmp_path):
    (tmp_path / "pack" / "own").mkdir(parents=True)
    (tmp_path / "pack" / "own" / "thesis.txt").write_text("years of work")
    (tmp_path / "pack" / "a").write_text("old")
    write_folder(tmp_path / "pack", {"a": b"new"}, force=True)
    assert (tmp_path / "pack" / "own" / "thesis.txt").read_text() == "years of work"
    assert (tmp_path / "pack" / "a").read_bytes() == b"new"
    assert _names(tmp_path) == ["pack", "pack/a", "pack/own", "pack/own/thesis.txt"]


def test_on_a_full_disk_the_old_folder_stays(tmp_path):
    write_folder(tmp_path / "pack", {"a": b"old"}, force=False)
    with _room_for(1000), pytest.raises(CannotExport, match="not enough room") as caught:
        write_folder(tmp_path / "pack", {"a": b"x", "b": b"x" * 5000}, force=True)
    assert f"{tmp_path / 'pack'} (" in caught.value.message
    assert _names(tmp_path) == ["pack", "pack/a"]
    assert (tmp_path / "pack" / "a").read_bytes() == b"old"


def test_a_folder_may_be_named_by_dots(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    write_folder(Path("../there/."), {"a": b"1"}, force=False)
    assert _names(tmp_path) == ["here", "there", "there/a"]


@pytest.mark.parametrize("place", [".", "..", "/"])
def test_the_ground_one_stands_on_is_never_replaced(tmp_path, monkeypatch, place):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(CannotExport, match="where the program was started"):
        write_folder(Path(place), {"a": b""}, force=True)
    assert _names(tmp_path) == ["here"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "pack").write_text("")
    with pytest.raises(CannotExport, match="is a file"):
        write_folder(tmp_path / "pack", {"a": b""}, force=True)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_title_gives_a_name_every_system_takes(title):
    name = safe_name(title)
    assert 0 < len(name.encode()) <= 121
    assert all(c.isalnum() or c in " ._-" for c in name)
    assert name.strip(" .") == name
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("C:\\Windows", "C Windows"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("ﬁle № 1", "file No 1"),
        ("  . . ", "untitled"),
        ("é" * 100, "é" * 60),
        ("Spring news: a report", "Spring news a report"),
    ],
)
def test_names_are_tidied(title, name):
    assert safe_name(title) == name
