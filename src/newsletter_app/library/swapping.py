"""Puts a finished database in the place of a library's, so that a kill leaves the old one or the new one."""

import contextlib
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.errors import LibraryBusy, Open
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import FOLDER as ASSETS
from newsletter_app.library.files import make_folder, sync_file, sync_folder, write_file
from newsletter_app.library.lock_file import Held, LockFile
from newsletter_app.library.looking import FILE, STAGING
from newsletter_app.library.own_file import see_that_all_is_in
from newsletter_app.library.putting_aside import PARTS, forget, put_aside

_BEGUN = "begun.json"
_DECIDED = "decided.json"
_LOCK = ".restoring.lock"
_DONE = ".restored-"


class Swap:
    """A place in a library's folder in which another database is made ready; `with` holds it.

    Until `carry_out` the library is as it was: whatever ends before is undone, at the next opening at the
    latest. From then on the new one counts: whatever ends before it is done is finished at the next opening.
    """

    def __init__(self, folder: Path, aside: str) -> None:
        self._folder, self._aside = folder, aside
        self.staging = folder / STAGING

    def carry_out(self) -> Path | None:
        """Put the library's files aside, then what lies in `staging` in their place; return where they are.

        Pictures in `staging` go among the library's. None where there was no library. Raises LibraryError
        where what is ready is not whole in its own file: then nothing is replaced; OSError.
        """
        see_that_all_is_in(self.staging / FILE, self._folder)
        pictures = [file.name for file in (self.staging / ASSETS).glob("*")]
        for file in (self.staging / FILE, *(self.staging / ASSETS / name for name in pictures)):
            sync_file(file)
        sync_folder(self.staging / ASSETS)
        aside = put_aside(self._folder, self._aside, pictures)
        write_file(self.staging / _DECIDED, b"{}")
        _finish(self._folder)
        return aside


@contextmanager
def swapping(folder: Path, aside: str) -> Iterator[Swap]:
    """Hold the place in which another database is made ready. Raises LibraryBusy, OSError."""
    make_folder(folder)
    with _alone(folder):
        _settle(folder)
        swap = Swap(folder, aside)
        make_folder(swap.staging / ASSETS)
        write_file(swap.staging / _BEGUN, json.dumps({"aside": aside}).encode())
        try:
            yield swap
        finally:
            _settle(folder)


def settle(folder: Path) -> None:
    """Finish or undo what was killed while it put another database into `folder`; usually nothing is to do.

    Raises LibraryBusy where somebody is at it, OSError.
    """
    if (folder / STAGING).exists() or any(folder.glob(f"{_DONE}*")):
        with _alone(folder):
            _settle(folder)


def is_decided(folder: Path) -> bool:
    """Tell whether another database is to take the place of the one in `folder` at the next opening."""
    return (folder / STAGING / _DECIDED).exists()


def _settle(folder: Path) -> None:
    staging = folder / STAGING
    if is_decided(folder):
        _finish(folder)
    elif staging.exists():
        _undo(folder)
    for left in folder.glob(f"{_DONE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _finish(folder: Path) -> None:
    """Take the steps that bring the new one into its place; each may have been taken before."""
    staging = folder / STAGING
    for part in PARTS[1:]:  # what waits there belongs to the old database, and would spoil the new one
        (folder / part).unlink(missing_ok=True)
    sync_folder(folder)
    if (staging / FILE).exists():
        (staging / FILE).replace(folder / FILE)
    make_folder(folder / ASSETS)
    for picture in (staging / ASSETS).glob("*"):
        picture.replace(folder / ASSETS / picture.name)
    sync_folder(folder / ASSETS)
    sync_folder(folder)
    _clear(staging)


def _undo(folder: Path) -> None:
    staging = folder / STAGING
    with contextlib.suppress(OSError, ValueError, KeyError):  # killed before it was written: nothing is aside
        forget(folder, json.loads((staging / _BEGUN).read_bytes())["aside"])
    _clear(staging)


def _clear(staging: Path) -> None:
    """Take the place away at one moment, for what says how far things are lies in it."""
    done = staging.with_name(f"{_DONE}{secrets.token_hex(6)}")
    staging.rename(done)
    sync_folder(done.parent)
    shutil.rmtree(done, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = LockFile(folder / _LOCK, "restore")
    try:
        lock.take()
    except Held as held:
        raise LibraryBusy(
            _("A backup is just being taken back into the library in {folder}.").format(folder=folder),
            hint=_("Wait a moment, then open it again."),
            action=Open.LIBRARY,
        ) from held
    try:
        yield
    finally:
        lock.remove()
