"""Keeps where the program was when the system ended it, until it is started again."""

import contextlib
import faulthandler
import os
import sys
import tempfile
from pathlib import Path

from newsletter_app.traces import dumped

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BEGINNING, _ENDING = "ended-", ".txt"
_MOST = 65_536


class HardEnds:
    """One file for each window that is open, empty unless a segmentation fault or an abort ended it.

    Python's own handler writes frames into it and nothing else: no values, no messages. The file is locked as
    long as the program lives, so that another window does not take it for one that was left behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None
        self._file = folder

    def watch(self) -> None:
        """Have a hard end of this program written down; where the folder cannot be written, go on without."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._held, name = tempfile.mkstemp(_ENDING, _BEGINNING, self._folder)
            self._file = Path(name)
            _lock(self._held)
            faulthandler.enable(self._held)

    def take_last(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines of each hard end since the last time; their files go."""
        found = (self._taken(file) for file in sorted(self._folder.glob(f"{_BEGINNING}*{_ENDING}")))
        return tuple(lines for lines in found if lines)

    def close(self) -> None:
        """End the watch, as the program ends by itself."""
        if self._held is not None:
            faulthandler.disable()
            os.close(self._held)
            self._held = None
            with contextlib.suppress(OSError):
                self._file.unlink()

    def _taken(self, file: Path) -> tuple[str, ...]:
        """Return the lines of a file that nobody holds; nothing of one that is held or cannot be read."""
        with contextlib.suppress(OSError), file.open("r+", encoding="utf-8", errors="replace") as stream:
            _lock(stream.fileno())
            text = stream.read(_MOST)
            stream.close()  # first, for Windows takes away nothing that is open
            file.unlink()
            return dumped(text)
        return ()


def _lock(opened: int) -> None:
    """Lock an open file for this process alone, for as long as it is open. Raises OSError."""
    if sys.platform == "win32":
        os.lseek(opened, _MOST, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        os.lseek(opened, 0, os.SEEK_SET)
    else:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
