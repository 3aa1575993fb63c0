"""One sender at a time holds a run, and lets go of it however it ends."""

import json
import os
import signal
import stat
import subprocess
import sys

import pytest

from newsletter_app.errors import LibraryBusy, LibraryUnwritable
from newsletter_app.library.run_lock import RunLock

HOLD = """
import sys, time
from pathlib import Path
from newsletter_app.library.run_lock import RunLock
with RunLock(Path(sys.argv[1]), "r"):
    print("held", flush=True)
    time.sleep(60)
"""
RACE = """
import sys, time
from pathlib import Path
from newsletter_app.errors import LibraryBusy
from newsletter_app.library.run_lock import RunLock
folder = Path(sys.argv[1])
for _turn in range(300):
    try:
        with RunLock(folder, "r"):
            inside = folder / "inside"
            inside.touch(exist_ok=False)
            inside.unlink()
    except LibraryBusy:
        pass
"""


def lock(folder):
    return RunLock(folder, "r")


def test_a_second_sender_hears_who_holds_the_run(tmp_path):
    with lock(tmp_path), pytest.raises(LibraryBusy, match=str(os.getpid())), lock(tmp_path):
        pytest.fail("two hold it")


def test_another_run_is_free(tmp_path):
    with lock(tmp_path), RunLock(tmp_path, "s"):
        assert len(list(tmp_path.iterdir())) == 2


def test_nothing_is_left_when_it_ends(tmp_path):
    with lock(tmp_path):
        (file,) = tmp_path.iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert json.loads(file.read_text()).keys() == {"host", "pid", "user", "since", "kind"}
    assert list(tmp_path.iterdir()) == []
    with lock(tmp_path):
        pass


@pytest.mark.parametrize("left", [b"", b"{", b"[1]", b'{"pid": "1"}', b"\xff\x00"])
def test_a_file_that_was_left_is_no_lock(tmp_path, left):
    (tmp_path / "run-r.lock").write_bytes(left)
    with lock(tmp_path):
        pass


def test_a_killed_holder_holds_nothing(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy, match=str(holder.pid)), lock(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
        with lock(tmp_path):
            pass


def test_a_folder_that_is_gone_cannot_be_locked(tmp_path):
    with pytest.raises(LibraryUnwritable), RunLock(tmp_path / "gone", "r"):
        pass


def test_of_many_at_once_only_one_is_inside(tmp_path):
    racers = [subprocess.Popen([sys.executable, "-c", RACE, tmp_path]) for _number in range(3)]
    assert [racer.wait(60) for racer in racers] == [0, 0, 0]
