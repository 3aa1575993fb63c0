"""Asks the system by what file system a folder is reached."""

import os
import re
import subprocess
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes

_TABLE = Path("/proc/self/mountinfo")
_MOUNTED = re.compile(r".* on (?P<place>.+) \((?P<system>[^,)]+).*\)")
_DRIVE_REMOTE = 4  # winbase.h


def file_system_of(folder: Path) -> str:
    """Return its name as the system has it, in lower case: "ext4", "nfs4", "fuse.sshfs"; "" where unknown.

    On Windows it is "remote" for a drive of another computer.
    """
    if sys.platform == "win32":
        drive = os.path.splitdrive(folder)[0]
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return "remote" if drive.startswith("\\\\") or kind == _DRIVE_REMOTE else ""
    mounts = in_table(_TABLE.read_text(errors="surrogateescape")) if _TABLE.exists() else _asked()
    return nearest(folder, mounts)


def nearest(folder: Path, mounts: list[tuple[str, str]]) -> str:
    """Return the file system of the innermost place around a folder; of two at one place the first."""
    around = {str(part) for part in (folder, *folder.parents)}
    inside = (mount for mount in mounts if mount[0] in around)
    return max(inside, key=lambda mount: len(Path(mount[0]).parts), default=("", ""))[1].lower()


def in_table(text: str) -> list[tuple[str, str]]:
    """Return place and file system of each line of Linux's table, the last first, which hides the others.

    See proc(5), mountinfo.
    """
    found = []
    for line in text.splitlines():
        before, _dash, after = line.partition(" - ")
        found.append((_plain(before.split()[4]), after.split()[0]))
    return found[::-1]


def in_answer(text: str) -> list[tuple[str, str]]:
    """Return place and file system of each line that the command `mount` of macOS and the BSDs says."""
    lines = map(_MOUNTED.fullmatch, text.splitlines())
    return [(match["place"], match["system"]) for match in lines if match][::-1]


def _plain(written: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), written)


def _asked() -> list[tuple[str, str]]:
    try:
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return in_answer(said)
