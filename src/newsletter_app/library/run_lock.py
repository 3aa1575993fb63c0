"""Holds a run for one sender at a time."""

from pathlib import Path
from types import TracebackType
from typing import Self

from newsletter_app.errors import LibraryBusy, LibraryUnwritable, Open
from newsletter_app.i18n import _
from newsletter_app.library.failures import failure_of_file
from newsletter_app.library.lock_file import Held, Holder, LockFile


class RunLock:
    """A lock on a file in the library's folder, held between `with` and its end.

    Entering raises LibraryBusy that names the holder, LibraryUnwritable where the folder cannot be written.
    """

    def __init__(self, folder: Path, run_id: str) -> None:
        self._folder = folder
        self._lock = LockFile(folder / f"run-{run_id}.lock", "run")

    def __enter__(self) -> Self:
        try:
            self._lock.take()
        except Held as held:
            raise _busy(held.holder) from held
        except OSError as error:
            raise failure_of_file(error, self._folder) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.remove()


def is_held(folder: Path, run_id: str) -> bool:
    """Tell whether another program holds a run."""
    try:
        with RunLock(folder, run_id):
            return False
    except LibraryBusy:
        return True
    except LibraryUnwritable:
        return False


def is_any_held(folder: Path) -> bool:
    """Tell whether some run of the library is being sent."""
    return any(is_held(folder, file.stem.removeprefix("run-")) for file in folder.glob("run-*.lock"))


def _busy(holder: Holder | None) -> LibraryBusy:
    told = _("Another program is sending this.")
    if holder is not None:
        told = _("{user} is sending this on {host}, since {since} (process {pid}).").format(
            user=holder.user, host=holder.host, since=holder.clock, pid=holder.pid
        )
    return LibraryBusy(
        told, hint=_("Wait until it ends, or pause it; the status shows how far it is."), action=Open.SENDING
    )
