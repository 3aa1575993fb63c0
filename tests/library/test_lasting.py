"""What no restore may undo is on the disk once it was written down, or said not to be."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from newsletter_app.library.lasting import Lasting, LastingFile

PEOPLE = {f"{number:064x}": ("unsubscribed", number) for number in range(200)}


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let a file have so many bytes, and no more: what goes beyond is written in part first."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_what_found_room_in_part_only_is_not_called_written(tmp_path):
    file = LastingFile(tmp_path, "library")
    with room_for(8_000), pytest.raises(OSError, match="File too large"):
        file.add(Lasting(left=PEOPLE))
    found = file.read()
    assert 0 < len(found.left) < len(PEOPLE)
    file.add(Lasting(left=PEOPLE).beyond(found))
    assert file.read().left == PEOPLE
