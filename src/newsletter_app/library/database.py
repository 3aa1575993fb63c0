"""Hands out connections for reading and for writing."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from newsletter_app.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryTooNew
from newsletter_app.library import failures
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.looking import is_library
from newsletter_app.library.reserve import Reserve
from newsletter_app.library.swapping import is_decided
from newsletter_app.library.turns import Turns

T = TypeVar("T")
_NOWHERE = (0, 0)


class Database:
    """A library's file: any number of readers, one writer at a time.

    `turns` says whose turn it is to write. Whoever reads or writes meets only LibraryError for what the world
    does to the file.
    """

    def __init__(
        self, file: Path, access: Access, patience: float, refusal: LibraryError | None, turns: Turns
    ) -> None:
        self.file = file
        self.folder = file.parent
        self.turns = turns
        self.library_id = ""
        self._refusal = refusal
        self._reserve = Reserve(file.parent)
        self._patience = patience
        self._connect = partial(connect, file, access, patience)
        self._readers = _engine(partial(self._connected, query_only=True), "BEGIN")
        self._is_alone = access is Access.ALONE
        # Who is alone need not hurry to be the one that writes, and could not be copied from while it is.
        self._writer = _engine(self._connected, "BEGIN" if self._is_alone else "BEGIN IMMEDIATE")
        self._identity = _identity(file)
        self._turn = threading.RLock()
        self._kept: Connection | None = None
        self._writing: Connection | None = None
        self._writing_thread = 0
        self._keeping_still: sqlite3.Connection | None = None

    @property
    def refusal(self) -> LibraryError | None:
        """Return what a write raises, None where writing is allowed as far as is known."""
        return self._refusal or self.turns.refusal

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library; inside `writing`, the one being written."""
        if self._writing is not None and self._is_inside:
            yield self._writing
            return
        if self._is_alone:
            with self._turn, self._outermost() as connection:
                yield connection
            return
        with self._in_words(), self._readers.connect() as connection:
            yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        """Give the one connection that writes; what is done in it counts wholly or not at all.

        One inside another is undone alone where it fails, and counts only when the outer one does. Raises
        LibraryBusy where it is somebody else's turn, or another library is to take the place of this one.
        """
        return self._write(self._own_turn)

    def writing_regardless(self) -> AbstractContextManager[Connection]:
        """Do what `writing` does whoever holds the library; it waits for a write under way, and no longer.

        For whoever asks for less to go out, and for the ledger of a run that goes on.
        """
        return self._write(contextlib.nullcontext)

    def rewrite(self) -> None:
        """Write the whole file anew, without the room that nothing takes up any more; whole or not at all.

        Not inside a write. Raises what a write raises, LibraryBusy also while somebody reads.
        """
        if self._refusal is not None:
            raise self._refusal
        with self._turn, self._own_turn(), self._in_words():
            self._see_that_it_is_there()
            self._let_go()
            with self._writer.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("VACUUM")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def once_more(self, write: Callable[[], T]) -> T:
        """Do what a write does; where it found the drive full and some room was kept, do it once more."""
        try:
            return write()
        except LibraryFull as error:
            if self._is_inside or not error.made_room:
                raise
            return write()

    def stop_writing(self, error: LibraryDamaged) -> None:
        """Refuse every write from now on, and leave the file and what waits beside it as they are.

        The last connection that may write would bring into the file what waits; one that only reads, and is
        closed after it, keeps it from that.
        """
        with self._turn:
            self._refusal = error
            if self._keeping_still is None:
                with contextlib.suppress(sqlite3.Error):
                    self._keeping_still = connect(self.file, Access.READ, self._patience, query_only=True)
                    self._keeping_still.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def close(self) -> None:
        """Close every connection; the last one tidies up the file, unless that is damaged."""
        with self._turn:
            self._let_go()
            self._readers.dispose()
            self._writer.dispose()
            if self._keeping_still is not None:
                self._keeping_still.close()
            self.turns.close()

    @contextmanager
    def _write(self, turn: Callable[[], AbstractContextManager[None]]) -> Iterator[Connection]:
        if self._refusal is not None:
            raise type(self._refusal)(
                self._refusal.message, hint=self._refusal.hint, action=self._refusal.action
            )
        with self._turn:
            if self._writing is not None:
                with self._writing.begin_nested():
                    yield self._writing
                return
            self._see_that_it_is_there()
            with turn(), self._outermost() as connection:
                yield connection
            self._reserve.keep()

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Have the turn to write to a library whose place no other is to take: in a turn that is decided."""
        with self.turns.turn():
            if is_decided(self.folder):
                raise failures.replaced(self.folder)
            yield

    @contextmanager
    def _outermost(self) -> Iterator[Connection]:
        self._see_that_it_is_there()
        with self._with_a_reserve(), self._in_words(), self._transaction() as connection:
            self._see_that_it_is_the_same()
            # The thread first: the one that wrote before looks at both without waiting for its turn.
            self._writing_thread = threading.get_ident()
            self._writing = connection
            try:
                yield connection
            finally:
                self._writing = None

    @contextmanager
    def _with_a_reserve(self) -> Iterator[None]:
        try:
            yield
        except LibraryFull as error:
            error.made_room = self._reserve.give_up()
            raise

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Give the connection that is kept for writing; after a failure it is another one the next time."""
        try:
            if self._kept is None:
                self._kept = self._writer.connect()
            if self._is_alone:
                _let_write(self._kept)
            with self._kept.begin():
                yield self._kept
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            if isinstance(self._refusal, LibraryTooNew):
                raise failures.too_new(self.folder) from error
            if not failures.is_failure_of_the_world(error):
                raise
            if failures.is_damage(error) and _identity(self.file) == self._identity:  # not another's file
                self.stop_writing(failures.damaged(self.folder))
            raise failures.named(failures.failure(error, self.folder), self.turns.who) from error

    def _connected(self, *, query_only: bool = False) -> sqlite3.Connection:
        self._see_that_it_is_there()
        return self._connect(query_only=query_only)

    @property
    def _is_inside(self) -> bool:
        """Tell whether this thread is the one that writes just now."""
        return self._writing is not None and self._writing_thread == threading.get_ident()

    def _see_that_it_is_the_same(self) -> None:
        """Refuse to write into a file whose place another took while this write waited for its turn."""
        if _identity(self.file) != self._identity:
            raise failures.busy(self.folder)

    def _see_that_it_is_there(self) -> None:
        """Refuse to use a file that nobody would find again; go on with one that came back."""
        found = _identity(self.file)
        if found == self._identity:
            return
        if found == _NOWHERE:
            raise failures.gone(self.folder)
        with self._turn, self._in_words():
            if not is_library(self.file, self.library_id, self._patience):
                raise failures.another(self.folder)
            # Whoever closes a file last takes away what lies beside it under its name, be that another's.
            self._connect().close()
            self._identity = found
            self._let_go()
            self._readers.dispose()
            self._writer.dispose()


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite:///library", creator=connect, hide_parameters=True, max_overflow=-1)
    event.listen(engine, "begin", partial(_begin, begin))
    return engine


def _let_write(connection: Connection) -> None:
    """Take back what a reader may have set on the one connection there is."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA query_only=OFF")


def _begin(text: str, connection: Connection) -> None:
    """Begin by the driver itself: SQLAlchemy takes longer over these words than SQLite."""
    driver: Any = connection.connection.driver_connection
    driver.execute(text)


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return _NOWHERE
    return (found.st_dev, found.st_ino)
