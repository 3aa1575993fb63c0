"""Keeps a library's files as they are, byte for byte, before something else takes their place."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.files import make_folder, sync_file, sync_folder
from newsletter_app.library.looking import FILE
from newsletter_app.library.moments import Clock

FOLDER = "aside"
PARTS = (FILE, f"{FILE}-wal", f"{FILE}-shm")
_NAME = re.compile(r"(\d{6,12})-\d{8}T\d{6}Z(\.part)?")


def next_name(folder: Path, now: Clock) -> str:
    """Return the name, within `aside`, for what is put aside next: number and moment (UTC)."""
    there = (folder / FOLDER).iterdir() if (folder / FOLDER).is_dir() else ()
    numbers = [int(match[1]) for place in there if (match := _NAME.fullmatch(place.name))]
    return f"{max(numbers, default=0) + 1:06}-{now().astimezone(UTC):%Y%m%dT%H%M%SZ}"


def put_aside(folder: Path, name: str, pictures: Iterable[str] = ()) -> Path | None:
    """Keep the database of the library in `folder`, with these of its pictures; return where.

    None where there is nothing to keep. The folder gets its name when all is in it and on the disk. The files
    stay where they are, too: what is put aside shares their bytes where the drive can do that, so they must
    not be written to from now on, but replaced. Raises OSError.
    """
    parts = [
        part for part in (*PARTS, *(f"{ASSETS}/{each}" for each in pictures)) if (folder / part).exists()
    ]
    if not parts:
        return None
    place = folder / FOLDER / name
    draft = place.with_name(f"{name}.part")
    for part in parts:
        make_folder((draft / part).parent)
        _keep(folder / part, draft / part)
        sync_folder((draft / part).parent)
    draft.rename(place)
    sync_folder(place.parent)
    return place


def forget(folder: Path, name: str) -> None:
    """Take away what was put aside, wholly or in part, for a work that was given up."""
    for place in (folder / FOLDER / name, folder / FOLDER / f"{name}.part"):
        shutil.rmtree(place, ignore_errors=True)
    with contextlib.suppress(OSError):
        (folder / FOLDER).rmdir()  # where it was made for this alone


def _keep(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # the drive has no second names for a file
        shutil.copy2(source, target)
        sync_file(target)
