"""Lets what SQLite says of a damaged file be an error of the database, though its words are no UTF-8.

SQLite repeats the names it found in the file. Where these are damaged the driver cannot read the words, and
raises UnicodeDecodeError instead of what SQLite meant (measured on Python 3.11).
"""

import sqlite3
from typing import Any, Self


class ReadableCursor(sqlite3.Cursor):
    """A cursor that raises sqlite3.Error alone for what is in the file."""

    def execute(self, *given: Any) -> Self:
        """Carry out a statement."""
        try:
            return super().execute(*given)
        except UnicodeDecodeError as error:
            raise _not_text() from error

    def executemany(self, *given: Any) -> Self:
        """Carry out a statement for each row of values."""
        try:
            return super().executemany(*given)
        except UnicodeDecodeError as error:
            raise _not_text() from error

    def fetchone(self) -> Any:
        """Return the next row."""
        try:
            return super().fetchone()
        except UnicodeDecodeError as error:
            raise _not_text() from error

    def fetchmany(self, *given: Any, **named: Any) -> list[Any]:
        """Return some rows."""
        try:
            return super().fetchmany(*given, **named)
        except UnicodeDecodeError as error:
            raise _not_text() from error

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        try:
            return super().fetchall()
        except UnicodeDecodeError as error:
            raise _not_text() from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except UnicodeDecodeError as error:
            raise _not_text() from error


class ReadableConnection(sqlite3.Connection):
    """A connection whose cursors are such."""

    def cursor(self, factory: Any = ReadableCursor) -> Any:
        """Return a cursor."""
        return super().cursor(factory)

    def execute(self, *given: Any) -> Any:
        """Carry out a statement by a cursor of its own; one that failed holds nothing any more.

        Else whoever keeps the error keeps the statement, and SQLite the file open after the last `close`.
        """
        cursor = self.cursor()
        try:
            return cursor.execute(*given)
        except BaseException:
            cursor.close()
            raise


def _not_text() -> sqlite3.DatabaseError:
    return sqlite3.DatabaseError("Could not decode what is said of the file")
