"""Looks into a copy of a library's file, so that the file itself stays as the program left it."""

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path


def faults_of(file: Path) -> str:
    """Return what SQLite finds wrong in a database, "" where it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(file, Path(folder))
        try:
            with contextlib.closing(sqlite3.connect(copy)) as connection:
                (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.Error as error:
            return str(error)
    return "" if answer == "ok" else answer


def ask(file: Path, question: str) -> list[tuple[object, ...]]:
    """Return the rows that a copy of the database answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(file, Path(folder))
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            return connection.execute(question).fetchall()


def copied(file: Path, folder: Path) -> Path:
    """Copy a database of which no program holds a part in memory, with what lies beside it."""
    for part in (file, file.with_name(file.name + "-wal")):
        if part.exists():
            shutil.copy(part, folder / part.name)
    return folder / file.name
