"""Keeps some room on the drive for the last save."""

import contextlib
import os
import time
from pathlib import Path

from newsletter_app import drives
from newsletter_app.library.files import PRIVATE_FILE

FILE = "reserve.bin"
SIZE = 1_000_000
_ENOUGH = 4 * SIZE
_PAUSE = 30.0


def is_used_up(folder: Path) -> bool:
    """Tell whether the reserve of a library is gone and finds no room to be made again."""
    with contextlib.suppress(OSError):
        return not (folder / FILE).exists() and drives.free_bytes(folder) < _ENOUGH
    return False


class Reserve:
    """A file of a megabyte in the library's folder, given up when the drive is full and made again later."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._looked = -_PAUSE

    def keep(self) -> None:
        """Have the file where there is room for it; looks at most every half minute."""
        if time.monotonic() - self._looked < _PAUSE:
            return
        self._looked = time.monotonic()
        with contextlib.suppress(OSError):
            if not self._file.exists() and drives.free_bytes(self._file.parent) >= _ENOUGH:
                self._make()

    def give_up(self) -> bool:
        """Make room; tell whether there was any to make."""
        self._looked = time.monotonic()
        try:
            self._file.unlink()
        except OSError:
            return False
        return True

    def _make(self) -> None:
        """Allocate it for good: a file of holes would hold no room."""
        opened = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(opened, 0, SIZE)
            else:
                os.write(opened, bytes(SIZE))
        except OSError:
            self._file.unlink()
            raise
        finally:
            os.close(opened)
