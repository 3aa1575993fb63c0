"""Tells of a journal's files what SQLite would pass over, or end, by opening them."""

from pathlib import Path

from newsletter_app.library.files import size_of
from newsletter_app.library.lost_changes import are_changes_lost, is_log_unread
from newsletter_app.library.raw_reading import raw_bytes

_LOG_HEAD = 32
_HEAD = 100
_WAYS = slice(18, 20)
_KNOWN = {1, 2}


def is_harmed(file: Path) -> bool:
    """Tell whether something is missing from the file or its log; asked before anybody opens it."""
    head = raw_bytes(file, count=_HEAD) if size_of(file) else b""
    if not head:
        return size_of(file.with_name(f"{file.name}-wal")) > _LOG_HEAD  # which opening would take away
    if not set(head[_WAYS]) <= _KNOWN:  # of which SQLite says only that nobody may write
        return True
    return are_changes_lost(file) or is_log_unread(file)
