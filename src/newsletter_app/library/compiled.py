"""Runs a statement whose text was made once."""

from typing import Any

from sqlalchemy import Connection, Dialect, Select, Update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

Values = dict[str, Any]


class Compiled:
    """A statement without lists of changing length, for where it runs for every message of a run.

    Its text is made at its first run in each dialect, then goes to the driver as it is: SQLAlchemy takes
    longer to look up a short statement, and to wrap its one row, than the database takes to run it.
    """

    def __init__(self, statement: Select[Any] | Update) -> None:
        self._statement = statement
        self._columns = tuple(statement.selected_columns.keys()) if isinstance(statement, Select) else ()
        self._texts: dict[str, tuple[str, tuple[str, ...], Values]] = {}

    def first(self, connection: Connection, values: Values) -> Values | None:
        """Return the first row by its columns' names, None where there is none."""
        row = self._run(connection, values).fetchone()
        return None if row is None else dict(zip(self._columns, row, strict=True))

    def change(self, connection: Connection, values: Values) -> int:
        """Return how many rows it has changed."""
        return self._run(connection, values).rowcount

    def _run(self, connection: Connection, values: Values) -> DBAPICursor:
        """Run it with a value for each name; names it does not have are passed over."""
        dialect = connection.dialect
        if dialect.name not in self._texts:
            self._texts[dialect.name] = self._compiled(dialect)
        text, names, fixed = self._texts[dialect.name]
        known = fixed | values
        cursor = connection.connection.cursor()
        cursor.execute(text, tuple([known[name] for name in names]))
        return cursor

    def _compiled(self, dialect: Dialect) -> tuple[str, tuple[str, ...], Values]:
        compiled = self._statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(type(compiled).__name__)
        return compiled.string, tuple(compiled.positiontup or ()), dict(compiled.params)
