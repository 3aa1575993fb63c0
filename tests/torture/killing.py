"""Ends programs at moments that the dice choose."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from torture.program import wait_until

Trigger = Callable[[], object]


def end(process: subprocess.Popen[str]) -> None:
    """Kill a program, then what it started and left behind; one that has ended is left alone."""
    if process.poll() is not None:
        return  # its number may be somebody else's by now
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it is dead, and its number still its own
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def grown(file: Path, size: int) -> Trigger:
    """Return a look whether a file has got that large."""
    return lambda: _size(file) >= size


def written(file: Path) -> Trigger:
    """Return a look whether a file was written to since now."""
    before = _stamp(file)
    return lambda: _stamp(file) != before


def changed(folder: Path) -> Trigger:
    """Return a look whether something in a folder was made, renamed or written to since now."""
    before = _stamps(folder)
    return lambda: _stamps(folder) != before


def kill_at(process: subprocess.Popen[str], trigger: Trigger, after: float) -> bool:
    """Kill a program a moment after something happened; tell whether it was still alive then."""
    wait_until(lambda: process.poll() is not None or trigger())
    time.sleep(after)  # the moment is what is tried
    was_alive = process.poll() is None
    end(process)
    return was_alive


def soon(dice: Random) -> float:
    """Return a delay that is mostly far below a write's time, sometimes above."""
    return dice.choice((0.0, dice.uniform(0, 0.002), dice.uniform(0, 0.02)))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    with contextlib.suppress(OSError):
        return {str(file): _stamp(file) for file in folder.rglob("*")}
    return {}
