"""Brings words to where their library is opened, from other folders in which it lay."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from newsletter_app.library import journal_rows
from newsletter_app.library.journal_rows import PASSED_OVER
from newsletter_app.library.library_at import is_the_same_folder, lies_at, may_be_written

_SET_BESIDE_THERE = (
    "UPDATE draft SET item = item || ? || seq WHERE library = ? AND place = ? "
    "AND item IN (SELECT item FROM draft WHERE library = ? AND place = ?)"
)
_MOVE = "UPDATE draft SET place = ? WHERE library = ? AND place = ?"
_HAND_OVER = "UPDATE draft SET item = item || ? WHERE library = ? AND place = ? AND item = ?"


def bring_here(connection: sqlite3.Connection, library: str, here: str) -> None:
    """Bring the words that belong to the library as it lies in `here`; all within one transaction.

    Those of a folder where it does not lie any more are moved. Those of a folder in which it can only be read
    are copied into one that can be written to, for they can be saved nowhere else: there they stay, as words
    that nobody has seen, should that folder be written to again. A copy beside a library that can be written
    to takes none. Raises Torn.
    """
    for place in journal_rows.places(connection, library) - {here}:
        if not lies_at(library, Path(place)) or is_the_same_folder(Path(place), Path(here)):
            connection.execute(_SET_BESIDE_THERE, (PASSED_OVER, library, place, library, here))
            connection.execute(_MOVE, (here, library, place))
        elif may_be_written(Path(here)) and not may_be_written(Path(place)):
            _copy(connection, library, place, here)


def _copy(connection: sqlite3.Connection, library: str, place: str, here: str) -> None:
    there = [row for row in journal_rows.rows(connection, library, place) if not row.is_passed_over]
    taken = {row.id for row in journal_rows.rows(connection, library, here)}
    last = {row.id: f"{PASSED_OVER}{row.seq}" for row in there}
    for row in there:
        record = row.item.record
        new = f"{row.id}{last[row.id]}" if row.id in taken else row.id
        item = row.item.with_record(replace(record, id=new))
        journal_rows.insert(connection, replace(row, item=item, place=here, seq=0))
    for item_id, mark in last.items():
        connection.execute(_HAND_OVER, (mark, library, place, item_id))
