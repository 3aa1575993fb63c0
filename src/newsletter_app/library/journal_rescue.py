"""Saves what can still be read of a damaged journal."""

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.library import journal_failures, journal_rows
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.files import replacing, size_of, sync_file
from newsletter_app.library.journal_file import Damaged, OpenFile
from newsletter_app.library.journal_looking import is_harmed
from newsletter_app.library.journal_rows import Row
from newsletter_app.library.journal_swap import alone, decided, identity_of
from newsletter_app.library.part_files import part_folder, sweep_parts
from newsletter_app.library.raw_reading import raw_portions
from newsletter_app.library.repairing.log_frames import waiting_pages
from newsletter_app.library.repairing.pages import pages_of, records_of

_ENDS = ("-wal", "")


def rescue(damaged: Damaged, patience: float) -> Path | None:
    """Make a new journal with all sound rows, to take the place of the damaged one when that is opened next.

    Returns where the damaged one is kept; None where another program did it meanwhile. Where it fails the
    damaged one stays in its place, with all that is in it. Raises sqlite3.Error, Held, OSError.
    """
    file = damaged.file
    with alone(file, patience):
        if decided(file).exists() or identity_of(file) != damaged.identity:
            return None
        with _no_writer(file, patience):
            sweep_parts(file.parent)
            aside = _put_aside(file)
            try:
                with part_folder(file.parent) as work:
                    _make(file, _sound(aside, work), work, patience)
            except BaseException:
                _remove(aside)
                raise
        return aside


@contextmanager
def _no_writer(file: Path, patience: float) -> Iterator[None]:
    """Let no other window write into the damaged file meanwhile, as far as it can be used at all."""
    with contextlib.ExitStack() as stack:
        if not is_harmed(file):  # closing it would take away what SQLite cannot see of the log
            try:
                connection = stack.enter_context(contextlib.closing(connect(file, Access.WRITE, patience)))
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if journal_failures.is_busy(error):
                    raise
        yield


def _put_aside(file: Path) -> Path:
    """Keep the files as they are by a name under which nobody opens them; the log first."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    try:
        _beside(aside, "-wal").unlink(missing_ok=True)  # of a program that was killed before it came further
        if _beside(file, "-wal").exists():
            _keep(file, "-wal", aside)
        _keep(file, "", aside)
    except BaseException:
        _remove(aside)
        raise
    return aside


def _keep(file: Path, end: str, aside: Path) -> None:
    with (
        replacing(_beside(aside, end)) as draft,
        draft.open("wb") as copy,
        contextlib.suppress(FileNotFoundError),
    ):
        for portion in raw_portions(file, end):
            copy.write(portion)


def _remove(aside: Path) -> None:
    for end in _ENDS:
        _beside(aside, end).unlink(missing_ok=True)


def _beside(file: Path, end: str) -> Path:
    return file.with_name(f"{file.name}{end}")


def _make(file: Path, rows: Iterable[Row], work: Path, patience: float) -> None:
    """Make the new journal beside the old one; it is decided once it is whole and on the disk."""
    made = OpenFile(work / "new", patience)
    try:
        with made.transaction() as connection:
            for row in rows:
                journal_rows.insert(connection, row)
        made.empty_the_log()
    finally:
        made.close()
    if size_of(_beside(made.file, "-wal")):  # SQLite says nothing where the drive is full
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    sync_file(made.file)
    made.file.replace(decided(file))


def _sound(aside: Path, work: Path) -> list[Row]:
    """Return the rows of all libraries that lie on sound pages, in the order they were written."""
    copy = work / "damaged.sqlite"
    for end in _ENDS:
        if _beside(aside, end).exists():
            shutil.copyfile(_beside(aside, end), _beside(copy, end))
    found = {row.seq: row for row in _by_pages(copy)}
    for row in _by_query(copy):
        found.setdefault(row.seq, row)
    return [found[seq] for seq in sorted(found)]


def _by_pages(copy: Path) -> Iterator[Row]:
    log = waiting_pages(_beside(copy, "-wal"))
    for record in records_of(pages_of(copy, log.newest, log.size)):
        if record.rowid is not None:
            with contextlib.suppress(journal_rows.Torn):
                yield journal_rows.row_of((record.rowid, *record.values[1:]))


def _by_query(copy: Path) -> list[Row]:
    try:
        with contextlib.closing(connect(copy, Access.READ, 0.0, query_only=True)) as connection:
            return journal_rows.sound_rows(connection)
    except sqlite3.Error:
        return []
