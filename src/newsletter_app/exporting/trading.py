"""Puts a folder into the place of another one."""

import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_NOT_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def take_the_place(new: Path, path: Path) -> None:
    """Give the folder `new` the name `path`; what was there has the name `new` afterwards, or is gone.

    Where the file system can exchange two names there is no moment without a folder at `path`. Raises OSError
    while the old folder still has its name.
    """
    if not path.is_dir():
        new.rename(path)
    elif not _exchanged(new, path):
        _take_turns(new, path)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; return whether the system knows how."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _take_turns(new: Path, path: Path) -> None:
    old = path.with_name(f".{secrets.token_hex(8)}.old")
    path.rename(old)
    try:
        new.rename(path)
    except OSError:
        old.rename(path)
        raise
    with contextlib.suppress(OSError):  # the new folder is in place; the rest of the old one does no harm
        shutil.rmtree(old)
