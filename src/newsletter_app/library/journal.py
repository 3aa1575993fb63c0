"""Keeps on this computer what is typed, until the library has it."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from newsletter_app.content.items import Item
from newsletter_app.errors import JournalUnwritable
from newsletter_app.library import journal_failures, journal_rows
from newsletter_app.library.journal_file import Damaged, OpenFile
from newsletter_app.library.journal_moves import bring_here
from newsletter_app.library.journal_rescue import rescue
from newsletter_app.library.journal_rows import PASSED_OVER, Row
from newsletter_app.library.lock_file import Held
from newsletter_app.library.moments import Clock, utc_now

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds that a write waits for another window's to end; each takes a few milliseconds."""
_TIMES = 3
_OF_ITEM = "WHERE library = ? AND place = ? AND item = ?"
_FORGET = f"DELETE FROM draft {_OF_ITEM}"  # noqa: S608 - words of ours
_FORGET_OLDER = f"{_FORGET} AND seq < ?"
_SET_BESIDE = f"UPDATE draft SET item = item || ? {_OF_ITEM} AND seq < ?"  # noqa: S608 - words of ours
_REBASE = f"UPDATE draft SET version = ?, revision = ? {_OF_ITEM}"  # noqa: S608 - words of ours
_NOTE_BINNED = f"UPDATE draft SET was_binned = 1 {_OF_ITEM}"  # noqa: S608 - words of ours


class Journal:
    """The newest words of each item of one library, in a file beside the person's settings.

    When `keep` returns, the words outlast the program and the machine. The file serves every library and
    every window of the person. A damaged one is set aside, with a sentence in `notes`; what can be read
    of it goes on in a new one. Each method raises JournalUnwritable where the disk does not take it.

    Words of an earlier program are let go of only once `note_seen` says that they came back; words that are
    kept before that make them words of their own.
    """

    def __init__(
        self,
        folder: Path,
        library: str,
        place: Path,
        now: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._patience = patience
        self._folder, self._library, self._place = folder, library, str(place)
        self._now, self._monotonic = now, monotonic
        self._turn = threading.RLock()
        self._open: OpenFile | None = None
        self._seen: set[str] = set()
        self.notes: tuple[str, ...] = ()

    def keep(self, item: Item, *, is_sent: bool) -> None:
        """Keep the newest words of an item; `is_sent` where just these go to the library next.

        Words on their way into the library are kept beside newer ones until `release`: if the program dies
        then, they tell whether the library's new version is ours or somebody else's.
        """
        row = Row(self._library, self._place, item, is_sent, self._now(), self._monotonic())
        older = _FORGET_OLDER if is_sent else f"{_FORGET_OLDER} AND is_sent = 0"
        ours, is_seen = self._of(row.id), row.id in self._seen

        def work(connection: sqlite3.Connection) -> None:
            number = journal_rows.insert(connection, row)
            if not is_seen:
                connection.execute(_SET_BESIDE, (f"{PASSED_OVER}{number}", *ours, number))
            connection.execute(older, (*ours, number))

        self._do(work)
        self.note_seen(row.id)

    def note_seen(self, item_id: str) -> None:
        """Note that what is kept of an item came back to the person: newer words may take its place."""
        self._seen.add(item_id)

    def release(self, item: Item) -> None:
        """Let go of the words that were sent: the library has them as `item`, with which newer ones begin."""
        if item.record.id not in self._seen:
            return
        ours = self._of(item.record.id)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(f"{_FORGET} AND is_sent = 1", ours)
            connection.execute(_REBASE, (item.record.version, item.record.revision, *ours))

        self._do(work)

    def forget(self, item_id: str) -> None:
        """Let go of all words of an item, down to the bytes once no others wait."""
        if item_id not in self._seen:
            return

        def work(connection: sqlite3.Connection) -> bool:
            connection.execute(_FORGET, self._of(item_id))
            return connection.execute("SELECT 1 FROM draft LIMIT 1").fetchone() is None

        if self._do(work):
            self._empty_the_log()

    def rows(self) -> list[Row]:
        """Return what is kept of this library, in the order it was written.

        Words that were written for it in another folder count where it does not lie there any more, or can
        only be read there: a copy takes none of an original that can be written to.
        """

        def work(connection: sqlite3.Connection) -> list[Row]:
            bring_here(connection, self._library, self._place)
            return journal_rows.rows(connection, self._library, self._place)

        return self._do(work)

    def keep_as(self, row: Row, item: Item) -> None:
        """Keep the words of a row as those of another item from now on."""

        def work(connection: sqlite3.Connection) -> None:
            journal_rows.insert(connection, replace(row, item=item, is_sent=False, was_binned=False, seq=0))
            connection.execute(_FORGET, self._of(row.id))

        self._do(work)
        self.note_seen(item.record.id)

    def note_binned(self, item_id: str) -> None:
        """Remember that an item lay in the bin: when it is not there at all later, its words go as well."""
        self._do(lambda connection: connection.execute(_NOTE_BINNED, self._of(item_id)))

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._let_go()

    def _of(self, item_id: str) -> tuple[str, str, str]:
        return (self._library, self._place, item_id)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do some work in one transaction; once more where the file was damaged and is replaced."""
        with self._turn:
            try:
                try:
                    return self._attempt(work)
                except Damaged as damaged:
                    self._replace(damaged)
                    return self._attempt(work)
            except (sqlite3.Error, OSError, Held, Damaged) as error:
                raise self._refusal(error) from error

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it in a file that is in its place also afterwards: another window may replace a damaged one."""
        for _time in range(_TIMES):
            result = self._once(work)
            if self._open is not None and self._open.is_still_there:
                break
        return result

    def _once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._open is None or not self._open.is_still_there:
            self._let_go()
            self._open = OpenFile(self._folder, self._patience)
        try:
            with self._open.transaction() as connection:
                return work(connection)
        except Damaged:  # closing the last connection to it would write what is in its log into the file
            raise
        except BaseException:
            self._let_go()
            raise

    def _replace(self, damaged: Damaged) -> None:
        """Put the damaged file aside, and what can still be read of it into a new one."""
        aside = rescue(damaged, self._patience)
        self._let_go()
        if aside is not None:
            self.notes += (journal_failures.was_damaged(aside),)

    def _refusal(self, error: Exception) -> JournalUnwritable:
        self._let_go()
        return journal_failures.unwritable(error, self._folder)

    def _empty_the_log(self) -> None:
        """Leave nothing in the file -wal of what was forgotten; another window may put that off."""
        with self._turn, contextlib.suppress(sqlite3.Error):
            if self._open is not None:
                self._open.empty_the_log()

    def _let_go(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.close()
