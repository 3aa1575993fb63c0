"""Makes what is written beside its place, so that what a killed program left there can be removed."""

import contextlib
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".newsletter-editor-"
_PART = re.compile(re.escape(_PREFIX) + r"[0-9a-f]{12}\.part")
_OLD_ENOUGH = 86_400.0
"""Seconds after which a part is nobody's any more, where the system has no locks that end with a program."""


@contextmanager
def part_file(folder: Path) -> Iterator[Path]:
    """Give an empty file in `folder`, its owner's alone; what has that name at the end is removed."""
    with _made(folder, _make_file) as part:
        yield part


@contextmanager
def part_folder(folder: Path, rights: int = 0o700) -> Iterator[Path]:
    """Give an empty folder in `folder`; what has that name at the end is removed, whatever it is."""
    with _made(folder, lambda part: part.mkdir(rights)) as part:
        yield part


def sweep_parts(folder: Path) -> None:
    """Remove the parts in a folder that killed programs left behind; what cannot be removed stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for part in [Path(entry.path) for entry in entries if _PART.fullmatch(entry.name)]:
            _sweep(part)


@contextmanager
def _made(folder: Path, make: Callable[[Path], object]) -> Iterator[Path]:
    part, handle = _held(folder, make)
    try:
        yield part
    finally:
        _remove(part)
        if handle is not None:
            os.close(handle)


def _held(folder: Path, make: Callable[[Path], object]) -> tuple[Path, int | None]:
    """Make a part and hold it; one that somebody swept before it was held is made again."""
    while True:
        part = folder / f"{_PREFIX}{secrets.token_hex(6)}.part"
        make(part)
        handle = _lock(part)
        if part.exists():
            return part, handle
        if handle is not None:
            os.close(handle)


def _make_file(part: Path) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _sweep(part: Path) -> None:
    if sys.platform == "win32":
        if time.time() - part.stat().st_mtime > _OLD_ENOUGH:
            _remove(part)
        return
    handle = _lock(part, only_free=True)
    if handle is not None:
        _remove(part)
        os.close(handle)


def _lock(part: Path, *, only_free: bool = False) -> int | None:
    """Lock a part as long as this program lives; None where somebody has it or there are no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW)
        stack.callback(os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_EX | (fcntl.LOCK_NB if only_free else 0))
        stack.pop_all()
        return handle
    return None


def _remove(part: Path) -> None:
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
