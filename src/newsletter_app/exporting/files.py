"""Writes files so that a crash leaves the old or the new one."""

import contextlib
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from newsletter_app.exporting.failures import exists, no_folder, not_a_file, told_of
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.library.files import sync_folder
from newsletter_app.library.part_files import part_file, sweep_parts

__all__ = ["safe_name", "write_atomically", "write_with_companions"]


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`; whoever reads it meanwhile, or after a crash, finds the old or the new bytes.

    A temporary file in the same folder is synced, then renamed, then the folder is synced. A new file gets
    the rights the user's umask gives, an old one keeps its own. Raises CannotExport; the old file is then
    untouched and nothing is left behind.
    """
    with told_of(path, len(data)):
        _require_place_for(path)
        replace_file(path, data)


def write_with_companions(
    path: Path, data: bytes, companions: Mapping[str, bytes], *, force: bool
) -> tuple[Path, ...]:
    """Write a page and the files it names; return the paths, the page first.

    `companions` are by path from the page's folder ("assets/SHA.jpg"). They are written before the page,
    so that a page never names what is not there. One that is there with the same bytes stays as it is. Raises
    NeedsConfirmation, naming the file, where another one would be replaced without `force`; raises
    CannotExport where one cannot be written, and takes back what was new.
    """
    with told_of(path):
        _require_place_for(path)
    beside = {path.parent / name: content for name, content in companions.items()}
    for folder in {place.parent for place in (path, *beside)}:
        sweep_parts(folder)
    wanted = {place: content for place, content in beside.items() if not _holds(place, content)}
    for place in (path, *wanted):
        with told_of(place):
            if not force and place.exists():
                raise exists(place)
    with _TakenBack() as new:
        for place, content in (*wanted.items(), (path, data)):
            new.write(place, content)
    return (path, *beside)


def _require_place_for(path: Path) -> None:
    if not path.parent.is_dir():
        raise no_folder(path.parent)
    if path.is_dir():
        raise not_a_file(path)


class _TakenBack:
    """Removes the files and folders that were new, unless all could be written."""

    def __init__(self) -> None:
        self._made: list[Path] = []

    def __enter__(self) -> "_TakenBack":
        return self

    def write(self, path: Path, data: bytes) -> None:
        if not path.parent.is_dir():
            self._make(path.parent)
        is_new = not path.exists()
        write_atomically(path, data)
        if is_new:
            self._made.append(path)

    def _make(self, folder: Path) -> None:
        with told_of(folder):
            folder.mkdir()
        self._made.append(folder)

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            return
        for path in reversed(self._made):
            with contextlib.suppress(OSError):  # what cannot be removed is named by no page
                path.rmdir() if path.is_dir() else path.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Do what `write_atomically` does, but raise OSError."""
    with part_file(path.parent) as part:
        _fill(part, data, _rights(path))
        part.replace(path)
    sync_folder(path.parent)


def _fill(path: Path, data: bytes, rights: int) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform != "win32":
            os.fchmod(file.fileno(), rights)


def _rights(path: Path) -> int:
    """Return the rights of the file that is there, else those a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
