"""Carries what a library knows of its sendings into a database that was made before."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.errors import LibraryError
from newsletter_app.library.connecting import address_of
from newsletter_app.library.lasting import RUN_COLUMNS, Lasting
from newsletter_app.library.looking import access_without_trace, look_at

_PATIENCE = 5.0
_KEYS = {"run": ("id",), "run_content": ("run",), "delivery": ("run", "number")}
# What became of a message, as far as it went: a later state never gives way to an earlier one.
_ORDER = (
    DeliveryState.PENDING,
    DeliveryState.EXCLUDED,
    DeliveryState.CANCELLED,
    DeliveryState.SUPPRESSED,
    DeliveryState.FAILED,
    DeliveryState.SENDING,
    DeliveryState.UNKNOWN,
    DeliveryState.SENT,
)
_ENDED = (RunState.FINISHED, RunState.CANCELLED)


def carry_over(into: sqlite3.Connection, file: Path, library_id: str) -> Lasting | None:
    """Write every run of the library in `file`, with the fate of each message, into another state of it.

    What either of the two knows to have gone stays gone. Returns what else lasts, or None where `file` is
    another library or cannot be read: then nothing is written. `file` is only read.
    """
    return _attached(into, file, library_id, _carried)


def lasting_of(file: Path, library_id: str) -> Lasting | None:
    """Return what lasts of the library in `file`, None where that is another or cannot be read.

    It is not opened where something is the matter with it: that would end knowing of what is missing.
    """
    try:
        if look_at(file, access_without_trace(file), _PATIENCE).is_blank:
            return None
    except (LibraryError, sqlite3.Error, OSError):
        return None
    with contextlib.closing(sqlite3.connect("file::memory:", uri=True)) as nothing:
        return _attached(nothing, file, library_id, _lasting)


def _attached(
    into: sqlite3.Connection, file: Path, library_id: str, read: Callable[[sqlite3.Connection], Lasting]
) -> Lasting | None:
    try:
        into.execute("ATTACH ? AS present", (address_of(file, access_without_trace(file)),))
    except (sqlite3.Error, LibraryError, OSError):
        return None
    try:
        (found,) = into.execute("SELECT value FROM present.setting WHERE key = 'id'").fetchone() or ("",)
        return read(into) if found == library_id else None
    except sqlite3.DatabaseError:
        return None
    finally:
        into.execute("DETACH present")


def _carried(into: sqlite3.Connection) -> Lasting:
    with _whole(into):
        if _has_runs(into):
            _carry_runs(into)
        return _lasting(into)


def _has_runs(into: sqlite3.Connection) -> bool:
    return into.execute("SELECT 1 FROM present.sqlite_master WHERE name = 'run'").fetchone() is not None


def _carry_runs(into: sqlite3.Connection) -> None:
    columns = {table: _columns(into, table) for table in _KEYS}
    run, ended = columns["run"], _texts(_ENDED)
    into.execute(
        f"UPDATE run SET ({run}) = (SELECT {run} FROM present.run AS now WHERE now.id = run.id) "  # noqa: S608
        f"WHERE EXISTS (SELECT 1 FROM present.run AS now WHERE now.id = run.id "
        f"AND (now.state IN ({ended}) OR run.state NOT IN ({ended})))"
    )
    into.execute(
        "DELETE FROM delivery WHERE EXISTS (SELECT 1 FROM present.delivery AS now "  # noqa: S608
        "WHERE now.run = delivery.run AND now.number = delivery.number "
        f"AND {_rank('now.state')} >= {_rank('delivery.state')})"
    )
    for table, keys in _KEYS.items():
        same = " AND ".join(f"here.{key} = now.{key}" for key in keys)
        into.execute(
            f"INSERT INTO {table} ({columns[table]}) SELECT {columns[table]} FROM present.{table} AS now "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} AS here WHERE {same})"
        )


def _columns(into: sqlite3.Connection, table: str) -> str:
    """Return, as a list of SQL, the columns that both know."""
    there = {row[1] for row in into.execute(f"PRAGMA present.table_info({table})")}
    return ", ".join(
        f'"{row[1]}"' for row in into.execute(f"PRAGMA main.table_info({table})") if row[1] in there
    )


def _lasting(into: sqlite3.Connection) -> Lasting:
    found = Lasting()
    if not _has_runs(into):
        return found
    mark = into.execute("SELECT value FROM present.setting WHERE key = 'suppression_key_mark'").fetchone()
    found.mark = mark[0] if mark else ""
    for hashed, reason, since in into.execute("SELECT hash, reason, since FROM present.suppression"):
        found.left[hashed] = (reason, since)
    begun = f"SELECT {', '.join(RUN_COLUMNS)} FROM present.run WHERE begins IS NOT NULL"  # noqa: S608
    for row in into.execute(begun):
        found.runs[row[0]] = dict(zip(RUN_COLUMNS, row, strict=True))
    return found


def _rank(column: str) -> str:
    cases = " ".join(f"WHEN '{state}' THEN {place}" for place, state in enumerate(_ORDER))
    return f"CASE {column} {cases} ELSE {len(_ORDER)} END"


def _texts(states: Iterable[str]) -> str:
    return ", ".join(f"'{state}'" for state in states)


@contextmanager
def _whole(into: sqlite3.Connection) -> Iterator[None]:
    into.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        into.execute("ROLLBACK")
        raise
    into.execute("COMMIT")
