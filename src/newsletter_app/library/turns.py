"""Says whose turn it is to write to a library.

A window holds its library from opening to closing, a command for each of its writes: by a lock of the
operating system on the file writer.lock, in which the others read who it is.
"""

import contextlib
import errno
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from newsletter_app.errors import LibraryBusy, LibraryUnwritable
from newsletter_app.library import failures
from newsletter_app.library.lock_file import Held, LockFile, holder_of
from newsletter_app.library.place import place_of

FILE = "writer.lock"
COMMAND, WINDOW = "command", "window"
_STEP = 0.01
# Whoever looks who holds a library holds it for a moment, when the file may still name one that was killed.
_GRACE = 0.1
_SHORT_WAIT = 0.5
_CANNOT_LOCK = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class Turns(Protocol):
    """One writer at a time."""

    @property
    def refusal(self) -> LibraryBusy | None:
        """Return why nothing can be written until somebody lets go, None where that is not known."""

    def who(self) -> LibraryBusy | None:
        """Return who holds it at this moment, None where nobody else does."""

    def begin(self) -> None:
        """Hold what is held from opening to closing, where nobody else does; the folder is there."""

    def turn(self) -> AbstractContextManager[None]:
        """Give the right to write. Raises LibraryBusy that names the holder, LibraryUnwritable."""

    def close(self) -> None:
        """Hold nothing any more."""


class CommandTurns:
    """Holds the library for each write; waits `patience` seconds for another command, for a window never."""

    refusal = None

    def __init__(self, folder: Path, patience: float) -> None:
        self._folder, self._patience = folder, patience

    def who(self) -> LibraryBusy | None:
        """Return who holds it at this moment."""
        return _who(self._folder, is_shared=self._is_shared)

    @cached_property
    def _is_shared(self) -> bool:
        return place_of(self._folder).is_shared

    def begin(self) -> None:
        """Hold nothing yet."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold it between `with` and its end."""
        lock = LockFile(self._folder / FILE, COMMAND, is_shared=self._is_shared)
        try:
            _take(lock, self._patience)
        except OSError as error:
            raise _in_words(error, self._folder) from error
        try:
            yield
        finally:
            lock.let_go()

    def close(self) -> None:
        """Hold nothing any more."""


class WindowTurns:
    """Holds the library as long as it is open.

    Where another holds it, each write asks again, and so does `begin`, which is for any thread and any time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_shared = place_of(folder).is_shared
        self._lock = LockFile(folder / FILE, WINDOW, is_shared=self._is_shared)
        self._one_at_a_time = threading.Lock()
        self._refusal: LibraryBusy | None = None

    @property
    def refusal(self) -> LibraryBusy | None:
        """Return who held it when it was last asked for, None where it is ours."""
        return self._refusal

    def who(self) -> LibraryBusy | None:
        """Return who holds it at this moment, without taking it."""
        return None if self._lock.is_held else _who(self._folder, is_shared=self._is_shared)

    def begin(self) -> None:
        """Hold it, where nobody else does. What the folder has against it is said by the first write."""
        with contextlib.suppress(LibraryBusy, OSError):
            self._hold()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """See that it is held."""
        try:
            self._hold()
        except OSError as error:
            raise _in_words(error, self._folder) from error
        yield

    def close(self) -> None:
        """Let others write."""
        with self._one_at_a_time:
            self._lock.let_go()

    def _hold(self) -> None:
        with self._one_at_a_time:
            if self._lock.is_held:
                return
            self._lock.let_go()
            try:
                _take(self._lock, _SHORT_WAIT)
            except LibraryBusy as refusal:
                self._refusal = refusal
                raise
            self._refusal = None


def _who(folder: Path, *, is_shared: bool) -> LibraryBusy | None:
    holder = holder_of(folder / FILE, is_shared=is_shared)
    return None if holder is None else _refusal(Held(holder))


def _refusal(held: Held) -> LibraryBusy:
    if held.holder is not None and held.is_elsewhere:
        return failures.held_elsewhere(held.holder)
    return failures.held(held.holder)


def _take(lock: LockFile, patience: float) -> None:
    """Take the lock; wait so long for a command that holds it. Raises LibraryBusy, OSError."""
    start = time.monotonic()
    while True:
        try:
            lock.take()
        except Held as held:
            is_window = held.holder is not None and held.holder.kind == WINDOW
            if time.monotonic() - start >= (_GRACE if is_window else patience):
                raise _refusal(held) from held
            time.sleep(_STEP)
        else:
            return


def _in_words(error: OSError, folder: Path) -> LibraryUnwritable:
    if isinstance(error, FileNotFoundError):
        return failures.gone(folder)
    if error.errno in _CANNOT_LOCK:
        return failures.cannot_lock(folder)
    return failures.failure_of_file(error, folder)
