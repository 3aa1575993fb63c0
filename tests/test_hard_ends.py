"""Where the system ended the program is kept until the next start, and taken once."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.hard_ends import HardEnds

_ENDING = """
import os, sys
from pathlib import Path
from newsletter_app.hard_ends import HardEnds
ends = HardEnds(Path(sys.argv[1]))
ends.watch()
def work(words):
    os.abort() if sys.argv[2] == "abort" else ends.close()
work("Ann of Mill Lane")
"""


def end(folder: Path, how: str) -> None:
    subprocess.run([sys.executable, "-c", _ENDING, str(folder), how], check=False, capture_output=True)


def test_an_abort_is_told_once_with_its_frames(tmp_path: Path) -> None:
    end(tmp_path, "abort")
    (lines,) = HardEnds(tmp_path).take_last()

    assert lines[0] == "Aborted"
    assert any(line.endswith(" work") for line in lines)
    assert not any("Ann" in line for line in lines)
    assert HardEnds(tmp_path).take_last() == ()


def test_an_ordinary_end_leaves_nothing(tmp_path: Path) -> None:
    end(tmp_path, "by itself")

    assert list(tmp_path.iterdir()) == []


def test_a_program_that_still_runs_is_left_in_peace(tmp_path: Path) -> None:
    running = HardEnds(tmp_path)
    running.watch()
    try:
        assert HardEnds(tmp_path).take_last() == ()
        assert len(list(tmp_path.iterdir())) == 1
    finally:
        running.close()


def test_what_a_kill_left_goes_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "ended-x.txt").touch()

    assert HardEnds(tmp_path).take_last() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_no_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ends = HardEnds(tmp_path / "file")
    ends.watch()

    assert ends.take_last() == ()
    ends.close()


@pytest.mark.parametrize("text", ["", "\x00" * 100, "Ann of Mill Lane\n" * 100_000])
def test_a_file_of_anything_else_tells_nothing_of_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "ended-x.txt").write_text(text, encoding="utf-8")

    assert HardEnds(tmp_path).take_last() == ()
