"""A folder takes another's place without a moment in which there is none."""

import signal
import subprocess
import sys

import pytest

from newsletter_app.exporting import trading

WATCHED = """
import os, signal, sys
from pathlib import Path
from newsletter_app.exporting import trading
new, path = Path(sys.argv[1], "new"), Path(sys.argv[1], "path")
renames = 0
def die_at_the_second(event, _arguments):
    global renames
    renames += event == "os.rename"
    if event == "os.rename" and renames == 2:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die_at_the_second)
getattr(trading, sys.argv[2])(new, path)
"""


@pytest.fixture
def folders(tmp_path):
    for name in ("new", "path"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name)
    return tmp_path


def killed_between(folders, way):
    return subprocess.run([sys.executable, "-c", WATCHED, str(folders), way]).returncode


@pytest.mark.skipif(sys.platform != "linux", reason="exchanging names is Linux's")
def test_the_place_is_never_empty(folders):
    assert killed_between(folders, "take_the_place") == 0
    assert (folders / "path" / "said").read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_the_control_that_renames_twice_can_be_killed_between(folders):
    assert killed_between(folders, "_take_turns") == -signal.SIGKILL
    assert not (folders / "path").exists()


@pytest.mark.parametrize("way", [trading.take_the_place, trading._take_turns])
def test_the_new_folder_takes_the_place(way, folders):
    way(folders / "new", folders / "path")
    assert (folders / "path" / "said").read_text() == "new"


def test_an_empty_place_is_taken(folders):
    trading.take_the_place(folders / "new", folders / "free")
    assert (folders / "free" / "said").read_text() == "new"


def test_what_cannot_take_the_place_leaves_it(folders):
    with pytest.raises(OSError, match="No such file"):
        trading.take_the_place(folders / "absent", folders / "path")
    assert (folders / "path" / "said").read_text() == "path"
