"""Makes disks that can lose their power, or be too small."""

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

SHUTDOWN = (2 << 30) | (4 << 16) | (ord("X") << 8) | 125
"""EXT4_IOC_SHUTDOWN, which is _IOR('X', 125, __u32)."""
WITHOUT_FLUSHING = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH: what was not synced is gone, as when the power is."""
_APART = "NEWSLETTER_TORTURE_APART"
_MEGABYTE = 1 << 20


def in_a_world_of_mounts(environment: MutableMapping[str, str], arguments: Sequence[str]) -> None:
    """Start this program again where nobody else sees what it mounts, and nothing of it outlives its end.

    Only root can do that; for others nothing happens.
    """
    if _may_mount() and shutil.which("unshare") and _APART not in environment:
        environment[_APART] = "1"
        command = ["unshare", "--mount", "--propagation", "private"]
        os.execvp(command[0], [*command, sys.executable, "-m", "torture", *arguments])


@cache
def lacking() -> str:
    """Return what this machine lacks for disks that lose their power, "" where it has all."""
    if not _may_mount():
        return "It takes Linux and root to mount a disk."
    if _APART not in os.environ:
        return "It takes the program unshare, so that no mount stays behind."
    if not shutil.which("mkfs.ext4"):
        return "It takes mkfs.ext4."
    with tempfile.TemporaryDirectory() as folder:
        try:
            with power_disk(Path(folder)) as disk:
                disk.cut()
        except (OSError, subprocess.CalledProcessError) as error:
            return f"No disk can be mounted and cut here: {error}."
    return ""


def _may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


class PowerDisk:
    """An ext4 in an image, mounted at `place`."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image, self.place = image, place

    def cut(self) -> None:
        """Take the power away: from now on nothing is written, and what was not synced is gone."""
        handle = os.open(self.place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_FLUSHING))
        finally:
            os.close(handle)

    def come_back(self) -> None:
        """Mount the disk as after a start; every program that had files on it must have ended."""
        _unmount(self.place)
        self.mount()

    def mount(self) -> None:
        """Mount the disk."""
        _do("mount", "-o", "loop", self.image, self.place)


@contextmanager
def power_disk(folder: Path, megabytes: int = 64) -> Iterator[PowerDisk]:
    """Give a fresh disk, mounted in `folder` as long as the block lasts."""
    image, place = folder / "disk.img", folder / "disk"
    with image.open("wb") as file:
        file.truncate(megabytes * _MEGABYTE)
    _do("mkfs.ext4", "-q", "-F", image)
    place.mkdir(exist_ok=True)
    disk = PowerDisk(image, place)
    disk.mount()
    try:
        yield disk
    finally:
        _unmount(place)
        image.unlink()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Give the folder of a disk of that size, as long as the block lasts."""
    place = folder / "small"
    place.mkdir(exist_ok=True)
    _do("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place)
    try:
        yield place
    finally:
        _unmount(place)


def grow(place: Path, kilobytes: int) -> None:
    """Give a small disk another size, with all that is on it."""
    _do("mount", "-o", f"remount,size={kilobytes}k", place)


def _unmount(place: Path, patience: float = 20.0) -> None:
    """Unmount; a program that was killed may hold its files for a moment still."""
    until = time.monotonic() + patience
    while place.is_mount():
        with contextlib.suppress(subprocess.CalledProcessError):
            _do("umount", place)
            return
        if time.monotonic() > until:
            _do("umount", "--lazy", place)
            return
        time.sleep(0.05)


def _do(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
