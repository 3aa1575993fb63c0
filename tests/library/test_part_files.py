"""What a killed program left half written is removed by the next; what somebody is writing stays."""

import signal
import subprocess
import sys

import pytest

from newsletter_app.library import part_files
from newsletter_app.library.part_files import part_file, part_folder, sweep_parts

WRITER = """
import os, signal, sys
from pathlib import Path
from newsletter_app.library.part_files import part_file, part_folder
with part_file(Path(sys.argv[1])) as file, part_folder(Path(sys.argv[1])) as folder:
    file.write_text("half")
    (folder / "within").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a day has to pass")


@pytest.fixture
def left(tmp_path):
    """Have a program killed that was writing a file and a folder."""
    killed = subprocess.run([sys.executable, "-c", WRITER, str(tmp_path)])
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 2
    return tmp_path


def test_what_a_killed_program_left_is_swept(left):
    sweep_parts(left)
    assert list(left.iterdir()) == []


def test_what_is_being_written_stays(tmp_path):
    with part_file(tmp_path) as file, part_folder(tmp_path) as folder:
        sweep_parts(tmp_path)
        assert file.exists()
        assert folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_others_call_a_part_stays(left):
    others = [".newsletter-editor-0123456789ab.part.txt", "film.part", ".0123456789abcdef.part"]
    for name in others:
        (left / name).touch()
    sweep_parts(left)
    assert sorted(file.name for file in left.iterdir()) == sorted(others)


def test_a_part_that_took_its_place_stays(tmp_path):
    with part_file(tmp_path) as part:
        part.write_text("whole")
        part.replace(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text() == "whole"


def test_a_part_that_was_swept_before_it_was_held_is_made_again(tmp_path):
    made = []

    def make(part):
        part.touch()
        made.append(part)
        if len(made) == 1:
            sweep_parts(tmp_path)

    with part_files._made(tmp_path, make) as part:
        assert part.exists()
    assert len(made) == 2


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path):
    sweep_parts(tmp_path / "absent")
