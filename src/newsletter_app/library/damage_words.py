"""Says what is wrong with a library's file, as far as that is seen from outside, with the ways out."""

from pathlib import Path

from newsletter_app.i18n import _, ngettext
from newsletter_app.library.backup_names import BackupName, read_name
from newsletter_app.library.files import size_of
from newsletter_app.library.raw_reading import raw_bytes

_MAGIC = b"SQLite format 3\0"
_HEAD = 100
_MOST = 8_000_000
"""Bytes up to which a whole file is read only to say what is wrong with it."""


def what_is_wrong(file: Path) -> str:
    """Return, as a part of a sentence, what became of a file that SQLite does not read."""
    try:
        head, size = raw_bytes(file, count=_HEAD), file.stat().st_size
        if not any(head):
            return _("the beginning of its file is blank")
        if not head.startswith(_MAGIC):
            return _("its file was written over with something else")
        return _in_pages(file, head, size)
    except OSError:
        return _("its file cannot be read")


def not_as_made() -> str:
    """Return the same of a file that SQLite reads, but in which this program does not find its tables."""
    return _("parts of its tables are missing")


def ways_out(folder: Path | None = None) -> str:
    """Return what to do about damage; of the library in `folder` the newest backup is named."""
    left = _("It was left as it is. Save what can be read with newsletter-app library repair.")
    if folder is None:
        back = _("Or take it back from a backup with newsletter-app library restore.")
        return f"{left} {back}"
    return f"{left} {way_back(folder)}"


def way_back(folder: Path) -> str:
    """Return how to take back the newest backup of the library in `folder`, or that none lies there."""
    newest = max(_backups(folder), key=lambda name: name.number, default=None)
    if newest is None:
        return _(
            "No backup lies beside it; one in a file is taken back with newsletter-app library restore FILE."
        )
    return _("Its newest backup is taken back with newsletter-app library restore {number}.").format(
        number=newest.number
    )


def _in_pages(file: Path, head: bytes, size: int) -> str:
    """Look at the pages (section 1.3 of the file format)."""
    length, count = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    length = 65_536 if length == 1 else length
    missing = count * length - size
    if missing > 0 and not size_of(file.with_name(f"{file.name}-wal")):
        return _("{missing:,} of the {all:,} bytes of its file are missing at the end").format(
            missing=missing, all=count * length
        )
    blank = _blank_pages(file, length) - int.from_bytes(
        head[36:40], "big"
    )  # a page that is free is blank too
    if size <= _MOST and blank > 0:
        return ngettext(
            "{number} of the {all} pages of its file is blank",
            "{number} of the {all} pages of its file are blank",
            blank,
        ).format(number=blank, all=size // length)
    return _("some of the {all} pages of its file are not as they were written").format(
        all=max(size // length, 1) if length else 1
    )


def _blank_pages(file: Path, length: int) -> int:
    if length < 512 or file.stat().st_size > _MOST:
        return 0
    data, blank = raw_bytes(file), bytes(length)
    return sum(data[place : place + length] == blank for place in range(0, len(data), length))


def _backups(folder: Path) -> list[BackupName]:
    """Return the names alone: each got it only once it was found whole."""
    try:
        names = [read_name(file.name) for file in (folder / "backups").iterdir()]
    except OSError:
        return []
    return [name for name in names if name is not None]
