"""Writes files so that they are there wholly or not at all, for their owner alone."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.library.part_files import part_file

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, that only its owner may enter; one that exists is left as it is."""
    for part in (*reversed(folder.parents), folder):
        if not part.exists():
            part.mkdir(PRIVATE_FOLDER, exist_ok=True)
            sync_folder(part.parent)


def make_file(file: Path) -> None:
    """Make an empty file that only its owner may read. Raises FileExistsError."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    sync_folder(file.parent)


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Give an empty file beside `file`; once it is filled and synced, it takes the place of `file`.

    Where filling it fails it is removed, and what was there stays.
    """
    with part_file(file.parent) as draft:
        yield draft
        sync_file(draft)
        draft.replace(file)
    sync_folder(file.parent)


def write_file(file: Path, data: bytes) -> None:
    """Write a whole file; when this returns, it is on the disk."""
    with replacing(file) as draft:
        draft.write_bytes(data)


def size_of(file: Path) -> int:
    """Return how many bytes a file has, 0 for one that is not there."""
    with contextlib.suppress(OSError):
        return file.stat().st_size
    return 0


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk; a system that has no such thing does without."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(file: Path) -> None:
    """Bring a file's bytes onto the disk."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
