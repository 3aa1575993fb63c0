"""The rows of a file are found on its pages without SQLite, in every version of the tables."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsletter_app.library.repairing.pages import pages_of, records_of
from newsletter_app.library.repairing.shapes import DERIVED, TORN, rows_of
from newsletter_app.library.schema import metadata

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("schema-*"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda folder: folder.name)
def test_every_row_is_found_and_nothing_else(fixture, tmp_path):
    file = shutil.copyfile(fixture / "library.sqlite", tmp_path / "library.sqlite")
    found = rows_of(records_of(pages_of(file, {})))
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for name in metadata.tables.keys() - DERIVED:
            rows = connection.execute(f"SELECT * FROM {name}").fetchall() if name in there else []
            assert sorted(map(repr, map(plain, found[name]))) == sorted(repr(dict(row)) for row in rows), name


def test_a_row_is_found_whose_page_says_nothing_of_it(tmp_path):
    file = shutil.copyfile(FIXTURES[-1] / "library.sqlite", tmp_path / "library.sqlite")
    before = rows_of(records_of(pages_of(file, {})))
    data = bytearray(file.read_bytes())
    place = next(
        at for at in range(4096, len(data), 4096) if data[at] == 0x0D and b"post" in data[at : at + 4096]
    )
    data[place : place + 64] = bytes(64)
    file.write_bytes(data)
    after = rows_of(records_of(pages_of(file, {})))
    assert sorted(map(repr, after["item"])) == sorted(map(repr, before["item"]))


def plain(row):
    return {name: value for name, value in row.items() if name != TORN}
