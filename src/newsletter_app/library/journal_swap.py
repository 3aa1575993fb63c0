"""Puts a new journal into the place of a damaged one, wholly or not at all."""

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.library.files import sync_folder
from newsletter_app.library.lock_file import Held, LockFile
from newsletter_app.library.part_files import sweep_parts

_STEP = 0.01
_OF_THE_OLD_ONE = ("-wal", "-shm")
Identity = tuple[int, int]


def identity_of(file: Path) -> Identity:
    """Return by what a file is told from another that takes its name."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def decided(file: Path) -> Path:
    """Return where the new journal lies once it is whole: from then on it takes the place of `file`."""
    return file.with_name(f"{file.name}.rescued")


def settle(file: Path, patience: float) -> None:
    """Let the new journal take its place where there is one, a killed program's. Raises Held, OSError."""
    if decided(file).exists():
        with alone(file, patience):
            sweep_parts(file.parent)
            _carry_out(file)


def _carry_out(file: Path) -> None:
    """Do it; broken off, it can be done again."""
    if not decided(file).exists():
        return
    sync_folder(file.parent)
    for end in _OF_THE_OLD_ONE:  # first: SQLite would take the old log for one of the new file
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
    sync_folder(file.parent)
    decided(file).replace(file)
    sync_folder(file.parent)


@contextmanager
def alone(file: Path, patience: float) -> Iterator[None]:
    """Keep others from replacing the journal meanwhile. Raises Held where somebody does for too long."""
    lock = LockFile(file.with_name(f"{file.name}.lock"), "journal")
    end = time.monotonic() + patience
    with contextlib.suppress(OSError):  # a drive without locks does without
        while True:
            try:
                lock.take()
                break
            except Held:
                if time.monotonic() >= end:
                    raise
                time.sleep(_STEP)
    try:
        yield
    finally:
        lock.remove()
