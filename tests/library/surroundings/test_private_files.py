"""All that a library lays down is for its owner alone from the first moment, whatever the umask."""

import ctypes
import os
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches by inotify, which Linux has")

_ATTRIB, _CREATE, _MOVED_TO, _NONBLOCK = 0x4, 0x100, 0x80, 0o4000
_HEAD = struct.Struct("iIII")
WORK = """
import os, sys
from pathlib import Path
os.umask(0)
from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library
from newsletter_app.library.run_lock import RunLock
from newsletter_app.library.turns import WindowTurns
folder = Path(sys.argv[1])
library = open_library(folder, clean_picture, make=True, turns=WindowTurns(folder))
post = library.items.add(Post(title="x", body="words")).item
library.assets.add(bytes.fromhex(sys.argv[2]), "x.png")
library.upkeep.backup(folder / "b.zip")
library.backups.take(BackupReason.ASKED)
journal = Journal(folder / "state", library.id, folder)
journal.keep(post, is_sent=False)
journal.close()
with RunLock(folder, "r"):
    pass
if sys.argv[3:]:
    (folder / "careless").write_text("x")
    (folder / "careless").chmod(0o600)
print("done")
sys.stdin.read()
library.close()
"""
PNG = (
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


class Watch:
    """Hears of every file that is made in a folder, and of every change of rights afterwards."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle = self._libc.inotify_init1(_NONBLOCK)
        self._libc.inotify_add_watch(self._handle, os.fsencode(folder), _ATTRIB | _CREATE | _MOVED_TO)

    def heard(self) -> list[tuple[int, str]]:
        """Return kind and name of each event."""
        found = []
        try:
            while data := os.read(self._handle, 65_536):
                while data:
                    _watch, mask, _cookie, length = _HEAD.unpack_from(data)
                    name = data[_HEAD.size : _HEAD.size + length].rstrip(b"\0").decode()
                    found.append((mask, name))
                    data = data[_HEAD.size + length :]
        except BlockingIOError:
            return found
        return found

    def close(self) -> None:
        os.close(self._handle)


def watched(folder: Path, *how: str) -> tuple[dict[str, int], list[str]]:
    """Return the rights of all that lies there after a day's work, and what got other rights later."""
    folder.mkdir(mode=0o700)
    watch = Watch(folder)
    command = [sys.executable, "-c", WORK, folder, PNG, *how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as working:
        assert working.stdout
        assert working.stdout.readline() == "done\n"
        rights = {
            str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in folder.rglob("*")
        }
        working.communicate("")
    # As root SQLite gives what it lays beside a database the same owner, which is heard as well.
    heard = [(mask, name) for mask, name in watch.heard() if not name.startswith("library.sqlite-")]
    changed = [name for mask, name in heard if mask & _ATTRIB and name]
    watch.close()
    return rights, changed


def test_all_files_are_for_their_owner_alone_from_the_first_moment(tmp_path):
    rights, changed = watched(tmp_path / "library")
    folders = {name for name in rights if (tmp_path / "library" / name).is_dir()}
    assert {"library.sqlite", "library.sqlite-wal", "writer.lock", "reserve.bin", "b.zip"} <= rights.keys()
    assert {"assets", "backups", "state"} <= folders
    assert any(name.startswith("backups/") for name in rights)
    assert any(name.startswith("state/journal") for name in rights)
    for name, mode in rights.items():
        assert oct(mode) == oct(0o700 if name in folders else 0o600), name
    assert changed == []


def test_a_file_that_is_made_private_later_would_be_seen(tmp_path):
    rights, changed = watched(tmp_path / "library", "careless")
    assert rights["careless"] == 0o600
    assert changed == ["careless"]
