"""Lets one program at a time hold a file, which says to all others who does."""

import contextlib
import errno
import getpass
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_OURS_ALONE = 0o600
_LONGEST = 1_000
# Far behind what is written, for Windows lets nobody read what is locked.
_PLACE = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file: computer, process, user, since when (UTC), and as what."""

    host: str
    pid: int
    user: str
    since: datetime
    kind: str

    @property
    def clock(self) -> str:
        """Return since when as a person here says it: the time, before it the date of another day."""
        here = self.since.astimezone()
        time = f"{here:%H:%M}"
        is_today = here.date() == datetime.now(UTC).astimezone().date()
        return time if is_today else f"{here.day} {here:%B %Y}, {time}"


class Held(Exception):
    """Another program holds the file; `holder` is None where the file does not say who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether that is on another computer."""
        return self.holder is not None and self.holder.host != _host()


class LockFile:
    """A lock of the operating system on a file, taken at once or not at all.

    It goes with the process that holds it, whatever ends it; the file alone is no lock. A process that was
    forked from the holder does not hold it. Where other computers reach the file, and locks do not
    (`is_shared`), it counts as held as long as it names one of them.
    """

    def __init__(self, file: Path, kind: str, *, is_shared: bool = False) -> None:
        self._file, self._kind, self._is_shared = file, kind, is_shared
        self._held: int | None = None
        self._owner = 0

    def take(self) -> None:
        """Hold the file, which is made where there is none. Raises Held, OSError."""
        while True:
            opened = os.open(self._file, os.O_RDWR | os.O_CREAT, _OURS_ALONE)
            with contextlib.ExitStack() as stack:
                stack.callback(os.close, opened)
                _lock(opened)
                if self._is_the_file(opened):
                    if self._is_shared:
                        _see_that_no_other_computer_holds(opened)
                    _write(opened, _ourselves(self._kind))
                    stack.pop_all()
                    self._held, self._owner = opened, os.getpid()
                    return

    @property
    def is_held(self) -> bool:
        """Tell whether we hold the very file that others find there."""
        return self._held is not None and self._owner == os.getpid() and self._is_the_file(self._held)

    def let_go(self) -> None:
        """Hold it no more; the file stays, and says nothing."""
        held = self._taken_back()
        if held is None:
            return
        with contextlib.suppress(OSError):
            if self._owner == os.getpid():
                os.ftruncate(held, 0)
        os.close(held)

    def remove(self) -> None:
        """Hold it no more, and take the file away while it is locked: nobody waits at one that is gone."""
        held = self._taken_back()
        if held is None:
            return
        with contextlib.suppress(OSError):
            self._file.unlink()
        os.close(held)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._file.unlink()

    def _taken_back(self) -> int | None:
        held, self._held = self._held, None
        return held

    def _is_the_file(self, opened: int) -> bool:
        """Tell whether what is open is what others will find: its last holder may have taken it away."""
        try:
            found = self._file.stat()
        except OSError:
            return False
        return os.path.samestat(found, os.fstat(opened))


def holder_of(file: Path, *, is_shared: bool = False) -> Holder | None:
    """Return who holds a file at this moment, None where nobody does or it is not said who."""
    try:
        opened = _opened_to_look(file)
    except OSError:
        return None
    try:
        _lock(opened)
        if is_shared:
            _see_that_no_other_computer_holds(opened)
    except Held as held:
        return held.holder
    except OSError:
        return None
    finally:
        os.close(opened)
    return None


def _opened_to_look(file: Path) -> int:
    """Open it; where nobody may write any more, one who could before may hold it still."""
    try:
        return os.open(file, os.O_RDWR)
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES):
            raise
        return os.open(file, os.O_RDONLY)


def _lock(opened: int) -> None:
    try:
        if sys.platform == "win32":
            os.lseek(opened, _PLACE, os.SEEK_SET)
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise Held(_said(opened)) from error


def _see_that_no_other_computer_holds(opened: int) -> None:
    held = Held(_said(opened))
    if held.is_elsewhere:
        raise held


def _write(opened: int, holder: Holder) -> None:
    """Say who holds it; that counts for nothing, so a drive without room for it does no harm."""
    told = {
        "host": holder.host,
        "pid": holder.pid,
        "user": holder.user,
        "since": holder.since.isoformat(timespec="seconds"),
        "kind": holder.kind,
    }
    with contextlib.suppress(OSError):
        os.lseek(opened, 0, os.SEEK_SET)
        os.ftruncate(opened, 0)
        os.write(opened, json.dumps(told).encode())


def _said(opened: int) -> Holder | None:
    try:
        os.lseek(opened, 0, os.SEEK_SET)
        told = json.loads(os.read(opened, _LONGEST))
        since = datetime.fromisoformat(told["since"])
        return Holder(str(told["host"]), int(told["pid"]), str(told["user"]), since, str(told["kind"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _ourselves(kind: str) -> Holder:
    return Holder(_host(), os.getpid(), _user(), datetime.now(UTC), kind)


def _host() -> str:
    """Return the computer's name; the module socket takes longer to import than a library to open."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
